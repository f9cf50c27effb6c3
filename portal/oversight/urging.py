"""催报: the ready text for a unit, to be sent as a message or copied."""

from __future__ import annotations

from datetime import date

from flask import flash, g, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from content.auth import units
from content.auth.permissions import Permission
from content.quotas import spans, urging
from content.quotas.board import UnitMonth
from portal import labels
from portal.database import db
from portal.oversight.blueprint import oversight
from portal.security import requires


def text(row: UnitMonth, today: date) -> str:
    """Whom it is for, what is out, what is missing, by when."""
    return _(
        "%(unit)s: in %(month)s %(done)s of %(goal)s items have come out and %(short)s are still missing. Please"
        " publish them by %(last)s.",
        unit=row.unit.name(labels.locale()),
        month=f"{today:%Y-%m}",
        done=row.standing.done,
        goal=row.standing.goal,
        short=row.standing.short,
        last=spans.last_of(spans.month_of(today)[1]).isoformat(),
    )


@oversight.post("/units/<code>/urge")
@requires(Permission.OVERSEE)
def urge(code: str) -> ResponseReturnValue:
    unit = units.by_code(db.session(), code)
    told = urging.urge(db.session(), unit, by=g.person)
    name = unit.short_name(labels.locale())
    if told:
        said = ngettext("%(unit)s: %(num)d person was told.", "%(unit)s: %(num)d people were told.", told, unit=name)
        flash(said, "success")
    else:
        flash(_("%(unit)s: nobody was told anew: told today already, or nobody holds a role there.", unit=name), "info")
    return redirect(url_for("oversight.overview"))
