"""A year's table arrives or changes: it is entered, and every running deadline that touches it is counted anew."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from content import clock
from content.audit import trail
from content.audit.events import Event
from content.auth.people import Person
from content.auth.permissions import Permission, require
from content.errors import refuse_issues
from content.working_calendar import checks, deadlines, years
from content.working_calendar.models import CalendarDay, CalendarYear, Deadline
from content.working_calendar.workdays import Entry, Table


@dataclass(frozen=True)
class Moved:
    """What people must be told: the due day of this thing changed, or is no longer provisional, or is so again."""

    deadline_id: int
    about: str
    rule_code: str
    old: date
    new: date
    was_provisional: bool
    is_provisional: bool

    @property
    def has_new_day(self) -> bool:
        return self.old != self.new


def set_year(
    session: Session, year: int, entries: Iterable[Entry], *, source: str, by: Person, is_confirmed: bool = True
) -> tuple[Moved, ...]:
    """Enter or replace a year's whole table and recount what runs. Returns what that moved, the earliest due first.

    Entered again with the same content it changes nothing and is not remembered.
    """
    require(by, Permission.ADMINISTER)
    days = tuple(sourced(entry, source.strip()) for entry in entries)
    refuse_issues(checks.issues(year, days))
    trail.lock(session)
    before = years.table(session)
    if not write(session, year, days, source=source.strip(), by=by, is_confirmed=is_confirmed):
        return ()
    after = years.table(session)
    changed = changed_days(before, after)
    remember(session, year, days, changed, by=by, is_confirmed=is_confirmed, source=source.strip())
    return recompute(session, after, touched(year, changed), by_key=by.key)


def sourced(entry: Entry, source: str) -> Entry:
    return entry if entry.source else Entry(entry.day, entry.kind, entry.name, source)


def write(session: Session, year: int, days: tuple[Entry, ...], *, source: str, by: Person, is_confirmed: bool) -> bool:
    """Replace the year's rows. A day another year's notice had set follows the notice that spoke last."""
    row = session.get(CalendarYear, year)
    if row and (row.source, row.is_confirmed, years.of_year(session, year)) == (source, is_confirmed, in_order(days)):
        return False
    if row is None:
        row = CalendarYear(year=year)
        session.add(row)
    row.source, row.is_confirmed, row.entered_by, row.entered_at = source, is_confirmed, by.key, clock.now()
    session.flush()
    spoken_of = [entry.day for entry in days]
    session.execute(delete(CalendarDay).where(or_(CalendarDay.set_by == year, CalendarDay.day.in_(spoken_of))))
    session.add_all(years.row(entry, set_by=year) for entry in days)
    session.flush()
    return True


def in_order(days: tuple[Entry, ...]) -> tuple[Entry, ...]:
    return tuple(sorted(days, key=lambda entry: entry.day))


def changed_days(before: Table, after: Table) -> list[date]:
    """The days whose sort changed, in order; a mended name or number moves nothing."""
    kinds = ({day: entry.kind for day, entry in table.days.items()} for table in (before, after))
    old, new = kinds
    return sorted(day for day in old.keys() | new.keys() if old.get(day) != new.get(day))


def touched(year: int, changed: list[date]) -> tuple[date, date]:
    """The stretch in which a count may come out differently: the year, and any December day before it."""
    return min([date(year, 1, 1), *changed]), max([date(year, 12, 31), *changed])


def remember(
    session: Session,
    year: int,
    days: tuple[Entry, ...],
    changed: list[date],
    *,
    by: Person,
    is_confirmed: bool,
    source: str,
) -> None:
    facts = {
        "source": source,
        "is_confirmed": is_confirmed,
        "off": sum(entry.kind == "off" for entry in days),
        "working": sum(entry.kind == "working" for entry in days),
        "changed": [day.isoformat() for day in changed],
    }
    trail.append(session, Event.CALENDAR_YEAR_SET, actor=by.key, about=f"calendar_year:{year}", facts=facts)


def running_in(session: Session, first: date, last: date) -> list[Deadline]:
    """Running deadlines whose count passes through the stretch; paused ones are counted when they are taken up."""
    query = select(Deadline).where(Deadline.stopped_on.is_(None), Deadline.started_on <= last, Deadline.due_on >= first)
    return list(session.scalars(query.order_by(Deadline.due_on, Deadline.id)))


def recompute(session: Session, table: Table, stretch: tuple[date, date], *, by_key: str) -> tuple[Moved, ...]:
    """Count the running deadlines of a stretch anew; old and new day go to the trail, stopped ones stay untouched."""
    moved = (recount(session, deadline, table, by_key=by_key) for deadline in running_in(session, *stretch))
    return tuple(one for one in moved if one)


def recount(session: Session, deadline: Deadline, table: Table, *, by_key: str) -> Moved | None:
    old, was_provisional = deadline.due_on, deadline.is_provisional
    new = deadlines.move(session, deadline, cause="calendar", by_key=by_key, table=table).due_on
    if old is None or new is None or (old, was_provisional) == (new, deadline.is_provisional):
        return None
    return Moved(deadline.id, deadline.about, deadline.rule_code, old, new, was_provisional, deadline.is_provisional)
