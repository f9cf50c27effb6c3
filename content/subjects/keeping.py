"""Finding the subjects of many records at once, and taking in those that are new."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Insert, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from content import clock
from content.identifiers.digest import KeyedDigest
from content.subjects.models import Subject, SubjectSort

#: Numbers asked for in one query: SQLite takes 32,766 values, shorter queries are parsed faster.
AT_ONCE = 500


@dataclass(frozen=True)
class Wanted:
    """Whom a record is about, by one of the three numbers; ``name`` as the record writes it."""

    sort: SubjectSort
    name: str
    code: str | None = None
    registration_number: str | None = None
    identity: KeyedDigest | None = None

    @property
    def number(self) -> str:
        """What tells two subjects apart."""
        return self.code or (f"r:{self.registration_number}" if self.identity is None else f"i:{self.identity.value}")


@dataclass(frozen=True)
class Known:
    id: int
    name: str


def ensure(session: Session, wanted: Iterable[Wanted]) -> dict[str, Known]:
    """Each wanted subject by its number, new ones taken in. A name other than the register's is not taken over."""
    asked = {one.number: one for one in wanted}
    known = find(session, asked.values())
    fresh = [one for number, one in asked.items() if number not in known]
    if fresh:
        add(session, fresh)
        known |= find(session, fresh)
    return known


def find(session: Session, wanted: Iterable[Wanted]) -> dict[str, Known]:
    asked = list(wanted)
    columns = (
        (Subject.code, "", [one.code for one in asked if one.code]),
        (Subject.registration_number, "r:", [one.registration_number for one in asked if one.registration_number]),
        (Subject.identity, "i:", [one.identity.value for one in asked if one.identity]),
    )
    found: dict[str, Known] = {}
    for column, mark, numbers in columns:
        for some in chunks(numbers):
            rows = session.execute(select(column, Subject.id, Subject.name).where(column.in_(some)))
            found |= {f"{mark}{number}": Known(subject_id, name) for number, subject_id, name in rows}
    return found


def chunks(numbers: list[str | None]) -> Iterator[list[str | None]]:
    for start in range(0, len(numbers), AT_ONCE):
        yield numbers[start : start + AT_ONCE]


def add(session: Session, fresh: list[Wanted]) -> None:
    """Take them in; one that somebody else took in meanwhile is left as it is."""
    now = clock.now()
    rows: list[dict[str, Any]] = [
        {
            "sort": one.sort.value,
            "name": one.name,
            "code": one.code,
            "registration_number": None if one.code else one.registration_number,
            "identity": one.identity.value if one.identity else None,
            "identity_layer": one.identity.layer if one.identity else None,
            "since": now,
        }
        for one in fresh
    ]
    session.execute(insert_or_leave(session), rows)


def insert_or_leave(session: Session) -> Insert:
    if session.get_bind().dialect.name == "postgresql":
        return postgresql.insert(Subject).on_conflict_do_nothing()
    return sqlite.insert(Subject).on_conflict_do_nothing()
