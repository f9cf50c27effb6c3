"""A batch goes out, or comes back: a chunk of rows per transaction, so that nobody else waits for fifty thousand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Select, delete, func, select, update
from sqlalchemy.orm import Session

from content import clock
from content.audit import trail
from content.display import public_form, public_view, term_rules, terms
from content.display.public_form import PublicForm
from content.display.public_view import Row
from content.items import clocks
from content.items.batches import Batch, BatchFault, BatchFinding, BatchReturn
from content.items.models import Edition, Item, State
from content.kinds import reader
from content.kinds.reader import Kind
from content.masking import decisions, rows
from content.masking.exceptions import SpanException
from content.masking.policy import Policy
from content.workflow import batch_examining
from content.workflow.moving import hold_batch, move_batch, move_rows

#: One chunk is also what the index takes in before anybody else's publication is found.
CHUNK = 200
#: Why a row comes back whose texts are masked otherwise by now.
STRAYED = {"field": "", "code": "personal_data", "note": ""}


@dataclass(frozen=True)
class Waiting:
    """A row on its way: its edition, its item, and what the item showed before."""

    edition_id: int
    item_id: int
    number: int
    fields: dict[str, Any]
    form_digest: str | None
    first_published_at: datetime | None
    subject_id: int | None


@dataclass
class Passed:
    """How far a walk over a batch's editions has come: what was settled is not read again for every chunk."""

    last: int = 0


def waiting(session: Session, batch: Batch, limit: int, passed: Passed) -> list[Waiting]:
    """The next drafts of the batch, rows sent back left out."""
    returned = select(BatchReturn.edition_id).where(BatchReturn.batch_id == batch.id)
    query = (
        select(
            Edition.id,
            Edition.item_id,
            Edition.number,
            Edition.fields,
            Edition.form_digest,
            Item.first_published_at,
            Item.subject_id,
        )
        .join(Item, Item.id == Edition.item_id)
        .where(Edition.batch_id == batch.id, Edition.state == State.DRAFT.value, Edition.id.not_in(returned))
        .order_by(Edition.id)
        .limit(limit)
    )
    return [Waiting(*row) for row in behind(session, query, passed)]


def behind(session: Session, query: Select[*tuple[Any, ...]], passed: Passed) -> Sequence[Any]:
    """The next of a query that begins with the edition's id and goes by it; at its end once more from the beginning."""
    found = session.execute(query.where(Edition.id > passed.last)).all()
    if not found and passed.last:
        found = session.execute(query).all()
    passed.last = found[-1][0] if found else 0
    return found


@dataclass(frozen=True)
class Ready:
    """Forms made before the transaction that shows them, and what they were made by: finding names takes its time."""

    policy: Policy
    granted: dict[int, tuple[SpanException, ...]]
    forms: dict[int, tuple[Waiting, PublicForm]]

    def form_of(self, row: Waiting, policy: Policy, granted: dict[int, tuple[SpanException, ...]]) -> PublicForm | None:
        """None where anything it was made by reads otherwise now."""
        then, form = self.forms.get(row.edition_id, (None, None))
        is_same = policy == self.policy and granted.get(row.item_id) == self.granted.get(row.item_id)
        return form if is_same and row == then else None


def make_ready(session: Session, batch: Batch, passed: Passed, limit: int = CHUNK) -> Ready:
    """The forms of the next rows. Only reads."""
    next_rows = waiting(session, batch, limit, replace(passed))
    policy, granted = rows.current(session), decisions.of_items(session, [row.item_id for row in next_rows])
    kind = reader.kind(batch.kind)
    forms = {row.edition_id: (row, form_of(kind, batch, row, policy, granted)) for row in next_rows}
    return Ready(policy, granted, forms)


def form_of(
    kind: Kind, batch: Batch, row: Waiting, policy: Policy, granted: dict[int, tuple[SpanException, ...]]
) -> PublicForm:
    return public_form.of_record(kind, batch.column, row.fields, policy=policy, granted=granted.get(row.item_id, ()))


def make_forms(session: Session, batch: Batch, rows_: list[Waiting], ready: Ready | None) -> dict[int, PublicForm]:
    """Masked by the policy in force now: only the very form that was approved goes out."""
    kind, policy = reader.kind(batch.kind), rows.current(session)
    granted = decisions.of_items(session, [row.item_id for row in rows_])
    return {
        row.edition_id: (ready and ready.form_of(row, policy, granted)) or form_of(kind, batch, row, policy, granted)
        for row in rows_
    }


