"""A batch's way from stored to public: submitted, decided on and published as one, by people of its unit."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from content import clock
from content.audit import trail
from content.audit.events import Event
from content.auth.people import Person
from content.auth.permissions import Permission, require
from content.errors import Category, Issue, Refusal, length_issues, refuse_issues
from content.items import cleaning
from content.items.batches import MODES, Batch, BatchReturn
from content.items.models import Edition
from content.workflow import batch_deciding, batch_examining
from content.workflow.batch_deciding import refuse_own_batch
from content.workflow.leaving import reason_issues
from content.workflow.moving import hold_batch, move_batch, refuse_unless_batch_may
from content.workflow.reviewing import REASONS

LONGEST_NOTE = 200


def digest_of(session: Session, batch: Batch) -> str:
    """SHA-256 over the digests of what every row would show, in the order of the sheet, rows sent back left out."""
    returned = select(BatchReturn.edition_id).where(BatchReturn.batch_id == batch.id)
    query = select(Edition.id, Edition.form_digest).where(Edition.batch_id == batch.id, Edition.id.not_in(returned))
    whole = hashlib.sha256()
    for edition_id, digest in session.execute(query.order_by(Edition.id)).yield_per(5_000):
        whole.update(f"{edition_id}:{digest}\n".encode())
    return whole.hexdigest()


def read_again(
    session: Session, batch: Batch, *, by: Person, mode: str = "", headings: Mapping[str, str] | None = None
) -> Batch:
    """Have the sheet read anew: with other columns, or with the good rows first. What was stored of it goes before.

    ``headings`` says which heading means which field, "" for a column not to be read.
    """
    require(by, Permission.WRITE, unit=batch.unit)
    hold_batch(session, batch)
    refuse_unless_batch_may(batch, "read_again")
    if not batch.spooled:
        raise Refusal("sheet_is_gone", Category.CONFLICT)
    if mode and mode not in MODES:
        raise Refusal("no_such_mode", mode=mode)
    batch.mode = mode or batch.mode
    batch.mapping = {**batch.mapping, **(headings or {})}
    batch.rows = batch.faulty = batch.fresh = batch.changed = batch.unchanged = batch.barred = batch.to_do = 0
    batch.notes, batch.findings, batch.fault = [], {}, ""
    return move_batch(session, batch, "read_again", actor=by.key, facts={"mode": batch.mode})


def submit(session: Session, batch: Batch, *, by: Person, secrecy_checked: bool) -> Batch:
    """Hand an examined batch to the reviewers of its unit."""
    require(by, Permission.WRITE, unit=batch.unit)
    hold_batch(session, batch)
    refuse_unless_batch_may(batch, "submit")
    refuse_issues([] if secrecy_checked else [Issue("secrecy_checked", "secrecy_not_checked")])
    if not batch.stored:
        raise Refusal("batch_is_empty", Category.CONFLICT)
    now = clock.now()
    batch.secrecy_checked_by_id, batch.secrecy_checked_at = by.id, now
    batch.submitter_id, batch.submitted_at = by.id, now
    session.expire(batch, ["submitter"])
    return move_batch(session, batch, "submit", actor=by.key, facts={"rows": batch.stored})


def take_back(session: Session, batch: Batch, *, by: Person) -> Batch:
    require(by, Permission.WRITE, unit=batch.unit)
    hold_batch(session, batch)
    return move_batch(session, batch, "take_back", actor=by.key)


def approve(session: Session, batch: Batch, *, by: Person, seen_digest: str) -> Batch:
    """Bind a reviewer's yes to exactly what every row will show.

    ``seen_digest`` is the batch's digest on the reviewer's screen. Raises ``form_changed`` when it is another by now,
    ``findings_undecided`` while a finding waits, and ``own_work`` for whoever uploaded or submitted it.
    """
    require(by, Permission.REVIEW, unit=batch.unit)
    hold_batch(session, batch)
    refuse_unless_batch_may(batch, "approve")
    refuse_own_batch(batch, by)
    batch_examining.refuse_unexamined(session, batch)
    waiting = batch_deciding.undecided(session, batch)
    if waiting:
        raise Refusal("findings_undecided", Category.CONFLICT, count=waiting)
    digest = digest_of(session, batch)
    if digest != seen_digest:
        raise Refusal("form_changed", Category.CONFLICT)
    batch.reviewer_id, batch.reviewed_at, batch.digest = by.id, clock.now(), digest
    session.expire(batch, ["reviewer"])
    return move_batch(session, batch, "approve", actor=by.key, facts={"digest": digest, "rows": batch.stored})


def give_back(session: Session, batch: Batch, *, by: Person, note: str) -> Batch:
    """Return the whole batch: it is undone, mended in the sheet and uploaded again."""
    require(by, Permission.REVIEW, unit=batch.unit)
    hold_batch(session, batch)
    refuse_unless_batch_may(batch, "return")
    refuse_own_batch(batch, by)
    said = cleaning.line(note)
    refuse_issues(
        [*([] if said else [Issue("note", "required")]), *length_issues("note", said, LONGEST_NOTE)],
    )
    batch.return_note = said
    batch.reviewer_id = batch.reviewed_at = batch.digest = None
    return move_batch(session, batch, "return", actor=by.key, facts={"rows": batch.stored})


def give_back_rows(
    session: Session, batch: Batch, edition_ids: list[int], *, by: Person, code: str, note: str = ""
) -> int:
    """Send some rows back while the rest goes on. Returns how many; rows sent back already are left as they are."""
    require(by, Permission.REVIEW, unit=batch.unit)
    hold_batch(session, batch)
    refuse_unless_batch_may(batch, "approve")
    refuse_own_batch(batch, by)
    said = cleaning.line(note)
    known = code in REASONS
    refuse_issues(
        [
            *([] if edition_ids else [Issue("code", "nothing_ticked")]),
            *([] if known else [Issue("code", "not_a_choice", {"choices": list(REASONS)})]),
            *length_issues("note", said, LONGEST_NOTE),
        ]
    )
    sent = select(BatchReturn.edition_id).where(BatchReturn.batch_id == batch.id)
    own = select(Edition.id).where(Edition.id.in_(edition_ids), Edition.batch_id == batch.id, Edition.id.not_in(sent))
    fresh = list(session.scalars(own))
    now = clock.now()
    shared = {"batch_id": batch.id, "code": code, "note": said, "returned_by_id": by.id, "returned_at": now}
    if fresh:
        session.execute(insert(BatchReturn), [shared | {"edition_id": edition_id} for edition_id in fresh])
        facts = {"rows": len(fresh), "reason": code}
        trail.append(session, Event.BATCH_ROWS_RETURNED, actor=by.key, about=batch.key, facts=facts)
    return len(fresh)


def publish(session: Session, batch: Batch, *, by: Person) -> Batch:
    """Let an approved batch out: from here on the worker shows it, a chunk at a time."""
    require(by, Permission.PUBLISH, unit=batch.unit)
    hold_batch(session, batch)
    refuse_unless_batch_may(batch, "publish")
    if batch.reviewer_id == by.id and not batch.unit.publisher_may_approve:
        raise Refusal("publisher_is_approver", Category.FORBIDDEN)
    batch.publisher_id, batch.published_at = by.id, clock.now()
    facts = {"digest": batch.digest, "rows": batch.stored}
    return move_batch(session, batch, "publish", actor=by.key, facts=facts)


def withdraw(session: Session, batch: Batch, *, by: Person, reason: str) -> Batch:
    """Take everything this batch published off again; the reason is for colleagues, a record's address gives none."""
    require(by, Permission.WITHDRAW, unit=batch.unit)
    hold_batch(session, batch)
    refuse_unless_batch_may(batch, "withdraw")
    said = cleaning.line(reason)
    refuse_issues(reason_issues(said))
    batch.leaving_reason, batch.left_by_id = said, by.id
    return move_batch(session, batch, "withdraw", actor=by.key, facts={"rows": batch.stored})


def undo(session: Session, batch: Batch, *, by: Person) -> Batch:
    """Take back what was stored, while nothing of it was public; the sheet goes too."""
    require(by, Permission.WRITE, unit=batch.unit)
    hold_batch(session, batch)
    return move_batch(session, batch, "undo", actor=by.key, facts={"rows": batch.stored})
