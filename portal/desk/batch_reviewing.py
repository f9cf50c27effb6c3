"""A batch before its reviewer: uncertain findings on one screen, rows to look at, the decision on the whole."""

from __future__ import annotations

import secrets
from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from content.audit import trail
from content.auth.permissions import Permission
from content.errors import Category, Issue, Refusal
from content.items import finding_batches
from content.items.batches import Batch, BatchState
from content.items.finding_batches import Finding
from content.workflow import batch_deciding, batch_examining, batches
from content.workflow.reviewing import REASONS
from portal import batch_words, labels, words
from portal.database import db
from portal.desk import batch_history, batch_rows
from portal.desk.batches import number_in, of_unit, page_facts
from portal.desk.blueprint import desk
from portal.errors import STATUS
from portal.security import requires

#: Findings of one group shown at once, and rows of a sample.
SHOWN, SAMPLE = 10, 20
LARGEST_SEED = 1_000_000
VERDICTS = ("hide", "show")


def under_review(batch_id: int) -> Batch:
    return of_unit(batch_id, Permission.REVIEW)


@desk.get("/batches/<int:batch_id>/review")
@requires(Permission.REVIEW)
def review_batch(batch_id: int) -> ResponseReturnValue:
    shown = under_review(batch_id)
    if shown.at_rest not in (BatchState.SUBMITTED, BatchState.APPROVED):
        return redirect(url_for("desk.batch", batch_id=batch_id))
    return review_page(shown)


def review_page(
    shown: Batch, errors: dict[str, list[str]] | None = None, refused: str = "", status: int = 200
) -> ResponseReturnValue:
    session = db.session()
    seed = number_in(request.args.get("seed", "")) or secrets.randbelow(LARGEST_SEED)
    left = batch_examining.left(session, shown)
    page = render_template(
        "desk/batch_review.html",
        page_title=_("Review the batch: %(title)s", title=batch_words.title(shown)),
        **page_facts(shown),
        kind=batch_words.kind(shown),
        counts=batch_words.counts(shown),
        notes=batch_words.notes(shown),
        seen=batch_words.findings(shown),
        groups=[group_of(shown, group) for group in batch_deciding.groups(session, shown)],
        undecided=batch_deciding.undecided(session, shown),
        left=left,
        digest="" if left else batches.digest_of(session, shown),
        rows=batch_rows.lines(shown, finding_batches.sample(session, shown, seed=seed, size=SAMPLE)),
        seed=seed,
        next_seed=secrets.randbelow(LARGEST_SEED),
        returned=finding_batches.returned_count(session, shown),
        is_own=shown.worked_on_by(g.person.id),
        is_open=shown.at_rest is BatchState.SUBMITTED,
        reasons=reason_choices(),
        history=batch_history.lines(trail.about(session, shown.key)),
        typed=request.form,
        errors=errors or {},
        problems=[
            {"text": said, "href": f"#{name}"} for name, sentences in (errors or {}).items() for said in sentences
        ],
        refused=refused,
    )
    return page, status


def reason_choices() -> list[tuple[str, str]]:
    return [(code, str(labels.REASONS[code])) for code in REASONS]


def group_of(shown: Batch, group: batch_deciding.Group) -> dict[str, Any]:
    """Findings of one column and kind with the first of them, and where the others are."""
    after = number_in(request.args.get(f"after-{group.field}-{group.kind}", ""))
    page, following = finding_batches.findings(
        db.session(), shown, field=group.field, kind=group.kind, after=after, limit=SHOWN
    )
    more: dict[str, Any] = {f"after-{group.field}-{group.kind}": following} if following else {}
    return {
        "id": f"{group.field}-{group.kind}",
        "field": group.field,
        "kind": group.kind,
        "label": _("%(field)s: %(what)s", field=batch_words.field(shown, group.field), what=what(group.kind)),
        "waiting": group.waiting,
        "decided": group.decided,
        "findings": [line(found) for found in page],
        "words": finding_batches.words_found(page),
        "more_url": url_for("desk.review_batch", batch_id=shown.id, **more) + f"#{group.field}-{group.kind}"
        if more
        else "",
    }


