"""What a year's table must satisfy before anybody's deadline is counted by it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from content.errors import Issue
from content.working_calendar.workdays import Entry, Kind, is_weekend


def belongs(day: date, year: int) -> bool:
    """A notice speaks of its own year, and may reach back into the December before."""
    return day.year == year or (day.year, day.month) == (year - 1, 12)


def issues(year: int, entries: Iterable[Entry]) -> list[Issue]:
    """Every fault at once: days outside the year, working days that are no weekend, days named twice."""
    entries = list(entries)
    times = Counter(entry.day for entry in entries)
    return [
        *(fault("day_outside_the_year", entry.day, year=year) for entry in entries if not belongs(entry.day, year)),
        *(
            fault("working_day_is_no_weekend", entry.day)
            for entry in entries
            if entry.kind == Kind.WORKING and not is_weekend(entry.day)
        ),
        *(fault("day_named_twice", day) for day, number in sorted(times.items()) if number > 1),
    ]


def fault(code: str, day: date, **facts: int) -> Issue:
    return Issue("days", code, {"day": day, **facts})
