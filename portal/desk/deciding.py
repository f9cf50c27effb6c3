"""A reviewer's word on personal data: span by span, or all findings of a kind at once."""

from __future__ import annotations

from flask import flash, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from content.auth.permissions import Permission
from content.display import public_form
from content.errors import Refusal
from content.items import finding
from content.workflow import reviewing
from portal import words
from portal.database import db
from portal.desk import file_lines, questions
from portal.desk.blueprint import desk
from portal.desk.reviewing import review_page
from portal.errors import STATUS
from portal.security import requires


@desk.post("/editions/<int:edition_id>/decide")
@requires(Permission.REVIEW)
def decide(edition_id: int) -> ResponseReturnValue:
    edition = finding.edition(db.session(), edition_id, by=g.person, permission=Permission.REVIEW)
    form = public_form.make(edition)
    chosen = questions.verdicts(form.flagged, request.form) + file_lines.verdicts(form, request.form)
    try:
        count = reviewing.decide(db.session(), edition, chosen, by=g.person)
    except Refusal as refusal:
        if not refusal.issues:
            raise
        db.session.rollback()
        edition = finding.edition(db.session(), edition_id, by=g.person, permission=Permission.REVIEW)
        errors = words.by_field(refusal.issues)
        return review_page(edition, errors=errors, refused=words.refusal(refusal), status=STATUS[refusal.category])
    flash(_("%(n)s decisions stored. The public form below follows them.", n=count), "success")
    part = "files" if request.args.get("part") == "files" else "privacy"
    return redirect(url_for("desk.review", edition_id=edition_id) + f"#{part}")
