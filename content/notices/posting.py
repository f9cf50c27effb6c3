"""Telling people something once: put down, counted, read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import Session

from content import clock
from content.audit import trail
from content.auth.people import Membership, Person
from content.auth.roles import Role
from content.notices.models import Notice


def tell(
    session: Session,
    person_ids: Iterable[int],
    code: str,
    *,
    key: str,
    facts: dict[str, Any] | None = None,
    about: str = "",
) -> int:
    """Put a notice down for each of these people. Whoever has one of this ``key`` already is not told again.

    ``facts`` are keys, days and numbers, never a title or a name: the words are found when somebody reads it.
    """
    wanted = sorted(set(person_ids))
    if not wanted:
        return 0
    trail.lock(session)
    told = set(session.scalars(select(Notice.person_id).where(Notice.key == key, Notice.person_id.in_(wanted))))
    shared = {"code": code, "key": key, "about": about, "facts": facts or {}, "at": clock.now()}
    rows = [shared | {"person_id": person_id} for person_id in wanted if person_id not in told]
    if rows:
        session.execute(insert(Notice), rows)
    return len(rows)


def holding(session: Session, roles: Iterable[Role], *, unit_id: int | None = None) -> list[int]:
    """The active people who hold one of these roles, in one unit where one is named."""
    query = select(Membership.person_id).join(Person).where(Membership.role.in_([role.value for role in roles]))
    if unit_id is not None:
        query = query.where(Membership.unit_id == unit_id)
    return list(session.scalars(query.where(Person.is_active).distinct()))


def unread(session: Session, person: Person) -> int:
    query = select(func.count()).where(Notice.person_id == person.id, Notice.read_at.is_(None))
    return session.scalar(query) or 0


def of_person(session: Session, person: Person, *, before: int | None, limit: int) -> tuple[list[Notice], int | None]:
    """Newest first, keyset-paged by id. Returns the page and the ``before`` of the next one, None at the end."""
    query = select(Notice).where(Notice.person_id == person.id)
    if before is not None:
        query = query.where(Notice.id < before)
    page = list(session.scalars(query.order_by(Notice.id.desc()).limit(limit + 1)))
    return page[:limit], page[limit - 1].id if len(page) > limit else None


def mark_read(session: Session, person: Person, *, up_to: int) -> None:
    """Everything up to the newest one that stood on the page; what came meanwhile stays unread."""
    unread_ones = update(Notice).where(Notice.person_id == person.id, Notice.read_at.is_(None), Notice.id <= up_to)
    session.execute(unread_ones.values(read_at=clock.now()))
