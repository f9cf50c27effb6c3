"""Batches of records: the unit's list, one batch with how far it is, and the steps its writers take."""

from __future__ import annotations

from typing import Any

from flask import Response, flash, g, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import pgettext

from content.audit import trail
from content.auth.permissions import Permission, may
from content.errors import Refusal
from content.items import finding_batches
from content.items.batches import Batch, BatchState
from content.workflow import batch_deciding, batch_states, batches
from portal import batch_words, words
from portal.database import db
from portal.desk import batch_history
from portal.desk.blueprint import desk
from portal.errors import STATUS
from portal.security import requires

PER_PAGE = 20
#: Moves, and who may make them.
BY_PEOPLE = {
    "read_again": Permission.WRITE,
    "submit": Permission.WRITE,
    "take_back": Permission.WRITE,
    "undo": Permission.WRITE,
    "approve": Permission.REVIEW,
    "return": Permission.REVIEW,
    "publish": Permission.PUBLISH,
    "withdraw": Permission.WITHDRAW,
}


def of_unit(batch_id: int, permission: Permission = Permission.SEE) -> Batch:
    return finding_batches.batch(db.session(), batch_id, by=g.person, permission=permission)


def number_in(text: str) -> int | None:
    """A number of an address, None when it is none."""
    return int(text) if text.isdecimal() and len(text) < 18 else None


@desk.get("/batches")
@requires(Permission.SEE)
def batch_list() -> str:
    before = number_in(request.args.get("before", ""))
    page, older = finding_batches.listed(db.session(), g.person, before=before, limit=PER_PAGE)
    return render_template(
        "desk/batches.html",
        page_title=pgettext("menu", "Records by sheet"),
        listed=batch_words.listed(page),
        may_upload=may(g.person, Permission.WRITE),
        newest_url=url_for("desk.batch_list") if before else None,
        older_url=url_for("desk.batch_list", before=older) if older else None,
    )


@desk.get("/batches/<int:batch_id>")
@requires(Permission.SEE)
def batch(batch_id: int) -> ResponseReturnValue:
    return batch_page(of_unit(batch_id))


def batch_page(shown: Batch, errors: dict[str, list[str]] | None = None, status: int = 200) -> ResponseReturnValue:
    """Everything about one batch; ``errors`` are those of its own form."""
    possible = moves(shown)
    page = render_template(
        "desk/batch.html",
        page_title=batch_words.title(shown),
        batch=shown,
        status=batch_words.status(shown),
        kind=batch_words.kind(shown),
        mode=batch_words.MODES[shown.mode],
        progress=batch_words.progress(shown),
        is_at_work=batch_words.is_at_work(shown),
        counts=batch_words.counts(shown),
        notes=batch_words.notes(shown),
        seen=batch_words.findings(shown),
        returned=finding_batches.returned_count(db.session(), shown),
        undecided=batch_deciding.undecided(db.session(), shown),
        has_faults=bool(finding_batches.fault_count(db.session(), shown)),
        may=possible,
        is_own=shown.worked_on_by(g.person.id),
        history=batch_history.lines(trail.about(db.session(), shown.key)),
        errors=errors or {},
        problems=words.problems(errors or {}),
    )
    return page, status


def moves(shown: Batch) -> frozenset[str]:
    """What this person may do with the batch as it stands."""
    possible = {
        name
        for name in batch_states.possible(shown.at_rest)
        if name in BY_PEOPLE and may(g.person, BY_PEOPLE[name], unit=shown.unit_id)
    }
    if not shown.stored:
        possible -= {"submit"}
    if not shown.spooled:
        possible -= {"read_again"}
    if shown.at_rest is BatchState.SUBMITTED and may(g.person, Permission.REVIEW, unit=shown.unit_id):
        possible |= {"review"}
    return frozenset(possible)


@desk.get("/batches/<int:batch_id>/progress")
@requires(Permission.SEE)
def batch_progress(batch_id: int) -> Response:
    return jsonify(batch_words.progress(of_unit(batch_id)))


@desk.post("/batches/<int:batch_id>/submit")
@requires(Permission.WRITE)
def submit_batch(batch_id: int) -> ResponseReturnValue:
    shown = of_unit(batch_id, Permission.WRITE)
    try:
        batches.submit(db.session(), shown, by=g.person, secrecy_checked=request.form.get("secrecy_checked") == "1")
    except Refusal as refusal:
        if not refusal.issues:
            raise
        return batch_page(shown, words.by_field(refusal.issues), STATUS[refusal.category])
    flash(_("Submitted. Somebody else of your unit decides on it."), "success")
    return redirect(url_for("desk.batch", batch_id=batch_id))


@desk.post("/batches/<int:batch_id>/take-back")
@requires(Permission.WRITE)
def take_back_batch(batch_id: int) -> ResponseReturnValue:
    batches.take_back(db.session(), of_unit(batch_id, Permission.WRITE), by=g.person)
    flash(_("Taken back. It can be submitted again or undone."), "success")
    return redirect(url_for("desk.batch", batch_id=batch_id))


@desk.post("/batches/<int:batch_id>/undo")
@requires(Permission.WRITE)
def undo_batch(batch_id: int) -> ResponseReturnValue:
    batches.undo(db.session(), of_unit(batch_id, Permission.WRITE), by=g.person)
    flash(_("Being undone: what was stored of it goes, and the sheet with it."), "success")
    return redirect(url_for("desk.batch", batch_id=batch_id))


@desk.post("/batches/<int:batch_id>/publish")
@requires(Permission.PUBLISH)
def publish_batch(batch_id: int) -> ResponseReturnValue:
    batches.publish(db.session(), of_unit(batch_id, Permission.PUBLISH), by=g.person)
    flash(_("It is going out; the page says how far it is."), "success")
    return redirect(url_for("desk.batch", batch_id=batch_id))


@desk.get("/batches/<int:batch_id>/withdraw")
@requires(Permission.WITHDRAW)
def withdraw_batch(batch_id: int) -> ResponseReturnValue:
    shown = of_unit(batch_id, Permission.WITHDRAW)
    if shown.at_rest is not BatchState.PUBLISHED:
        return redirect(url_for("desk.batch", batch_id=batch_id))
    return withdraw_page(shown)


def withdraw_page(shown: Batch, errors: dict[str, list[str]] | None = None, status: int = 200) -> ResponseReturnValue:
    page = render_template(
        "desk/batch_withdraw.html",
        page_title=_("Withdraw the batch: %(title)s", title=batch_words.title(shown)),
        batch=shown,
        typed=request.form,
        errors=errors or {},
        problems=words.problems(errors or {}),
    )
    return page, status


@desk.post("/batches/<int:batch_id>/withdraw")
@requires(Permission.WITHDRAW)
def take_down_batch(batch_id: int) -> ResponseReturnValue:
    shown = of_unit(batch_id, Permission.WITHDRAW)
    try:
        batches.withdraw(db.session(), shown, by=g.person, reason=request.form.get("reason", ""))
    except Refusal as refusal:
        if not refusal.issues:
            raise
        return withdraw_page(shown, words.by_field(refusal.issues), STATUS[refusal.category])
    flash(_("Being withdrawn: its records leave every page; their addresses say only that they are gone."), "success")
    return redirect(url_for("desk.batch", batch_id=batch_id))


def page_facts(shown: Batch) -> dict[str, Any]:
    """What every page below a batch says of it."""
    return {"batch": shown, "status": batch_words.status(shown), "title_of_batch": batch_words.title(shown)}
