"""期限说明: a due date, day by day, as codes and facts. The words belong to the portal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from content.working_calendar import reckoning
from content.working_calendar.reckoning import DayType, Terms
from content.working_calendar.workdays import DAY, Sort, Table, sort_of


class Mark(StrEnum):
    """What a day was in this count."""

    START = "start"
    COUNTED = "counted"
    WORKING_WEEKEND = "working_weekend"  # counted too
    WEEKEND = "weekend"
    DAY_OFF = "day_off"
    PAUSED = "paused"


MARKS = {
    Sort.WORKDAY: Mark.COUNTED,
    Sort.WORKING_WEEKEND: Mark.WORKING_WEEKEND,
    Sort.WEEKEND: Mark.WEEKEND,
    Sort.DAY_OFF: Mark.DAY_OFF,
}
COUNTED = frozenset({Mark.COUNTED, Mark.WORKING_WEEKEND})


@dataclass(frozen=True)
class Line:
    """One day. ``number`` is its place in the count, ``name`` and ``source`` the festival and the notice behind it."""

    day: date
    mark: Mark
    number: int | None = None
    name: str = ""
    source: str = ""
    is_provisional: bool = False


@dataclass(frozen=True)
class Explanation:
    """The lines reach to the due day, or to the day it was done (or stands now) where that is later."""

    lines: tuple[Line, ...]
    due_on: date | None
    taken: int
    days_late: int
    provisional_years: tuple[int, ...]

    @property
    def is_provisional(self) -> bool:
        return bool(self.provisional_years)


def mark_of(day: date, terms: Terms, table: Table) -> Mark:
    if day == terms.started_on:
        return Mark.START
    if terms.pauses_on(day):
        return Mark.PAUSED
    return Mark.COUNTED if terms.day_type == DayType.CALENDAR else MARKS[sort_of(day, table)]


def line_of(day: date, mark: Mark, number: int, table: Table, *, is_provisional: bool) -> Line:
    place = number if mark in COUNTED else None
    entry = table.days.get(day) if mark in {Mark.DAY_OFF, Mark.WORKING_WEEKEND} else None
    if entry is None:
        return Line(day, mark, place, is_provisional=is_provisional)
    return Line(day, mark, place, entry.name, entry.source, is_provisional)


def lines(terms: Terms, last: date, table: Table) -> Iterator[Line]:
    unsure = reckoning.unsure_years(terms, last, table)
    number = 0
    for offset in range((last - terms.started_on).days + 1):
        day = terms.started_on + DAY * offset
        mark = mark_of(day, terms, table)
        number += mark in COUNTED
        yield line_of(day, mark, number, table, is_provisional=day.year in unsure and mark != Mark.START)


def explain(terms: Terms, ended_on: date, table: Table) -> Explanation:
    """Account for every day. ``ended_on`` is the day it was done, or today while it is not."""
    reckoned = reckoning.due(terms, table)
    due_on = reckoned.day if reckoned else None
    last = max(ended_on, due_on or ended_on)
    return Explanation(
        lines=tuple(lines(terms, last, table)),
        due_on=due_on,
        taken=reckoning.taken(terms, ended_on, table),
        days_late=reckoning.days_late(terms, ended_on, table),
        provisional_years=reckoned.provisional_years if reckoned else (),
    )
