"""Public rows on their way into a file: lists as their pages show them, and whole data sets about companies."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select, tuple_
from sqlalchemy.orm import Session

from content import clock
from content.auth.units import Unit
from content.display import finding
from content.display.finding import Listing, Place
from content.display.models import PublicItem
from content.display.plain_rows import Listed
from content.display.visibility import public_now, public_on
from content.errors import Category, Refusal
from content.kinds import reader
from content.kinds.reader import Kind
from content.subjects.models import Subject, SubjectSort

#: What anyone may take of any list.
MOST = 1_000
#: Rows read at a time; between two chunks the database is let go.
CHUNK = 500


@dataclass(frozen=True)
class DataSet:
    """All records of one kind about organisations. There is none of penalties, for they name persons' deeds."""

    code: str
    kind_code: str

    @property
    def kind(self) -> Kind:
        return reader.kind(self.kind_code)


DATA_SETS = {found.code: found for found in (DataSet("permits", "permit"), DataSet("ratings", "rating"))}


@dataclass(frozen=True)
class Record:
    """One row of a data set: the display set of its kind and where it stands, nothing of how it got there."""

    item_id: int
    fields: dict[str, Any]
    unit_id: int
    first_published_at: datetime


def data_set(code: str) -> DataSet:
    if code not in DATA_SETS:
        raise Refusal("no_such_page", Category.MISSING)
    return DATA_SETS[code]


def of_column(session: Session, slug: str, kind: str | None = None, *, most: int = MOST) -> Iterator[list[Listed]]:
    """The newest of a column or of one of its kinds, a chunk at a time, in the order of its page."""
    return _chunks(lambda after, limit: finding.column(session, slug, kind=kind, after=after, limit=limit), most)


def of_unit(session: Session, unit: Unit, *, most: int = MOST) -> Iterator[list[Listed]]:
    return _chunks(lambda after, limit: finding.of_unit(session, unit, after=after, limit=limit), most)


def of_ids(session: Session, ids: list[int]) -> Iterator[list[Listed]]:
    """Search hits in their order, each asked once more whether it is public."""
    for start in range(0, len(ids), CHUNK):
        chunk = ids[start : start + CHUNK]
        found = session.execute(public_now().where(PublicItem.item_id.in_(chunk)).with_only_columns(*finding.LISTED))
        public = {item.item_id: item for item in (Listed(*row) for row in found)}
        yield [public[item_id] for item_id in chunk if item_id in public]


def _chunks(pages: Callable[[Place | None, int], Listing], most: int) -> Iterator[list[Listed]]:
    after: Place | None = None
    while most > 0:
        page = pages(after, min(CHUNK, most))
        most -= len(page.items)
        after = page.older
        yield list(page.items)
        if after is None:
            return


def records(session: Session, chosen: DataSet) -> Iterator[list[Record]]:
    """Every record of a data set, newest first. Each chunk is asked of what is public at that very moment."""
    after: Place | None = None
    while True:
        query = _records(chosen)
        if after is not None:
            place = tuple_(PublicItem.first_published_at, PublicItem.item_id)
            query = query.where(place < (after.at, after.item_id))
        found = [Record(*row) for row in session.execute(query.limit(CHUNK))]
        yield found
        if len(found) < CHUNK:
            return
        after = Place(found[-1].first_published_at, found[-1].item_id)


def _records(chosen: DataSet) -> Select[Any]:
    wanted = (PublicItem.item_id, PublicItem.fields, PublicItem.unit_id, PublicItem.first_published_at)
    return (
        select(*wanted)
        .join(Subject, PublicItem.subject_id == Subject.id)
        .where(
            PublicItem.column == chosen.kind.column,
            PublicItem.kind == chosen.kind_code,
            Subject.sort == SubjectSort.ORGANISATION.value,
            public_on(clock.today()),
        )
        .order_by(*finding.NEWEST)
    )


def count(session: Session, chosen: DataSet) -> int:
    """How many records a data set has. Those whose last day is just over are few, and taken off."""
    return _count(session, chosen) - _count(session, chosen, PublicItem.last_day < clock.today())


def _count(session: Session, chosen: DataSet, *more: Any) -> int:
    """By an index from subject to kind: the wide rows are not touched."""
    query = (
        select(func.count())
        .select_from(PublicItem)
        .join(Subject, PublicItem.subject_id == Subject.id)
        .where(
            PublicItem.kind == chosen.kind_code,
            Subject.sort == SubjectSort.ORGANISATION.value,
            *more,
        )
    )
    return session.scalar(query) or 0


def updated_at(session: Session, chosen: DataSet) -> datetime | None:
    """When the newest record of a data set came out."""
    return session.scalar(_records(chosen).with_only_columns(PublicItem.first_published_at).limit(1))
