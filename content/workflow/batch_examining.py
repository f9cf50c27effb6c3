"""Looking at every text of a batch before anybody is asked: each row's form, and what waits for a reviewer's word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.orm import Session

from content import clock
from content.database import update_rows
from content.display import public_form
from content.display.public_form import PublicForm
from content.errors import Category, Refusal
from content.items import clocks
from content.items.batches import Batch, BatchFinding, BatchState
from content.items.models import Edition
from content.kinds import reader
from content.masking import decisions, rows
from content.masking.exceptions import SpanException
from content.masking.policy import Policy
from content.workflow.moving import hold_batch, move_batch

#: Few enough that the worker follows the change log in between: finding names is the slow part of a batch.
CHUNK = 100
#: Batches whose rows may still lack a form: fresh ones, and those a reviewer has just decided on.
LOOKED_AT = (BatchState.EXAMINING, BatchState.SUBMITTED)


@dataclass(frozen=True)
class Stored:
    """What a form is made of: one edition's values and the item they belong to."""

    edition_id: int
    item_id: int
    number: int
    fields: dict[str, Any]


def unexamined(session: Session, batch: Batch, limit: int, *, after: int = 0) -> list[Stored]:
    """The next rows without a form behind an edition; behind the last one, the first of the batch."""
    query = select(Edition.id, Edition.item_id, Edition.number, Edition.fields)
    query = query.where(Edition.batch_id == batch.id, Edition.form_digest.is_(None)).order_by(Edition.id).limit(limit)
    found = [Stored(*row) for row in session.execute(query.where(Edition.id > after))]
    return found if found or not after else unexamined(session, batch, limit)


def left(session: Session, batch: Batch) -> int:
    query = select(func.count()).select_from(Edition)
    return session.scalar(query.where(Edition.batch_id == batch.id, Edition.form_digest.is_(None))) or 0


def forms(
    batch: Batch, stored: Iterable[Stored], policy: Policy, granted: Mapping[int, tuple[SpanException, ...]]
) -> list[tuple[Stored, PublicForm]]:
    """The public form of each row. Pure: made outside the transaction that stores its digest."""
    kind = reader.kind(batch.kind)
    return [
        (
            row,
            public_form.of_record(kind, batch.column, row.fields, policy=policy, granted=granted.get(row.item_id, ())),
        )
        for row in stored
    ]


def read_chunk(
    session: Session, batch: Batch, limit: int = CHUNK, *, after: int = 0
) -> list[tuple[Stored, PublicForm]]:
    """The next rows without a form, and their forms by the policy in force. Only reads."""
    stored = unexamined(session, batch, limit, after=after)
    granted = decisions.of_items(session, [row.item_id for row in stored])
    return forms(batch, stored, rows.current(session), granted)


def keep_chunk(session: Session, batch: Batch, made: list[tuple[Stored, PublicForm]]) -> int:
    """Store what was seen of a chunk. Returns how many rows it held."""
    if not made:
        return 0
    session.refresh(batch)
    ids = [row.edition_id for row, _ in made]
    session.execute(delete(BatchFinding).where(BatchFinding.edition_id.in_(ids), BatchFinding.shows.is_(None)))
    waiting = [finding for row, form in made for finding in waiting_of(batch, row, form)]
    if waiting:
        session.execute(insert(BatchFinding), waiting)
    update_rows(session, Edition, {}, [(row.edition_id, {"form_digest": form.digest}) for row, form in made])
    fresh = [(row.item_id, row.fields) for row, _ in made if row.number == 1]
    clocks.keep_many(session, batch.kind, batch.unit_id, fresh)
    if batch.at_rest is BatchState.EXAMINING:  # what a reviewer decided on is looked at again, not counted again
        batch.findings = added(batch.findings, Counter(word for _, form in made for word in seen(form)))
    batch.done += len(made)
    session.flush()
    return len(made)


def waiting_of(batch: Batch, row: Stored, form: PublicForm) -> list[dict[str, Any]]:
    return [
        {
            "batch_id": batch.id,
            "edition_id": row.edition_id,
            "field": flag.field,
            "kind": flag.finding.kind,
            "digest": flag.digest,
            "start": flag.finding.start,
            "end": flag.finding.end,
            "shows": None,
            "reason": "",
        }
        for flag in form.undecided
    ]


def seen(form: PublicForm) -> list[str]:
    """``field kind hidden|shown|uncertain`` for each finding: what the batch's summary counts."""
    words = []
    for flag in form.flagged:
        what = "uncertain" if flag.waits else "hidden" if flag.finding.is_masked else "shown"
        words.append(f"{flag.field} {flag.finding.kind} {what}")
    return words


def added(summary: dict[str, Any], more: Counter[str]) -> dict[str, Any]:
    return dict(Counter({word: int(count) for word, count in summary.items()}) + more)


def finish(session: Session, batch: Batch, *, actor: str = "system") -> Batch:
    """Every row has its form: the batch may be submitted. Raises ``examination_is_running`` while one lacks it."""
    hold_batch(session, batch)
    refuse_unexamined(session, batch)
    return move_batch(session, batch, "examined", actor=actor, facts={"rows": batch.stored})


def refuse_unexamined(session: Session, batch: Batch) -> None:
    open_ = left(session, batch)
    if open_:
        raise Refusal("examination_is_running", Category.CONFLICT, left=open_)


def look_again(session: Session, edition_ids: Iterable[int]) -> None:
    """Forget the form of these rows, for something was decided on them: the worker makes it anew."""
    session.execute(
        update(Edition).where(Edition.id.in_(list(edition_ids))).values(form_digest=None),
        execution_options={"synchronize_session": False},
    )


def void(session: Session, batch: Batch, *, by: str) -> Batch:
    """Another policy or other detectors: no row's form may be trusted, and the approval is gone with them."""
    session.execute(
        update(Edition).where(Edition.batch_id == batch.id).values(form_digest=None),
        execution_options={"synchronize_session": False},
    )
    batch.reviewer_id = batch.reviewed_at = batch.digest = None
    batch.findings, batch.step_at = {}, clock.now()
    return move_batch(session, batch, "void", actor=by)
