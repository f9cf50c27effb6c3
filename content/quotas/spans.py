"""Days, months and the moments between them, as the boards cut time: by the calendar of Shanghai."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, case

from content import clock


def moment(day: date) -> datetime:
    """The first moment of a day in Shanghai."""
    return datetime.combine(day, time.min, clock.SHANGHAI).astimezone(UTC)


def month_of(day: date) -> tuple[date, date]:
    """The first day of the month and the first of the next."""
    first = day.replace(day=1)
    return first, months_on(first, 1)


def year_of(year: int) -> tuple[date, date]:
    return date(year, 1, 1), date(year + 1, 1, 1)


def months_on(first: date, count: int) -> date:
    """The first day of the month that many months later, or earlier where below zero."""
    number = first.year * 12 + first.month - 1 + count
    return date(number // 12, number % 12 + 1, 1)


def months(first: date, end: date) -> list[date]:
    """The first days of the months from ``first`` up to, not including, ``end``."""
    found, month = [], first.replace(day=1)
    while month < end:
        found.append(month)
        month = months_on(month, 1)
    return found


def bucket(moment_or_day: ColumnElement[Any], starts: Sequence[date], *, is_moment: bool) -> ColumnElement[int]:
    """Which of the months that begin on these days a stored value falls into, as its number, counted in the database.

    Written as comparisons, because neither make of database knows the other's calendar.
    """
    if len(starts) == 1:
        return case((moment_or_day.is_not(None), 0), else_=0)
    bounds = [moment(start) if is_moment else start for start in starts]
    return case(*((moment_or_day < bound, number) for number, bound in enumerate(bounds[1:])), else_=len(bounds) - 1)


def last_of(end: date) -> date:
    """The last day of a span that ends before ``end``."""
    return end - timedelta(days=1)
