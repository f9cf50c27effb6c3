"""Many public rows at once, for lists and counts: one published for real, the others copied from it."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import insert, inspect
from sqlalchemy.orm import Session

from content.auth.units import Unit
from content.display.models import PublicItem
from content.items.models import Edition, Item
from content.surfaces import search
from search_index.index import Index
from tests.factories import workflow
from tests.factories.auth import Staff

#: Wide apart, so that a database that counts on from the largest id meets none of them.
_numbers = itertools.count(1_000_000, 1_000)


def values_of(row: Any) -> dict[str, Any]:
    return {attribute.key: getattr(row, attribute.key) for attribute in inspect(row).mapper.column_attrs}


def copies(session: Session, staff: Staff, moments: Iterable[datetime], **shared: Any) -> list[int]:
    """Public items first published at these moments, otherwise alike. Returns their ids in the order given.

    ``shared`` replaces values of the public row: its ``column``, ``last_day``, ``unit_id``.
    """
    model = workflow.published(session, staff)
    session.flush()
    item, edition = values_of(model.item), values_of(model)
    public = values_of(session.get(PublicItem, model.item_id))
    made = []
    for at in moments:
        number = next(_numbers)
        session.execute(insert(Item).values(item | {"id": number, "first_published_at": at}))
        session.execute(insert(Edition).values(edition | {"id": number, "item_id": number}))
        row = public | {"item_id": number, "edition_id": number, "first_published_at": at} | shared
        session.execute(insert(PublicItem).values(row))
        made.append(number)
    session.delete(session.get(PublicItem, model.item_id))
    session.flush()
    return made


def of_unit(unit: Unit) -> dict[str, int]:
    return {"unit_id": unit.id, "producer_unit_id": unit.id, "reviewer_unit_id": unit.id}


def empty_index(folder: Path) -> Index:
    """What a new site's first rebuild leaves."""
    index = search.open_for_writing(folder, "whoosh")
    with index.writing():
        return index


def ending(session: Session, edition: Edition, last_day: date) -> None:
    """Give what is shown a last day. Terms are a later room; the row is what visibility reads."""
    session.get(PublicItem, edition.item_id).last_day = last_day
    session.flush()


def many(session: Session, staff: Staff, rows: Iterable[dict[str, Any]]) -> int:
    """Public items by the thousand in three statements, each as one published for real but for these values.

    Each row says at least ``first_published_at``; ``unit_id``, ``column`` and ``is_record`` where they differ.
    """
    model = workflow.published(session, staff)
    session.flush()
    item, edition = values_of(model.item), values_of(model)
    public = values_of(session.get(PublicItem, model.item_id))
    items, editions, shown = [], [], []
    for row in rows:
        number = next(_numbers)
        own = {name: value for name, value in row.items() if name in item}
        items.append(item | own | {"id": number})
        editions.append(edition | {"id": number, "item_id": number, "submitted_at": row["first_published_at"]})
        unit = of_unit_id(row["unit_id"]) if "unit_id" in row else {}
        shown.append(public | unit | row | {"item_id": number, "edition_id": number})
    for table, values in ((Item, items), (Edition, editions), (PublicItem, shown)):
        session.execute(insert(table), values)
    session.delete(session.get(PublicItem, model.item_id))
    session.flush()
    return len(items)


def of_unit_id(unit_id: int) -> dict[str, int]:
    return {"unit_id": unit_id, "producer_unit_id": unit_id, "reviewer_unit_id": unit_id}
