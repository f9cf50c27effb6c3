"""The sentences by which units are asked for the progress of their tasks."""

from __future__ import annotations

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from content.auth.units import Unit
from content.notices.models import Notice
from portal import labels
from portal.database import db


def asked(notice: Notice) -> str:
    unit = db.session.get(Unit, notice.facts["unit"])
    return ngettext(
        "%(unit)s: report the progress of %(num)d task for %(period)s",
        "%(unit)s: report the progress of %(num)d tasks for %(period)s",
        notice.facts["count"],
        unit=unit.short_name(labels.locale()) if unit else "",
        period=notice.facts["period"],
    )


def asked_note(notice: Notice) -> str:
    return _("By %(at)s.", at=notice.facts["last_on"])


def plan_url(notice: Notice) -> str:
    return url_for("desk.plan")