def publish_chunk(
    session: Session, batch: Batch, passed: Passed, limit: int = CHUNK, *, ready: Ready | None = None
) -> int:
    """Show the next rows. Returns how many were settled, 0 when none is left: then ``finish`` the batch.

    ``ready`` are forms of these rows, made beforehand so that nobody waits; those that read otherwise are made anew.

    A row whose form is no longer the one approved goes back, and the whole batch to examination when that shows before
    anything is out. A row that its term or a repair keeps from display is kept inside.
    """
    trail.lock(session)
    next_rows = waiting(session, batch, limit, passed)
    if not next_rows:
        return 0
    made = make_forms(session, batch, next_rows, ready)
    rules = term_rules.load(session)
    barred = public_view.barred(session, [row.item_id for row in next_rows])
    now, today = clock.now(), clock.today()
    shown: list[Row] = []
    inside: list[int] = []
    strayed: list[int] = []
    for row in next_rows:
        form = made[row.edition_id]
        if form.digest != row.form_digest:
            strayed.append(row.edition_id)
            continue
        window = terms.window(batch.kind, row.fields, rules)
        if row.item_id in barred or not window.is_open_on(today):
            inside.append(row.edition_id)
            continue
        first = row.first_published_at or now
        shown.append(Row(row.item_id, row.edition_id, row.number, form, first, window, row.subject_id))
    if strayed and batch.done == 0:
        batch_examining.void(session, batch, by="system")
        return 0
    supersede(session, [row.item_id for row in shown])
    answered = answers(batch) | {"approved_digest": Edition.form_digest}
    if shown:
        move_rows(
            session,
            [row.edition_id for row in shown],
            "publish",
            effect_on=[row.item_id for row in shown],
            values=answered | {"publisher_id": batch.publisher_id, "published_at": now},
        )
        fresh = [row.item_id for row in shown if row.first_published_at == now]
        session.execute(update(Item).where(Item.id.in_(fresh)).values(first_published_at=now))
        public_view.show_many(session, shown, public_view.answering(batch), at=now)
        clocks.happened_many(session, [row.item_id for row in shown], "published")
    if inside:
        move_rows(session, inside, "approve", effect_on=[], values=answered)
        kept = set(inside)
        clocks.end_many(session, [row.item_id for row in next_rows if row.edition_id in kept], clocks.KEPT_INSIDE)
    if strayed:
        move_rows(session, strayed, "return", effect_on=[], values={"return_reasons": [STRAYED]})
    batch.done += len(next_rows)
    session.flush()
    return len(next_rows)


def answers(batch: Batch) -> dict[str, Any]:
    """The people and times of a batch's way, as each of its editions keeps them."""
    return {
        "submitter_id": batch.submitter_id,
        "submitted_at": batch.submitted_at,
        "secrecy_checked_by_id": batch.secrecy_checked_by_id,
        "secrecy_checked_at": batch.secrecy_checked_at,
        "reviewer_id": batch.reviewer_id,
        "reviewed_at": batch.reviewed_at,
    }


def supersede(session: Session, item_ids: list[int]) -> None:
    """The editions these items showed until now step back."""
    for state, name in ((State.PUBLISHED, "supersede"), (State.HIDDEN, "supersede_hidden")):
        query = select(Edition.id).where(Edition.item_id.in_(item_ids), Edition.state == state.value)
        standing = list(session.scalars(query))
        if standing:
            move_rows(session, standing, name, effect_on=[])


def finish(session: Session, batch: Batch) -> Batch:
    """Everything is out; rows that were sent back become their unit's to mend."""
    hold_batch(session, batch)
    returned = list(
        session.execute(
            select(BatchReturn.edition_id, BatchReturn.code, BatchReturn.note).where(BatchReturn.batch_id == batch.id)
        )
    )
    for edition_id, code, note in returned:
        reasons = [{"field": "", "code": code, "note": note}]
        move_rows(session, [edition_id], "return", effect_on=[], values={"return_reasons": reasons})
    counted = select(Edition.state, func.count()).where(Edition.batch_id == batch.id).group_by(Edition.state)
    facts = {"digest": batch.digest, **{str(state): count for state, count in session.execute(counted)}}
    return move_batch(session, batch, "published", actor="system", facts=facts)


def withdraw_chunk(session: Session, batch: Batch, passed: Passed, limit: int = CHUNK) -> int:
    """Take the next rows off every surface. Returns how many; 0 when nothing of the batch is public any more."""
    query = select(Edition.id, Edition.item_id).where(
        Edition.batch_id == batch.id, Edition.state.in_([State.PUBLISHED.value, State.HIDDEN.value])
    )
    trail.lock(session)
    standing = behind(session, query.order_by(Edition.id).limit(limit), passed)
    if not standing:
        return 0
    items = [item_id for _, item_id in standing]
    move_rows(session, [edition_id for edition_id, _ in standing], "withdraw", effect_on=items)
    public_view.take_down_many(session, items, at=clock.now())
    clocks.happened_many(session, items, "withdrawn")
    batch.done += len(items)
    session.flush()
    return len(items)


def undo_chunk(session: Session, batch: Batch, limit: int = CHUNK) -> int:
    """Forget the next rows, which were never public: their editions, and items that have no other."""
    query = select(Edition.id, Edition.item_id, Edition.number).where(Edition.batch_id == batch.id)
    stored = session.execute(query.order_by(Edition.id).limit(limit)).all()
    if not stored:
        forget_faults(session, batch)
        return 0
    ids = [edition_id for edition_id, _, _ in stored]
    session.execute(delete(BatchFinding).where(BatchFinding.edition_id.in_(ids)))
    session.execute(delete(BatchReturn).where(BatchReturn.edition_id.in_(ids)))
    session.execute(delete(Edition).where(Edition.id.in_(ids)))
    fresh = [item_id for _, item_id, number in stored if number == 1]
    clocks.forget_many(session, fresh)
    session.execute(delete(Item).where(Item.id.in_(fresh)))
    batch.done += len(ids)
    session.flush()
    return len(ids)


def forget_faults(session: Session, batch: Batch) -> None:
    session.execute(delete(BatchFault).where(BatchFault.batch_id == batch.id))
