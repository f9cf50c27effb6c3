"""Targets of a unit that ends go on with its successor, from the month of the change."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from content.auth.units import Unit
from content.quotas.targets import Target


def begin(session: Session, unit: Unit, successor: Unit, day: date) -> int:
    """Give the successor what the unit owed, where it owes nothing of the kind itself. The unit's own rows stay: they
    count for the months in which it was there."""
    rows = session.scalars(select(Target).where(Target.unit_id == unit.id, Target.year >= day.year)).all()
    known = select(Target).where(Target.unit_id == successor.id, Target.year >= day.year)
    owed = {(row.year, row.period, row.column) for row in session.scalars(known)}
    fresh = [row for row in rows if (row.year, row.period, row.column) not in owed]
    session.add_all(
        Target(
            year=row.year,
            unit_id=successor.id,
            period=row.period,
            column=row.column,
            minimum=row.minimum,
            source=row.source,
        )
        for row in fresh
    )
    session.flush()
    return len(fresh)
