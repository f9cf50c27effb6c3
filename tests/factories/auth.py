"""People at their desks, added and given their roles as an administrator would."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

from sqlalchemy.orm import Session

from content.auth import people
from content.auth.people import Person
from content.auth.roles import Role
from content.auth.units import Unit

PASSWORD = "a quiet harbour at dawn"
_numbers = itertools.count(1)


@dataclass(frozen=True)
class Staff:
    """A unit of three, as the notice wants it: 采编员, 审核人, 签发人."""

    unit: Unit
    writer: Person
    reviewer: Person
    publisher: Person


def person(
    session: Session, unit: Unit | None = None, *roles: Role, username: str = "", office: str = "信用科"
) -> Person:
    """Somebody new with these roles in this unit."""
    username = username or f"person-{next(_numbers)}"
    added = people.add(session, username, f"员{username[-3:]}", PASSWORD, office=office)
    for role in roles:
        people.grant(session, added, unit, role)
    return added


def staff_of(session: Session, unit: Unit) -> Staff:
    return Staff(
        unit=unit,
        writer=person(session, unit, Role.PRODUCER, office="信用科"),
        reviewer=person(session, unit, Role.REVIEWER, office="法制科"),
        publisher=person(session, unit, Role.RESPONSIBLE, office="办公室"),
    )


def all_rounder(session: Session, unit: Unit) -> Person:
    """Somebody who holds every role there is, administrator included."""
    return person(session, unit, *Role)
