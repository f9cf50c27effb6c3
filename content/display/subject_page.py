"""Everything public now about one company: found by its code, kind by kind; about persons there is no page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Date, bindparam, func, select, tuple_
from sqlalchemy.orm import Session, aliased

from content import clock
from content.auth.units import Unit
from content.display.models import PublicItem
from content.display.visibility import public_on
from content.errors import Category, Refusal
from content.kinds import reader
from content.subjects.models import Subject, SubjectName, SubjectSort

#: Records of one kind on a company's page, and on a page of that kind alone.
EACH = 10
OF_ONE_KIND = 50
#: In the order a reader wants them: what stands against a company first, then what it may do and what speaks for it.
ORDER = ("penalty", "listing", "measure", "permit", "rating", "commitment", "good_record")


OWN = PublicItem.subject_id == bindparam("subject")
PUBLIC = public_on(bindparam("today"))
LINES = (
    select(
        PublicItem.item_id,
        PublicItem.kind,
        PublicItem.summary,
        PublicItem.fields,
        PublicItem.issued_on,
        PublicItem.last_day,
        PublicItem.unit_id,
    )
    .where(OWN, PUBLIC, PublicItem.kind == bindparam("kind"))
    .order_by(PublicItem.issued_on.desc(), PublicItem.item_id.desc())
    .limit(bindparam("most"))
)
#: Made once, as the others here: putting a statement together costs more than answering it.
LATER = LINES.where(
    tuple_(PublicItem.issued_on, PublicItem.item_id) < tuple_(bindparam("day", type_=Date), bindparam("after"))
)
COUNTS = select(PublicItem.kind, func.count()).where(OWN, PUBLIC).group_by(PublicItem.kind)
BY_CODE = select(Subject).where(Subject.code == bindparam("code"), Subject.sort != SubjectSort.PERSON.value)
FORMER = select(SubjectName).where(SubjectName.subject_id == bindparam("subject")).order_by(SubjectName.id.desc())


@dataclass(frozen=True, slots=True)
class Line:
    """As much of a record as is told beside others of its company."""

    item_id: int
    kind: str
    summary: str
    fields: dict[str, Any]
    issued_on: date | None
    last_day: date | None
    unit_id: int


@dataclass(frozen=True)
class Section:
    """The newest records of one kind, and how many there are in all."""

    kind: str
    items: tuple[Line, ...]
    count: int

    @property
    def has_more(self) -> bool:
        return self.count > len(self.items)


@dataclass(frozen=True)
class SubjectPage:
    subject: Subject
    sections: tuple[Section, ...]

    @property
    def count(self) -> int:
        return sum(section.count for section in self.sections)

    def section(self, kind: str) -> Section | None:
        return next((section for section in self.sections if section.kind == kind), None)

    @property
    def timeline(self) -> list[Line]:
        """Every record of the page, the newest decision first."""
        shown = [item for section in self.sections for item in section.items]
        return sorted(shown, key=lambda item: (item.issued_on or date.min, item.item_id), reverse=True)


@dataclass(frozen=True)
class Place:
    """Where a page of one kind ends: ``<day>-<item id>``, the day without hyphens."""

    day: date
    item_id: int

    def __str__(self) -> str:
        return f"{self.day:%Y%m%d}-{self.item_id}"

    @classmethod
    def read(cls, text: str | None) -> Place | None:
        day, _, item_id = (text or "").partition("-")
        if not (len(day) == 8 and day.isdecimal() and item_id.isdecimal() and len(item_id) < 18):
            return None
        try:
            return cls(date.fromisoformat(f"{day[:4]}-{day[4:6]}-{day[6:]}"), int(item_id))
        except ValueError:
            return None


def nothing() -> Refusal:
    """The same for a code nobody has, for a company without a public record, and for a person."""
    return Refusal("no_public_record", Category.MISSING)


def subject_of(session: Session, code: str) -> Subject:
    """The company or household business with this code. Raises ``no_public_record``, or ``subject_moved`` with the code
    of the company it was merged into."""
    plain = code.strip().upper()
    found = session.scalar(BY_CODE, {"code": plain})
    if found is None:
        raise nothing()
    if found.merged_into_id is not None:
        raise moved(session, found)
    if plain != code:
        raise Refusal("subject_moved", to=plain)
    return found


def moved(session: Session, merged: Subject) -> Refusal:
    """Where a merged company's records stand now, if anything is public there: else there is nothing to say."""
    survivor = merged
    for _ in range(10):
        if survivor.merged_into_id is None:
            break
        survivor = session.get_one(Subject, survivor.merged_into_id)
    if survivor.code is None or not has_records(session, survivor):
        return nothing()
    return Refusal("subject_moved", to=survivor.code)


def has_records(session: Session, subject: Subject) -> bool:
    return bool(counts(session, subject))


def counts(session: Session, subject: Subject) -> dict[str, int]:
    found = session.execute(COUNTS, {"subject": subject.id, "today": clock.today()})
    return {str(kind): int(count) for kind, count in found}


def page(session: Session, code: str, *, each: int = EACH) -> SubjectPage:
    """Everything public now about a company. Raises ``no_public_record`` when that is nothing."""
    subject = subject_of(session, code)
    counted = counts(session, subject)
    if not counted:
        raise nothing()
    sections = tuple(
        Section(kind, tuple(newest(session, subject, kind, limit=each)), counted[kind])
        for kind in ORDER
        if kind in counted
    )
    return SubjectPage(subject, sections)


def newest(session: Session, subject: Subject, kind: str, *, limit: int, after: Place | None = None) -> list[Line]:
    asked = {"subject": subject.id, "today": clock.today(), "kind": kind, "most": limit}
    place = {"day": after.day, "after": after.item_id} if after else {}
    return [Line(*row) for row in session.execute(LATER if after else LINES, asked | place)]


def answering(session: Session, items: Iterable[Line]) -> dict[int, Unit]:
    """The units that answer for these records."""
    ids = {item.unit_id for item in items}
    return {unit.id: unit for unit in session.scalars(select(Unit).where(Unit.id.in_(ids)))}


@dataclass(frozen=True)
class KindPage:
    subject: Subject
    kind: str
    items: tuple[Line, ...]
    older: Place | None
    count: int


def of_kind(
    session: Session, code: str, kind: str, *, after: Place | None = None, limit: int = OF_ONE_KIND
) -> KindPage:
    """All records of one kind of a company, page by page."""
    if kind not in reader.kinds() or not reader.kind(kind).is_record:
        raise nothing()
    subject = subject_of(session, code)
    count = counts(session, subject).get(kind, 0)
    if not count:
        raise nothing()
    found = newest(session, subject, kind, limit=limit + 1, after=after)
    shown = tuple(found[:limit])
    last = shown[-1] if shown else None
    older = Place(last.issued_on, last.item_id) if last and last.issued_on and len(found) > limit else None
    return KindPage(subject, kind, shown, older, count)


def former_names(session: Session, subject: Subject) -> list[SubjectName]:
    """The names a company bore before, the newest first."""
    return list(session.scalars(FORMER, {"subject": subject.id}))


def code_of(session: Session, shown: PublicItem) -> str:
    """The code of the company a record is about, where a reader may go on to its page; empty for a person's."""
    if shown.subject_id is None:
        return ""
    survivor = aliased(Subject)
    query = (
        select(func.coalesce(survivor.code, Subject.code))
        .select_from(Subject)
        .outerjoin(survivor, survivor.id == Subject.merged_into_id)
        .where(Subject.id == shown.subject_id, Subject.sort != SubjectSort.PERSON.value)
    )
    return session.scalar(query) or ""
