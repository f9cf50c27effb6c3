"""Finding the subjects of many records at once, and taking in those that are new."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Insert, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from content import clock
from content.identifiers.digest import KeyedDigest
from content.subjects import identities
from content.subjects.models import NameSeen, Subject, SubjectName, SubjectSort

#: Numbers asked for in one query: SQLite takes 32,766 values, shorter queries are parsed faster.
AT_ONCE = 500


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class Known:
    """``id`` is the subject's own, for good; its records stand with ``stands_at``, who took it over."""

    id: int
    name: str
    stands_at: int


def ensure(session: Session, wanted: Iterable[Wanted]) -> dict[str, Known]:
    """Each wanted subject by its number, new ones taken in. A name other than the register's is not taken over, but
    noted to be looked at."""
    asked = {one.number: one for one in wanted}
    known = find(session, asked.values())
    note_names(session, [(asked[number], found) for number, found in known.items()])
    fresh = [one for number, one in asked.items() if number not in known]
    if fresh:
        add(session, fresh)
        known |= find(session, fresh)
    return known


def find(session: Session, wanted: Iterable[Wanted]) -> dict[str, Known]:
    asked = list(wanted)
    for layer in {one.identity.layer for one in asked if one.identity}:
        identities.refuse_out_of_step(session, layer)
    columns = (
        (Subject.code, "", [one.code for one in asked if one.code]),
        (Subject.registration_number, "r:", [one.registration_number for one in asked if one.registration_number]),
        (Subject.identity, "i:", [one.identity.value for one in asked if one.identity]),
    )
    found: dict[str, Known] = {}
    for column, mark, numbers in columns:
        for some in chunks(numbers):
            stands_at = func.coalesce(Subject.merged_into_id, Subject.id)
            rows = session.execute(select(column, Subject.id, Subject.name, stands_at).where(column.in_(some)))
            found |= {f"{mark}{number}": Known(own, name, place) for number, own, name, place in rows}
    return found


def note_names(session: Session, pairs: list[tuple[Wanted, Known]]) -> None:
    """Write down, once each, the names of companies that differ from the register's and from its history."""
    other = {
        (known.id, one.name) for one, known in pairs if one.sort is not SubjectSort.PERSON and one.name != known.name
    }
    if not other:
        return
    borne = select(SubjectName.subject_id, SubjectName.name).where(
        SubjectName.subject_id.in_([subject_id for subject_id, _ in other])
    )
    fresh = sorted(other - {(subject_id, name) for subject_id, name in session.execute(borne)})
    now = clock.now()
    rows = [{"subject_id": subject_id, "name": name, "seen_at": now, "outcome": ""} for subject_id, name in fresh]
    if rows:
        session.execute(insert_or_leave(session, NameSeen), rows)


def chunks(numbers: Sequence[str | None]) -> Iterator[Sequence[str | None]]:
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
    session.execute(insert_or_leave(session, Subject), rows)


def insert_or_leave(session: Session, model: type[Subject] | type[NameSeen]) -> Insert:
    if session.get_bind().dialect.name == "postgresql":
        return postgresql.insert(model).on_conflict_do_nothing()
    return sqlite.insert(model).on_conflict_do_nothing()
