"""The years' tables: planted once from the seed, read as one table, and missed in time."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from content import clock
from content.working_calendar.models import CalendarDay, CalendarYear
from content.working_calendar.workdays import DAY, Entry, Kind, Table

YEARS_FILE = Path(__file__).parent / "years.toml"

#: The State Council's notice is normally out in November, so from this day on its absence is worth a warning.
WARNS_FROM = (12, 1)


@cache
def seeds() -> tuple[dict[str, Any], ...]:
    return tuple(tomllib.loads(YEARS_FILE.read_text(encoding="utf-8"))["year"])


def entries(seed: dict[str, Any]) -> Iterator[Entry]:
    """The single days of one seeded year; a day carries the year's notice unless it names its own."""
    for kind in Kind:
        for first, last, name, *source in seed[kind.value]:
            for offset in range((last - first).days + 1):
                yield Entry(first + DAY * offset, kind, name, *(source or [seed["source"]]))


def seeded() -> Table:
    """The seed as a table, without a database."""
    days = {entry.day: entry for seed in seeds() for entry in entries(seed)}
    return Table(days, frozenset(seed["year"] for seed in seeds()))


def plant(session: Session) -> None:
    """Enter the seeded years the database does not have; leave the others as they are."""
    known = set(session.scalars(select(CalendarYear.year)))
    for seed in seeds():
        if seed["year"] not in known:
            add_year(session, seed["year"], seed["source"], tuple(entries(seed)))
    session.flush()


def add_year(session: Session, year: int, source: str, days: tuple[Entry, ...]) -> None:
    session.add(CalendarYear(year=year, source=source, is_confirmed=True, entered_by="system", entered_at=clock.now()))
    session.flush()
    session.add_all(row(entry, set_by=year) for entry in days)


def row(entry: Entry, *, set_by: int) -> CalendarDay:
    return CalendarDay(day=entry.day, set_by=set_by, kind=entry.kind.value, name=entry.name, source=entry.source)


def table(session: Session, *, since: date | None = None) -> Table:
    """Everything the notices say from a day on; load it once where many things are counted."""
    query = select(CalendarDay.day, CalendarDay.kind, CalendarDay.name, CalendarDay.source)
    found = session.execute(query if since is None else query.where(CalendarDay.day >= since))
    days = (Entry(day, Kind(kind), name, source) for day, kind, name, source in found)
    confirmed = session.scalars(select(CalendarYear.year).where(CalendarYear.is_confirmed))
    return Table({entry.day: entry for entry in days}, frozenset(confirmed))


def of_year(session: Session, year: int) -> tuple[Entry, ...]:
    """The days one year's notice set, in order; for the editor."""
    days = select(CalendarDay).where(CalendarDay.set_by == year).order_by(CalendarDay.day)
    return tuple(day.entry for day in session.scalars(days))


def all_years(session: Session) -> list[CalendarYear]:
    """Newest first."""
    return list(session.scalars(select(CalendarYear).order_by(CalendarYear.year.desc())))


def warns_from(today: date, table: Table) -> tuple[int, ...]:
    """The years whose table should be here by now and is not: this one always, the next from 1 December."""
    due = (today.year, today.year + 1) if (today.month, today.day) >= WARNS_FROM else (today.year,)
    return tuple(year for year in due if year not in table.confirmed)
