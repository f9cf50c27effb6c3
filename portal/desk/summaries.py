"""A unit's own summaries, and any report its writers may read as a draft for review."""

from __future__ import annotations

from flask import Response, g, redirect, request, url_for
from flask.typing import ResponseReturnValue

from content.auth import units
from content.auth.permissions import Permission
from content.reports import drafting
from portal.database import db
from portal.desk.blueprint import desk
from portal.oversight import summaries as shared
from portal.security import requires


@desk.get("/summaries")
@requires(Permission.SEE)
def summaries() -> str:
    return shared.summaries_page("desk")


@desk.get("/summaries/<code>")
@requires(Permission.SEE)
def summary(code: str) -> str:
    return shared.summary_page("desk", code)


@desk.get("/summaries/<code>.docx")
@requires(Permission.SEE)
def summary_paper(code: str) -> Response:
    return shared.paper_of(shared.gathered(code))


@desk.get("/summaries/<code>.xlsx")
@requires(Permission.SEE)
def summary_sheet(code: str) -> Response:
    return shared.sheet_of(shared.gathered(code))


@desk.post("/summaries/<code>/draft")
@requires(Permission.WRITE)
def summary_draft(code: str) -> ResponseReturnValue:
    """Start an item with the report in it, to be read and submitted as any other."""
    unit = units.by_code(db.session(), request.form.get("drafting_unit", ""))
    edition = drafting.draft(db.session(), shared.gathered(code), unit=unit, by=g.person)
    return redirect(url_for("desk.edit", edition_id=edition.id))
