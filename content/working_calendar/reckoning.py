"""When something is due: a start, a length, a sort of days, pauses, and a table. Pure: values in, values out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from content.working_calendar import workdays
from content.working_calendar.workdays import DAY, Reckoning, Table


class DayType(StrEnum):
    WORKING = "working"
    CALENDAR = "calendar"


@dataclass(frozen=True)
class Pause:
    """Days that do not count, from ``paused_on`` until the day before ``resumed_on``; to no end while that is open."""

    paused_on: date
    resumed_on: date | None = None

    def holds(self, day: date) -> bool:
        return self.paused_on <= day and (self.resumed_on is None or day < self.resumed_on)


@dataclass(frozen=True)
class Terms:
    """Everything a due date depends on besides the calendar. The start is day 0."""

    started_on: date
    length: int
    day_type: DayType = DayType.WORKING
    pauses: tuple[Pause, ...] = ()

    @property
    def is_paused(self) -> bool:
        return any(pause.resumed_on is None for pause in self.pauses)

    def pauses_on(self, day: date) -> bool:
        return any(pause.holds(day) for pause in self.pauses)


def counts(day: date, terms: Terms, table: Table) -> bool:
    if terms.pauses_on(day):
        return False
    return terms.day_type == DayType.CALENDAR or workdays.is_working(day, table)


def unsure_years(terms: Terms, end: date, table: Table) -> tuple[int, ...]:
    """The years up to ``end`` counted without a confirmed table. Calendar days need none."""
    if terms.day_type == DayType.CALENDAR:
        return ()
    return workdays.provisional_years(terms.started_on + DAY, end, table)


def due(terms: Terms, table: Table) -> Reckoning | None:
    """The last day on which it is still in time; None while a pause is open."""
    if terms.is_paused:
        return None
    day = workdays.step(terms.started_on, terms.length, lambda candidate: counts(candidate, terms, table))
    return Reckoning(day, unsure_years(terms, day, table))


def taken(terms: Terms, end: date, table: Table, *, since: date | None = None) -> int:
    """How many days count after the start, or after ``since``, up to and with ``end``."""
    first = since or terms.started_on
    return sum(counts(first + DAY * offset, terms, table) for offset in range(1, (end - first).days + 1))


def days_late(terms: Terms, end: date, table: Table) -> int:
    """How many counted days ``end`` lies behind the due day: 0 when in time or paused."""
    reckoned = due(terms, table)
    return taken(terms, end, table, since=reckoned.day) if reckoned else 0
