"""Working days, counted by a table of days off and working weekends. Pure: values in, values out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

DAY = timedelta(days=1)
SATURDAY = 5


class Kind(StrEnum):
    """What a notice may say of a day."""

    OFF = "off"
    WORKING = "working"  # a weekend that is worked to make up for a day off


class Sort(StrEnum):
    """What a day turns out to be."""

    WORKDAY = "workday"
    WEEKEND = "weekend"
    DAY_OFF = "day_off"
    WORKING_WEEKEND = "working_weekend"


@dataclass(frozen=True)
class Entry:
    """One day that a notice took out of the usual week."""

    day: date
    kind: Kind
    name: str = ""
    source: str = ""


@dataclass(frozen=True)
class Table:
    """The days that notices name, and the years whose notice is out. Every other year is counted by its weekends."""

    days: Mapping[date, Entry] = field(default_factory=dict)
    confirmed: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Reckoning:
    """A day counted to, and the years of the way there for which no confirmed table was at hand."""

    day: date
    provisional_years: tuple[int, ...] = ()

    @property
    def is_provisional(self) -> bool:
        return bool(self.provisional_years)


@dataclass(frozen=True)
class Count:
    """How many working days lie between two days, with the same honesty."""

    number: int
    provisional_years: tuple[int, ...] = ()

    @property
    def is_provisional(self) -> bool:
        return bool(self.provisional_years)


def is_weekend(day: date) -> bool:
    return day.weekday() >= SATURDAY


def sort_of(day: date, table: Table) -> Sort:
    """A notice's word goes before the usual week."""
    entry = table.days.get(day)
    if entry is None:
        return Sort.WEEKEND if is_weekend(day) else Sort.WORKDAY
    return Sort.DAY_OFF if entry.kind == Kind.OFF else Sort.WORKING_WEEKEND


def is_working(day: date, table: Table) -> bool:
    return sort_of(day, table) in {Sort.WORKDAY, Sort.WORKING_WEEKEND}


def provisional_years(first: date, last: date, table: Table) -> tuple[int, ...]:
    """The years from ``first`` to ``last`` without a confirmed table; none where the stretch is empty."""
    if first > last:
        return ()
    return tuple(year for year in range(first.year, last.year + 1) if year not in table.confirmed)


def step(start: date, days: int, counts: Callable[[date], bool]) -> date:
    """The day on which the count reaches ``days``. The start is day 0, whatever sort of day it is."""
    if days < 0:
        raise ValueError("days are counted forwards")
    day = start
    while days:
        day += DAY
        days -= counts(day)
    return day


def after(start: date, days: int, table: Table) -> Reckoning:
    """The ``days``-th working day after ``start``."""
    day = step(start, days, lambda candidate: is_working(candidate, table))
    return Reckoning(day, provisional_years(start + DAY, day, table))


def between(start: date, end: date, table: Table) -> Count:
    """How many working days after ``start`` the day ``end`` is; below zero where it comes before."""
    first, last = min(start, end), max(start, end)
    number = sum(is_working(first + DAY * offset, table) for offset in range(1, (last - first).days + 1))
    return Count(number if start <= end else -number, provisional_years(first + DAY, last, table))
