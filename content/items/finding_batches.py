"""Finding batches, their faults, findings and rows for staff. The public never comes this way."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from content.auth.people import Person
from content.auth.permissions import Permission, may, require, units_where
from content.errors import Category, Refusal
from content.items.batches import Batch, BatchFault, BatchFinding, BatchReturn, BatchState
from content.items.models import Edition


@dataclass(frozen=True)
class FaultGroup:
    """Faults of one code in one column: how many, and the first of them."""

    field: str
    code: str
    count: int
    first: tuple[BatchFault, ...]


@dataclass(frozen=True)
class Row:
    """One row of a batch as it was stored, and whether its reviewer sent it back."""

    edition: Edition
    returned: BatchReturn | None


@dataclass(frozen=True)
class Finding:
    """One uncertain finding with the row it stands in."""

    finding: BatchFinding
    row_number: int
    fields: dict[str, Any]


def batch(session: Session, batch_id: int, *, by: Person, permission: Permission = Permission.SEE) -> Batch:
    """One batch this person may work with in this way; a stranger's batch is ``missing``, not forbidden."""
    found = session.get(Batch, batch_id)
    if found is None or not may(by, Permission.SEE, unit=found.unit_id):
        raise Refusal("no_such_batch", Category.MISSING)
    require(by, permission, unit=found.unit_id)
    return found


def listed(
    session: Session, person: Person, *, before: int | None = None, limit: int = 30
) -> tuple[list[Batch], int | None]:
    """The batches of the person's units, newest first, keyset-paged by id. Returns the page and the next ``before``."""
    query = select(Batch).where(Batch.unit_id.in_(units_where(person, Permission.SEE)))
    if before is not None:
        query = query.where(Batch.id < before)
    page = list(session.scalars(query.order_by(Batch.id.desc()).limit(limit + 1)))
    return page[:limit], page[limit - 1].id if len(page) > limit else None


def in_state(
    session: Session, person: Person, permission: Permission, *states: BatchState, limit: int = 100
) -> list[Batch]:
    """What stands in these states where this person holds the permission, longest waiting first."""
    query = select(Batch).where(
        Batch.unit_id.in_(units_where(person, permission)), Batch.state.in_([state.value for state in states])
    )
    return list(session.scalars(query.order_by(Batch.step_at, Batch.id).limit(limit)))


def fault_groups(session: Session, batch: Batch, *, samples: int) -> list[FaultGroup]:
    """Every fault of the sheet by column and code, the most frequent first."""
    count = func.count()
    query = select(BatchFault.field, BatchFault.code, count).where(BatchFault.batch_id == batch.id)
    query = query.group_by(BatchFault.field, BatchFault.code).order_by(count.desc(), BatchFault.field, BatchFault.code)
    return [
        FaultGroup(field, code, number, tuple(faults(session, batch, field=field, code=code, limit=samples)[0]))
        for field, code, number in session.execute(query)
    ]


def faults(
    session: Session, batch: Batch, *, field: str, code: str, after: int | None = None, limit: int
) -> tuple[list[BatchFault], int | None]:
    """Faults of one column and code in the order of the sheet, keyset-paged."""
    query = select(BatchFault).where(
        BatchFault.batch_id == batch.id, BatchFault.field == field, BatchFault.code == code
    )
    if after is not None:
        query = query.where(BatchFault.id > after)
    page = list(session.scalars(query.order_by(BatchFault.id).limit(limit + 1)))
    return page[:limit], page[limit - 1].id if len(page) > limit else None


def all_faults(session: Session, batch: Batch) -> dict[int, list[BatchFault]]:
    """Every fault of the sheet by its row; those of the whole sheet stand under 0."""
    found: dict[int, list[BatchFault]] = {}
    query = select(BatchFault).where(BatchFault.batch_id == batch.id).order_by(BatchFault.id)
    for fault in session.scalars(query):
        found.setdefault(fault.row_number, []).append(fault)
    return found


def fault_count(session: Session, batch: Batch) -> int:
    return session.scalar(select(func.count()).select_from(BatchFault).where(BatchFault.batch_id == batch.id)) or 0


def rows_of(batch: Batch) -> Select[Edition, BatchReturn]:
    query = select(Edition, BatchReturn).outerjoin(BatchReturn, BatchReturn.edition_id == Edition.id)
    return query.where(Edition.batch_id == batch.id).order_by(Edition.id)


def rows(
    session: Session, batch: Batch, *, after: int | None = None, only_returned: bool = False, limit: int
) -> tuple[list[Row], int | None]:
    """The stored rows in the order of the sheet, keyset-paged by edition."""
    query = rows_of(batch)
    if after is not None:
        query = query.where(Edition.id > after)
    if only_returned:
        query = query.where(BatchReturn.id.is_not(None))
    page = [Row(edition, sent_back) for edition, sent_back in session.execute(query.limit(limit + 1))]
    return page[:limit], page[limit - 1].edition.id if len(page) > limit else None


def sample(session: Session, batch: Batch, *, seed: int, size: int) -> list[Row]:
    """Some rows by chance; the same seed shows the same rows."""
    ids = list(session.scalars(select(Edition.id).where(Edition.batch_id == batch.id).order_by(Edition.id)))
    chosen = random.Random(seed).sample(ids, min(size, len(ids)))  # noqa: S311 - a sample to look at, no secret
    return [
        Row(edition, sent_back) for edition, sent_back in session.execute(rows_of(batch).where(Edition.id.in_(chosen)))
    ]


def returned_count(session: Session, batch: Batch) -> int:
    query = select(func.count()).select_from(BatchReturn).where(BatchReturn.batch_id == batch.id)
    return session.scalar(query) or 0


def findings(
    session: Session, batch: Batch, *, field: str, kind: str, after: int | None = None, limit: int
) -> tuple[list[Finding], int | None]:
    """Uncertain findings of one column and kind, keyset-paged, the undecided and the decided."""
    query = (
        select(BatchFinding, Edition.row_number, Edition.fields)
        .join(Edition, Edition.id == BatchFinding.edition_id)
        .where(BatchFinding.batch_id == batch.id, BatchFinding.field == field, BatchFinding.kind == kind)
    )
    if after is not None:
        query = query.where(BatchFinding.id > after)
    page = [
        Finding(one, row or 0, fields)
        for one, row, fields in session.execute(query.order_by(BatchFinding.id).limit(limit + 1))
    ]
    return page[:limit], page[limit - 1].finding.id if len(page) > limit else None


def words_found(findings: Sequence[Finding]) -> list[str]:
    """The words themselves, each once, in the order in which they were met."""
    return list(
        dict.fromkeys(
            str(one.fields.get(one.finding.field, ""))[one.finding.start : one.finding.end] for one in findings
        )
    )
