"""Counting what was published. Nothing is incremented: every number is a query over what is public now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from content import clock
from content.auth.units import Unit
from content.display.models import PublicItem
from content.display.visibility import public_on
from content.quotas import targets


@dataclass(frozen=True)
class Standing:
    """How far somebody is: ``done`` of ``goal``. Withdrawn items are not in ``done``: they are not public."""

    done: int
    goal: int

    @property
    def short(self) -> int:
        return max(0, self.goal - self.done)

    @property
    def is_met(self) -> bool:
        return self.done >= self.goal


def moment(day: date) -> datetime:
    """The first moment of a day in Shanghai."""
    return datetime.combine(day, time.min, clock.SHANGHAI).astimezone(UTC)


def month_of(day: date) -> tuple[date, date]:
    """The first day of the month and the first of the next."""
    first = day.replace(day=1)
    return first, date(first.year + first.month // 12, first.month % 12 + 1, 1)


def published_between(session: Session, first: date, end: date, column: str | None) -> dict[int, int]:
    """Items by unit id that were first published from ``first`` up to, not including, ``end`` and are public now."""
    query = (
        select(PublicItem.unit_id, func.count())
        .where(
            PublicItem.first_published_at >= moment(first),
            PublicItem.first_published_at < moment(end),
            public_on(clock.today()),
        )
        .group_by(PublicItem.unit_id)
    )
    if column is not None:
        query = query.where(PublicItem.column == column)
    return dict(session.execute(query).all())


def of_month(session: Session, day: date) -> dict[int, Standing]:
    """Each unit with a monthly target: how many of its month are out."""
    goals = targets.monthly(session, day.year)
    first, end = month_of(day)
    counted = {
        column: published_between(session, first, end, column) for column in {goal.column for goal in goals.values()}
    }
    return {unit: Standing(counted[goal.column].get(unit, 0), goal.minimum) for unit, goal in goals.items()}


def of_year(session: Session, year: int) -> Standing:
    """The locality's year: every column, every unit."""
    goal = targets.yearly(session, year)
    done = published_between(session, date(year, 1, 1), date(year + 1, 1, 1), goal.column if goal else None)
    return Standing(sum(done.values()), goal.minimum if goal else 0)


def months_of_year(session: Session, year: int, column: str) -> dict[tuple[int, int], int]:
    """Items by (unit id, month) of a year and column: the unit × month matrix."""
    cells: dict[tuple[int, int], int] = {}
    for month in range(1, 13):
        first, end = month_of(date(year, month, 1))
        for unit_id, count in published_between(session, first, end, column).items():
            cells[unit_id, month] = count
    return cells


def coverage(session: Session, first: date, end: date) -> dict[str, int]:
    """Items by column published in a span and public now: which columns are alive."""
    query = (
        select(PublicItem.column, func.count())
        .where(
            PublicItem.first_published_at >= moment(first),
            PublicItem.first_published_at < moment(end),
            public_on(clock.today()),
        )
        .group_by(PublicItem.column)
    )
    return dict(session.execute(query).all())


def with_target(session: Session, year: int) -> list[Unit]:
    """The units that owe a monthly minimum, in the notice's order."""
    ids = targets.monthly(session, year)
    return list(session.scalars(select(Unit).where(Unit.id.in_(ids)).order_by(Unit.position)))
