"""Finding companies for the bureau's office; persons are found by nobody here."""

from __future__ import annotations

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from content.auth.people import Person
from content.auth.permissions import Permission, require
from content.errors import Category, Refusal
from content.subjects.models import NameSeen, Subject, SubjectName, SubjectSort

COMPANIES = Subject.sort != SubjectSort.PERSON.value


def company(session: Session, subject_id: int, *, by: Person) -> Subject:
    require(by, Permission.OVERSEE)
    found = session.get(Subject, subject_id)
    if found is None or found.is_person:
        raise Refusal("no_such_subject", Category.MISSING)
    return found


def by_code(session: Session, code: str) -> Subject | None:
    return session.scalar(select(Subject).where(COMPANIES, Subject.code == code.strip().upper()))


def asked_for(session: Session, words: str, *, by: Person, limit: int) -> list[Subject]:
    """By code or registration number, or by the beginning of a name."""
    require(by, Permission.OVERSEE)
    plain = words.strip()
    if not plain:
        return []
    number = plain.upper()
    beginning = Subject.name.startswith(plain, autoescape=True)
    query = select(Subject).where(
        COMPANIES, or_(Subject.code == number, Subject.registration_number == number, beginning)
    )
    return list(session.scalars(query.order_by(Subject.name, Subject.id).limit(limit)))


def names(session: Session, subject: Subject) -> list[SubjectName]:
    query = select(SubjectName).where(SubjectName.subject_id == subject.id).order_by(SubjectName.id.desc())
    return list(session.scalars(query))


def merged_into(session: Session, subject: Subject) -> list[Subject]:
    """The companies this one took over."""
    return list(session.scalars(select(Subject).where(Subject.merged_into_id == subject.id).order_by(Subject.id)))


def unsettled(session: Session, *, by: Person, limit: int) -> tuple[list[NameSeen], int]:
    """Names that records wrote otherwise, the oldest first, and how many there are in all."""
    require(by, Permission.OVERSEE)
    open_ones = select(NameSeen).where(NameSeen.outcome == "").order_by(NameSeen.id).limit(limit)
    count = session.scalar(select(func.count()).select_from(NameSeen).where(NameSeen.outcome == "")) or 0
    return list(session.scalars(open_ones)), count


def unsettled_count(session: Session, *, by: Person, limit: int) -> int:
    """How many of them wait; a menu counts no further than ``limit``."""
    require(by, Permission.OVERSEE)
    some = select(NameSeen.id).where(NameSeen.outcome == "").limit(limit).subquery()
    return session.scalar(select(func.count()).select_from(some)) or 0


def seen(session: Session, seen_id: int, *, by: Person) -> NameSeen:
    require(by, Permission.OVERSEE)
    found = session.get(NameSeen, seen_id)
    if found is None:
        raise Refusal("no_such_subject", Category.MISSING)
    return found
