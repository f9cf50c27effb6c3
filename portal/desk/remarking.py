"""Early checks on three layers: beside the form while writing, beside the preview, and before the decision."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import current_app, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from content import clock
from content.auth.permissions import Permission
from content.display import public_form
from content.display.public_form import PublicForm
from content.errors import Issue
from content.items import checks, knowing, remarks
from content.items.models import Edition
from portal import words
from portal.database import db
from portal.desk import forms, wording
from portal.desk.blueprint import desk
from portal.desk.drafts import own_draft
from portal.security import requires

#: Below these addresses a page stands or falls with its rows, which ``content`` knows.
BY_ROWS = ("/items/", "/columns/", "/units/")


def is_public_page(path: str) -> bool:
    if path.startswith(BY_ROWS):
        return False
    adapter = current_app.url_map.bind("localhost")
    try:
        endpoint, _values = adapter.match(path, method="GET")
    except RequestRedirect:
        return True
    except HTTPException:
        return False
    return endpoint.startswith("public.")


@contextmanager
def as_typed(edition: Edition, typed: forms.Draft) -> Iterator[None]:
    """The edition with the words of the form in it, for the time of a look; the session forgets them afterwards."""
    with db.session.no_autoflush:
        for name, value in typed.changes.items():
            if name == "fields":
                edition.fields = edition.fields | value
            elif name != "column":
                setattr(edition, name, value)
        try:
            yield
        finally:
            db.session.rollback()


def found_in(edition: Edition) -> list[Issue]:
    return remarks.remarks(edition, knowing.about(db.session(), edition, is_other_page=is_public_page))


def lines(edition: Edition, form: PublicForm, *, with_missing: bool = True) -> list[dict[str, Any]]:
    """What to mend, what to weigh and what will be hidden, each with its field and its cure."""
    missing = checks.issues(edition, today=clock.today()) if with_missing else []
    told = [line(issue, _("missing"), "error") for issue in missing]
    for issue in found_in(edition):
        stops = issue.code in remarks.STOPPING
        told.append(line(issue, _("to mend") if stops else _("to check"), "error" if stops else "warning"))
    told += [
        {
            "label": _("personal data"),
            "tone": found.get("tone") or "warning",
            "field": found["place"],
            "href": "",
            "text": f"{found['kind']} {found.get('cure') or ''}".strip(),
        }
        for found in wording.findings(form)
    ]
    return told


def line(issue: Issue, label: str, tone: str) -> dict[str, Any]:
    return {
        "label": label,
        "tone": tone,
        "field": words.field_label(issue.field),
        "href": f"#{issue.field}",
        "text": words.issue(issue),
    }


@desk.post("/editions/<int:edition_id>/checks")
@requires(Permission.WRITE)
def check_typed(edition_id: int) -> ResponseReturnValue:
    """What is typed right now, looked through without storing it."""
    edition = own_draft(edition_id)
    with as_typed(edition, forms.draft(request.form, edition)):
        return render_template(
            "desk/check_part.html",
            page_title=_("Early checks"),
            found=lines(edition, public_form.make(edition)),
        )
