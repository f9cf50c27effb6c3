"""A reviewer's word on whether a text stands apart from an earlier one: until then it does not count beside it."""

from __future__ import annotations

from flask import flash, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from content.auth.permissions import Permission
from content.errors import Refusal
from content.items import likeness
from portal import words
from portal.database import db
from portal.desk import reviewing
from portal.desk.blueprint import desk
from portal.errors import STATUS
from portal.security import requires


@desk.post("/editions/<int:edition_id>/likenesses/<int:earlier_id>")
@requires(Permission.REVIEW)
def judge_likeness(edition_id: int, earlier_id: int) -> ResponseReturnValue:
    edition = reviewing.under_review(edition_id)
    name = f"reason-likeness-{earlier_id}"
    is_apart = request.form.get("verdict") == "apart"
    try:
        likeness.decide(
            db.session(), edition.item, earlier_id, apart=is_apart, reason=request.form.get(name, ""), by=g.person
        )
    except Refusal as refusal:
        if not refusal.issues:
            raise
        errors = {name: [words.issue(one) for one in refusal.issues]}
        return reviewing.review_page(edition, errors=errors, status=STATUS[refusal.category])
    flash(_("Decided. The boards count accordingly."), "success")
    return redirect(url_for("desk.review", edition_id=edition_id) + "#doubts")
