"""Looking up one's own records by a whole certificate number: off by default, never kept, listed or logged."""

from __future__ import annotations

from flask import Response, current_app, make_response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from content.display import person_lookup
from content.display.models import PublicItem
from content.errors import Refusal
from portal import vault, words
from portal.database import db
from portal.errors import STATUS
from portal.public import subjects, tokens
from portal.public.blueprint import public

FORM = "person look-up"
LONGEST_NUMBER = 40


@public.get("/persons")
def persons() -> Response:
    person_lookup.refuse_unless_on(db.session())
    return page_of(None)


@public.post("/persons")
def look_up_person() -> ResponseReturnValue:
    """The same page for a number nobody bears and for one without records; the number is not shown again."""
    tokens.refuse_unfit(request.form.get(tokens.FIELD, ""), FORM)
    person_lookup.refuse_unless_on(db.session())
    try:
        current_app.extensions["person_turnstile"].refuse_too_many(request.remote_addr or "")
    except Refusal as refusal:
        return page_of(None, words.refusal(refusal)), STATUS[refusal.category]
    number = request.form.get("number", "")[:LONGEST_NUMBER]
    keys = vault.identity_keys(current_app.extensions["settings"])
    return page_of(person_lookup.records(db.session(), number, keys))


def page_of(found: list[PublicItem] | None, problem: str = "") -> Response:
    page = render_template(
        "public/persons.html",
        page_title=_("Look up one's own records"),
        items=[subjects.line(item, item.unit) for item in found or []],
        is_answer=found is not None,
        problem=problem,
        token=tokens.make(FORM),
    )
    response = make_response(page)
    response.headers["Cache-Control"] = "no-store"
    return response
