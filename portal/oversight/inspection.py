"""自查: the last look at what fails a site outright, with its evidence, and the looks before."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from content.auth.permissions import Permission
from content.kinds import reader
from content.quotas import inspecting
from portal import labels
from portal.database import db
from portal.oversight import wording
from portal.oversight.blueprint import oversight
from portal.oversight.tabs import board_tabs
from portal.security import requires


@oversight.get("/inspection")
@requires(Permission.OVERSEE)
def inspection() -> str:
    looks = inspecting.earlier(db.session())
    return render_template(
        "oversight/inspection.html",
        page_title=_("Self-inspection"),
        tabs=board_tabs(),
        last=looks[0] if looks else None,
        earlier=looks[1:],
        points=wording.POINTS,
        standings=wording.STANDINGS,
        finding_labels=labels.FINDINGS,
        columns={slug: column.label(labels.locale()) for slug, column in reader.columns().items()},
    )


@oversight.post("/inspection")
@requires(Permission.OVERSEE)
def inspect_now() -> ResponseReturnValue:
    inspecting.inspect(db.session())
    flash(_("Looked at just now."), "success")
    return redirect(url_for("oversight.inspection"))
