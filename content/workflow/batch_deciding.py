"""A reviewer's word on the uncertain findings of a batch: one by one, a whole column at once, or by a list of names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import case, func, select, update
from sqlalchemy.orm import Session

from content import clock
from content.audit import trail
from content.audit.events import Event
from content.auth.people import Person
from content.auth.permissions import Permission, require
from content.database import insert_rows, update_rows
from content.errors import Category, Issue, Refusal, length_issues, refuse_issues
from content.items import cleaning
from content.items.batches import Batch, BatchFinding, BatchReturn
from content.items.models import Edition
from content.masking.decisions import LONGEST_REASON, SpanDecision
from content.workflow import batch_examining
from content.workflow.moving import hold_batch, refuse_unless_batch_may

#: Rows of one statement: databases bound how many values it may carry.
CHUNK = 500
_BETWEEN_NAMES = re.compile(r"[\s,，、;；]+")


@dataclass(frozen=True)
class Group:
    """Uncertain findings of one kind in one column: decided on together, or one by one."""

    field: str
    kind: str
    waiting: int
    decided: int


@dataclass(frozen=True)
class Found:
    """One finding with the stretch it means."""

    id: int
    edition_id: int
    item_id: int
    kind: str
    digest: str
    text: str


def refuse_own_batch(batch: Batch, person: Person) -> None:
    if batch.worked_on_by(person.id):
        raise Refusal("own_work", Category.FORBIDDEN)


def undecided(session: Session, batch: Batch) -> int:
    """How many uncertain findings wait for a word, in rows that were not sent back."""
    returned = select(BatchReturn.edition_id).where(BatchReturn.batch_id == batch.id)
    query = select(func.count()).select_from(BatchFinding)
    query = query.where(BatchFinding.batch_id == batch.id, BatchFinding.shows.is_(None))
    return session.scalar(query.where(BatchFinding.edition_id.not_in(returned))) or 0


def groups(session: Session, batch: Batch) -> list[Group]:
    waiting = func.sum(case((BatchFinding.shows.is_(None), 1), else_=0))
    query = select(BatchFinding.field, BatchFinding.kind, waiting, func.count())
    query = query.where(BatchFinding.batch_id == batch.id).group_by(BatchFinding.field, BatchFinding.kind)
    return [
        Group(field, kind, int(open_), total - int(open_))
        for field, kind, open_, total in session.execute(query.order_by(BatchFinding.field, BatchFinding.kind))
    ]


def names_in(text: str) -> frozenset[str]:
    """A list as people paste it: one to a line, or with commas between."""
    return frozenset(name for name in _BETWEEN_NAMES.split(text) if name)


def decide(
    session: Session,
    batch: Batch,
    *,
    by: Person,
    shows: bool,
    reason: str = "",
    field: str = "",
    kind: str = "",
    finding_ids: Sequence[int] | None = None,
    names: Iterable[str] | None = None,
) -> int:
    """A reviewer's word on uncertain findings: on some by id, on all undecided of a column and kind, or, wherever they
    stand, on those undecided whose very words are among ``names``.

    Showing needs a reason. The worker examines these rows anew. Returns how many were meant.
    """
    require(by, Permission.REVIEW, unit=batch.unit)
    hold_batch(session, batch)
    refuse_unless_batch_may(batch, "approve")
    refuse_own_batch(batch, by)
    said = cleaning.line(reason)
    wanted = frozenset(names) if names is not None else None
    refuse_issues(
        [
            *([Issue("reason", "required")] if shows and not said else []),
            *([Issue("names", "required")] if wanted is not None and not wanted else []),
            *length_issues("reason", said, LONGEST_REASON),
        ]
    )
    conditions = [BatchFinding.batch_id == batch.id]
    if finding_ids is not None:
        conditions.append(BatchFinding.id.in_(finding_ids[:CHUNK]))
    elif wanted is not None:
        conditions.append(BatchFinding.shows.is_(None))
    else:
        conditions += [BatchFinding.field == field, BatchFinding.kind == kind, BatchFinding.shows.is_(None)]
    meant = [one for one in read(session, conditions) if wanted is None or one.text in wanted]
    for start in range(0, len(meant), CHUNK):
        keep(session, batch, meant[start : start + CHUNK], by=by, shows=shows, reason=said)
    if meant:
        facts = {"findings": len(meant), "shows": shows, "kind": kind or ("names" if wanted else "several")}
        trail.append(session, Event.BATCH_FINDINGS_DECIDED, actor=by.key, about=batch.key, facts=facts)
    return len(meant)


def read(session: Session, conditions: Sequence[Any]) -> Iterator[Found]:
    query = select(
        BatchFinding.id,
        BatchFinding.edition_id,
        Edition.item_id,
        BatchFinding.kind,
        BatchFinding.digest,
        BatchFinding.field,
        BatchFinding.start,
        BatchFinding.end,
        Edition.fields,
    ).join(Edition, Edition.id == BatchFinding.edition_id)
    found = session.execute(query.where(*conditions).order_by(BatchFinding.id)).all()
    for one, edition, item, kind, digest, field, start, end, values in found:
        yield Found(one, edition, item, kind, digest, stretch(values, field, start, end))


def stretch(values: dict[str, Any], field: str, start: int, end: int) -> str:
    """The words a finding means, as they stand in the row."""
    return str(values.get(field, ""))[start:end].strip()


def keep(session: Session, batch: Batch, meant: list[Found], *, by: Person, shows: bool, reason: str) -> None:
    """As decisions of each item, so that a later edition of the record meets them too."""
    word = {
        "shows": shows,
        "reason": reason,
        "author_id": batch.submitter_id or batch.uploader_id,
        "reviewer_id": by.id,
        "decided_at": clock.now(),
    }
    query = select(SpanDecision.item_id, SpanDecision.digest, SpanDecision.id)
    items = {found.item_id for found in meant}
    known = {(item, digest): one for item, digest, one in session.execute(query.where(SpanDecision.item_id.in_(items)))}
    fresh = {(found.item_id, found.digest): found.kind for found in meant if (found.item_id, found.digest) not in known}
    again = {known[found.item_id, found.digest] for found in meant if (found.item_id, found.digest) in known}
    if fresh:
        rows = [{"item_id": item, "digest": digest, "kind": kind} for (item, digest), kind in fresh.items()]
        insert_rows(session, SpanDecision, word, rows)
    update_rows(session, SpanDecision, word, [(one, {}) for one in again])
    ids = [found.id for found in meant]
    session.execute(
        update(BatchFinding).where(BatchFinding.id.in_(ids)).values(shows=shows, reason=reason),
        execution_options={"synchronize_session": False},
    )
    session.expire_all()
    batch_examining.look_again(session, {found.edition_id for found in meant})
