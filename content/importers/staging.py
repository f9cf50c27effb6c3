"""Checked rows become items and editions of their batch, a chunk at a time; what is known already is left alone."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from content import clock
from content.database import insert_rows
from content.errors import Issue
from content.importers.checking import Checked, Fault, Good
from content.items.batches import Batch, BatchFault
from content.items.models import Edition, Item, State
from content.kinds import reader
from content.kinds.reader import Kind
from content.records import naming
from content.subjects import keeping
from content.subjects.keeping import Known
from content.workflow import moving

CHUNK = 1_000
#: A record that was taken off for good is not brought back by a sheet.
LEFT = frozenset({State.WITHDRAWN, State.EXPIRED, State.HIDDEN})
LONGEST_KEY = 128
ON_ITS_WAY = frozenset({State.DRAFT, State.SUBMITTED})


@dataclass(frozen=True)
class Standing:
    """What the house knows of a record: its newest edition."""

    item_id: int
    edition_id: int
    number: int
    state: State
    row_digest: str | None


@dataclass
class Sorted:
    """A chunk by what is to be done with it."""

    fresh: list[tuple[Good, str]] = field(default_factory=list)
    changed: list[tuple[Good, Standing]] = field(default_factory=list)
    unchanged: int = 0
    barred: list[tuple[Good, str]] = field(default_factory=list)


def standing(session: Session, keys: list[str]) -> dict[str, Standing]:
    """The newest edition of each record known by these keys."""
    query = (
        select(Item.natural_key, Item.id, Edition.id, Edition.number, Edition.state, Edition.row_digest)
        .join(Edition, Edition.item_id == Item.id)
        .where(Item.natural_key.in_(keys))
        .order_by(Edition.number)
    )
    return {
        str(key): Standing(item, edition, number, State(state), digest)
        for key, item, edition, number, state, digest in session.execute(query)
    }


def natural_key(batch: Batch, good: Good, subject_id: int) -> str:
    """A digest of unit, kind, subject and the fields that tell two records of the kind apart."""
    parts = (str(batch.unit_id), batch.kind, str(subject_id), good.told_apart)
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


def number_key(batch: Batch, good: Good) -> str | None:
    """Its document's number, folded, where that is what tells it apart."""
    if "document_number" not in reader.kind(batch.kind).natural_key:
        return None
    return naming.folded(good.values.get("document_number", ""))[:LONGEST_KEY] or None


def sort_rows(goods: Iterable[tuple[Good, str]], known: dict[str, Standing]) -> Sorted:
    found = Sorted()
    for good, key in goods:
        before = known.get(key)
        if before is None:
            found.fresh.append((good, key))
        elif before.state in LEFT:
            found.barred.append((good, "record_has_left"))
        elif before.row_digest == good.row_digest and before.state is not State.RETURNED:
            found.unchanged += 1
        elif before.state in ON_ITS_WAY:
            found.barred.append((good, "record_is_on_its_way"))
        else:
            found.changed.append((good, before))
    return found


def stored_rows(session: Session, batch: Batch) -> frozenset[int]:
    """Rows of the sheet that are stored already: after a crash, storing goes on behind them."""
    query = select(Edition.row_number).where(Edition.batch_id == batch.id, Edition.row_number.is_not(None))
    return frozenset(session.scalars(query))


def store_chunk(session: Session, batch: Batch, goods: list[Good]) -> Sorted:
    """Store the next rows. What is known of them is read in the same transaction: no other batch comes between."""
    kind = reader.kind(batch.kind)
    session.refresh(batch)
    about = keeping.ensure(session, (good.subject for good in goods))
    keyed = [(good, natural_key(batch, good, about[good.subject.number].id)) for good in goods]
    found = sort_rows(keyed, standing(session, [key for _, key in keyed]))
    now = clock.now()
    items = add_items(session, batch, found.fresh, about, now)
    kept_inside = [before.edition_id for _, before in found.changed if before.state is State.APPROVED]
    if kept_inside:
        moving.move_rows(session, kept_inside, "recall", effect_on=[])
    numbered = [(good, items[key], 1) for good, key in found.fresh]
    numbered += [(good, before.item_id, before.number + 1) for good, before in found.changed]
    add_editions(session, kind, batch, numbered, now)
    keep_faults(
        session, batch, [Fault(good.row_number, Issue("", code), str(good.row_number)) for good, code in found.barred]
    )
    batch.fresh += len(found.fresh)
    batch.changed += len(found.changed)
    batch.unchanged += found.unchanged
    batch.barred += len(found.barred)
    batch.done += len(goods)
    session.flush()
    return found


def add_items(
    session: Session, batch: Batch, fresh: list[tuple[Good, str]], about: dict[str, Known], now: datetime
) -> dict[str, int]:
    """New items, and the id each was given, by its natural key."""
    shared = {
        "unit_id": batch.unit_id,
        "kind": batch.kind,
        "column_slug": batch.column,
        "started_by_id": batch.uploader_id,
        "started_at": now,
    }
    rows = [
        {
            "subject_id": about[good.subject.number].stands_at,
            "natural_key": key,
            "number_key": number_key(batch, good),
        }
        for good, key in fresh
    ]
    insert_rows(session, Item, shared, rows)
    added = select(Item.natural_key, Item.id).where(Item.natural_key.in_([key for _, key in fresh]))
    return {str(key): item_id for key, item_id in session.execute(added)}


def add_editions(
    session: Session, kind: Kind, batch: Batch, numbered: list[tuple[Good, int, int]], now: datetime
) -> None:
    """The words of each row, for its item and under that item's next number."""
    shared = {
        "state": State.DRAFT.value,
        "version": 1,
        "summary": "",
        "body": "",
        "change_note": "",
        "author_id": batch.uploader_id,
        "last_editor_id": batch.uploader_id,
        "editor_ids": [batch.uploader_id],
        "return_reasons": [],
        "started_at": now,
        "edited_at": now,
        "batch_id": batch.id,
    }
    insert_rows(session, Edition, shared, [edition_of(kind, *one) for one in numbered])


def edition_of(kind: Kind, good: Good, item_id: int, number: int) -> dict[str, Any]:
    day = good.values.get(kind.day)
    decided = date.fromisoformat(day) if day else None
    return {
        "item_id": item_id,
        "number": number,
        "title": naming.title(kind, good.values),
        "fields": good.values,
        "produced_on": decided,
        "issued_on": decided,
        "row_number": good.row_number,
        "row_digest": good.row_digest,
    }


def keep_faults(session: Session, batch: Batch, faults: Iterable[Fault]) -> None:
    rows = [
        {
            "batch_id": batch.id,
            "row_number": fault.row_number,
            "field": fault.issue.field,
            "cell": fault.cell[:12],
            "code": fault.issue.code,
            "facts": fault.issue.facts,
        }
        for fault in faults
    ]
    if rows:
        session.execute(insert(BatchFault), rows)


def note_outcome(session: Session, batch: Batch, outcome: Checked) -> None:
    """What the check found, in place of what an earlier one did."""
    session.execute(delete(BatchFault).where(BatchFault.batch_id == batch.id))
    batch.rows, batch.faulty = outcome.rows, outcome.faulty
    batch.fresh = batch.changed = batch.unchanged = batch.barred = 0
    batch.notes = [*batch.notes, *numbers_seen(outcome.numbers)]
    keep_faults(session, batch, outcome.faults)


def numbers_seen(numbers: Counter[str]) -> list[dict[str, Any]]:
    return [{"code": "numbers_seen", "where": where, "count": count} for where, count in sorted(numbers.items())]
