"""代审人: who reviews while a colleague is away. The permission follows the dates and ends by itself."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from content import clock
from content.audit import trail
from content.audit.events import Event
from content.auth.people import Person, StandIn
from content.auth.permissions import Permission, may, require
from content.auth.units import Unit
from content.errors import Category, Issue, Refusal, refuse_issues

LONGEST_DAYS = 90


def name(
    session: Session, unit: Unit, *, person: Person, absent: Person, first_day: date, last_day: date, by: Person
) -> StandIn:
    """Let somebody of the unit review for an absent reviewer of the unit, from the first day to the last."""
    require(by, Permission.PUBLISH, unit=unit)
    trail.lock(session)
    refuse_issues(issues(unit, person, absent, first_day, last_day))
    row = StandIn(
        unit_id=unit.id, unit=unit, person_id=person.id, absent_id=absent.id, first_day=first_day, last_day=last_day,
        named_by_id=by.id, named_at=clock.now(),
    )  # fmt: skip
    session.add(row)
    session.flush()
    session.expire(person, ["stands_in"])
    remember(session, row, Event.STAND_IN_NAMED, by)
    return row


def issues(unit: Unit, person: Person, absent: Person, first_day: date, last_day: date) -> list[Issue]:
    found = []
    if not any(m.unit_id == unit.id for m in person.memberships) or not person.is_active:
        found.append(Issue("person", "not_of_the_unit"))
    if person.id == absent.id:
        found.append(Issue("person", "stands_in_for_oneself"))
    if not may(absent, Permission.REVIEW, unit=unit):
        found.append(Issue("absent", "reviews_nothing_here"))
    if last_day < max(first_day, clock.today()):
        found.append(Issue("last_day", "ends_before_it_begins"))
    if (last_day - first_day).days >= LONGEST_DAYS:
        found.append(Issue("last_day", "stands_in_too_long", {"longest": LONGEST_DAYS}))
    return found


def end(session: Session, row: StandIn, *, by: Person) -> None:
    """End it today: what has not begun is taken back, what runs ends with yesterday. The trail keeps both."""
    require(by, Permission.PUBLISH, unit=row.unit)
    trail.lock(session)
    if row.last_day < clock.today():
        raise Refusal("stand_in_is_over", Category.CONFLICT)
    remember(session, row, Event.STAND_IN_ENDED, by)
    person = session.get_one(Person, row.person_id)
    session.delete(row)
    session.flush()
    session.expire(person, ["stands_in"])


def remember(session: Session, row: StandIn, what: Event, by: Person) -> None:
    facts = {
        "unit": row.unit.code,
        "for": f"person:{row.absent_id}",
        "first_day": row.first_day.isoformat(),
        "last_day": row.last_day.isoformat(),
    }
    trail.append(session, what, actor=by.key, about=f"person:{row.person_id}", facts=facts)


def of_units(session: Session, unit_ids: frozenset[int]) -> list[StandIn]:
    """Those that run or are to come, the earliest first."""
    query = select(StandIn).where(StandIn.unit_id.in_(unit_ids), StandIn.last_day >= clock.today())
    return list(session.scalars(query.order_by(StandIn.first_day, StandIn.id)))


def by_id(session: Session, stand_in_id: int) -> StandIn:
    row = session.get(StandIn, stand_in_id)
    if row is None:
        raise Refusal("no_such_stand_in", Category.MISSING)
    return row
