"""Reviewing: the queue, and one edition with everything a decision needs on one screen."""

from __future__ import annotations

from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from content.auth.permissions import Permission
from content.display import public_files, public_form
from content.errors import Refusal
from content.items import finding, likeness, produced_on
from content.items.models import Edition, State
from content.kinds import reader
from content.markup import diff
from content.workflow import reviewing
from content.workflow.reviewing import REASONS
from portal import downloads, labels, words
from portal.database import db
from portal.desk import file_lines, forms, questions, remarking, wording
from portal.desk.blueprint import desk
from portal.errors import STATUS
from portal.security import requires


def under_review(edition_id: int) -> Edition:
    return finding.edition(db.session(), edition_id, by=g.person, permission=Permission.REVIEW)


@desk.get("/editions/<int:edition_id>/review")
@requires(Permission.REVIEW)
def review(edition_id: int) -> ResponseReturnValue:
    edition = under_review(edition_id)
    if edition.at_rest not in (State.SUBMITTED, State.APPROVED):
        return redirect(url_for("desk.item", item_id=edition.item_id))
    return review_page(edition)


def reason_fields(edition: Edition) -> list[str]:
    return ["", "title", "summary", "body", "files", "produced_on", "issued_on", "column"] + [
        field.name for field in reader.kind(edition.item.kind).fields
    ]


def review_page(
    edition: Edition, *, errors: dict[str, list[str]] | None = None, refused: str | None = None, status: int = 200
) -> ResponseReturnValue:
    current = finding.published(db.session(), edition.item_id)
    form = public_form.make(edition)
    page = render_template(
        "desk/review.html",
        page_title=_("Review: %(title)s", title=edition.title),
        edition=edition,
        kind=reader.kind(edition.item.kind),
        column=reader.column(edition.item.column),
        form=form,
        shown=file_lines.pictured(edition, form),
        found=remarking.lines(edition, form),
        findings=wording.findings(form),
        privacy_questions=questions.questions(edition, form, request.form),
        privacy_kinds=questions.kinds_of(form),
        undecided=len(form.undecided),
        files=[(file_lines.line(edition, file), file_lines.questions(file, request.form)) for file in form.files],
        files_are_whole=public_files.are_whole(edition, downloads.store()),
        current=current,
        changes=changes(current, edition) if current else [],
        alike=likeness.describe(
            db.session(), likeness.of_item(db.session(), edition.item_id), unit_id=edition.item.unit_id
        ),
        moved_late=produced_on.of_item(db.session(), edition.item_id),
        is_own=edition.worked_on_by(g.person.id),
        reasons=[(code, str(labels.REASONS[code])) for code in REASONS],
        reason_fields=[(name, words.field_label(name)) for name in reason_fields(edition)],
        typed=request.form,
        errors=errors or {},
        refused=refused,
    )
    return page, status


def changes(current: Edition, edition: Edition) -> list[tuple[str, list[dict[str, Any]]]]:
    """What would change for the public, field by field; fields that stay as they are are left out."""
    before, after = public_form.make(current), public_form.make(edition)
    pairs = [("title", before.title, after.title), ("summary", before.summary, after.summary)]
    pairs += [(name, before.fields.get(name, ""), text) for name, text in after.fields.items()]
    pairs.append(("body", before.text, after.text))
    pairs.append(("files", file_lines.marks(before), file_lines.marks(after)))
    return [
        (words.field_label(name), wording.blocks(diff.paragraphs(old, new))) for name, old, new in pairs if old != new
    ]


@desk.post("/editions/<int:edition_id>/approve")
@requires(Permission.REVIEW)
def approve(edition_id: int) -> ResponseReturnValue:
    edition = under_review(edition_id)
    reviewing.approve(
        db.session(), edition, by=g.person, seen_digest=request.form.get("digest", ""), store=downloads.store()
    )
    flash(_("Approved. It can now be published."), "success")
    return redirect(url_for("desk.review_queue"))


@desk.post("/editions/<int:edition_id>/return")
@requires(Permission.REVIEW)
def give_back(edition_id: int) -> ResponseReturnValue:
    edition = under_review(edition_id)
    reasons = forms.reasons(request.form, reason_fields(edition))
    try:
        reviewing.give_back(db.session(), edition, reasons, by=g.person)
    except Refusal as refusal:
        if not refusal.issues:
            raise
        errors = words.by_field(refusal.issues)
        return review_page(edition, errors=errors, refused=words.refusal(refusal), status=STATUS[refusal.category])
    flash(_("Returned with your reasons."), "success")
    return redirect(url_for("desk.review_queue"))
