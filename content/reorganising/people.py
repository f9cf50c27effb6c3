"""Who works in a unit, to be shared out."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from content.auth.people import Membership, Person
from content.auth.units import Unit


def of_unit(session: Session, unit: Unit) -> list[Person]:
    query = select(Person).join(Membership).where(Membership.unit_id == unit.id, Person.is_active).distinct()
    return list(session.scalars(query.order_by(Person.id)))