def what(kind: str) -> str:
    return str(labels.FINDINGS.get(kind, kind))


def line(found: Finding) -> dict[str, Any]:
    """A finding between the words around it, so that a person can tell what it is."""
    text, one = str(found.fields.get(found.finding.field, "")), found.finding
    return {
        "id": one.id,
        "row": found.row_number,
        "before": text[max(0, one.start - 24) : one.start],
        "found": text[one.start : one.end],
        "after": text[one.end : one.end + 24],
        "shows": one.shows,
        "reason": one.reason,
    }


@desk.post("/batches/<int:batch_id>/decide")
@requires(Permission.REVIEW)
def decide_on_batch(batch_id: int) -> ResponseReturnValue:
    """``scope``: ticked findings, all undecided of a column and kind, or those whose words stand in a list."""
    shown, about = under_review(batch_id), request.form.get("about", "")
    try:
        count = batch_deciding.decide(
            db.session(),
            shown,
            by=g.person,
            shows=verdict(about) == "show",
            reason=request.form.get(f"reason-{about}", ""),
            **meant(request.form),
        )
    except Refusal as refusal:
        if not refusal.issues:
            raise
        return refused_page(batch_id, refusal, about)
    flash(_("Decided on %(n)s findings. Their rows are being looked at again.", n=count), "success")
    return redirect(url_for("desk.review_batch", batch_id=batch_id) + "#privacy")


def verdict(about: str) -> str:
    """Hide or show: nothing is decided by leaving it open."""
    name = f"verdict-{about}"
    if request.form.get(name) not in VERDICTS:
        raise Refusal("to_mend", Category.INVALID, (Issue(name, "not_a_choice"),))
    return request.form[name]


def meant(form: MultiDict[str, str]) -> dict[str, Any]:
    if form.get("scope") == "names":
        return {"names": batch_deciding.names_in(form.get("names", ""))}
    if form.get("scope") == "group":
        return {"field": form.get("field", ""), "kind": form.get("kind", "")}
    ticked = [int(one) for one in form.getlist("finding") if one.isdecimal() and len(one) < 18]
    if not ticked:
        raise Refusal("to_mend", Category.INVALID, (Issue(f"verdict-{form.get('about', '')}", "nothing_ticked"),))
    return {"finding_ids": ticked}


def refused_page(batch_id: int, refusal: Refusal, about: str = "") -> ResponseReturnValue:
    """``about`` is the part of the form that was pressed: its fields carry its name."""
    db.session.rollback()
    errors = words.by_field(refusal.issues)
    if about == "return" and "note" in errors:
        errors["return-note"] = errors.pop("note")
    if about and "reason" in errors:
        errors[f"reason-{about}"] = errors.pop("reason")
    return review_page(under_review(batch_id), errors, words.refusal(refusal), STATUS[refusal.category])


@desk.post("/batches/<int:batch_id>/approve")
@requires(Permission.REVIEW)
def approve_batch(batch_id: int) -> ResponseReturnValue:
    batches.approve(db.session(), under_review(batch_id), by=g.person, seen_digest=request.form.get("digest", ""))
    flash(_("Approved. It can now be published."), "success")
    return redirect(url_for("desk.review_queue"))


@desk.post("/batches/<int:batch_id>/return")
@requires(Permission.REVIEW)
def return_batch(batch_id: int) -> ResponseReturnValue:
    try:
        batches.give_back(db.session(), under_review(batch_id), by=g.person, note=request.form.get("return-note", ""))
    except Refusal as refusal:
        if not refusal.issues:
            raise
        return refused_page(batch_id, refusal, "return")
    flash(_("Returned with your reasons."), "success")
    return redirect(url_for("desk.review_queue"))
