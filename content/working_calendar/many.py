"""Clocks of a whole batch at once: two statements for fifty thousand things, and one count for each starting day."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import islice
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from content.audit import trail
from content.database import insert_rows, update_rows
from content.working_calendar import deadlines, reckoning, rules, years
from content.working_calendar.models import ClockRule, Deadline
from content.working_calendar.reckoning import DayType, Terms

CHUNK = 500
#: How a clock begins, whatever it is about.
BEGINNING = {"stopped_by": "", "late_reason": "", "reminded": ""}


@dataclass(frozen=True)
class Opening:
    """One clock to start: the thing, the unit that answers for it, and its first day."""

    about: str
    unit_id: int | None
    started_on: date


def chunks(rows: Iterable[Any], size: int = CHUNK) -> Iterator[list[Any]]:
    rows = iter(rows)
    while chunk := list(islice(rows, size)):
        yield chunk


def open_many(session: Session, code: str, openings: Iterable[Opening]) -> int:
    """Start a clock for each, by the rule in force on its day. Returns how many were started.

    What has such a clock running is left as it is, and so is what began before the rule did.
    """
    trail.lock(session)
    openings = list(openings)
    if not openings:
        return 0
    table = years.table(session, since=min(one.started_on for one in openings))
    running = select(Deadline.about).where(Deadline.rule_code == code, Deadline.stopped_on.is_(None))
    versions = rules.versions(session, code)

    @cache
    def reckoned(on: date) -> dict[str, Any] | None:
        rule = next((version for version in versions if version.governs(on)), None)
        if rule is None:
            return None
        due = reckoning.due(Terms(on, rule.length, DayType(rule.day_type)), table)
        assert due is not None, "nothing pauses before it starts"  # noqa: S101
        return {"rule_version": rule.version, "due_on": due.day, "is_provisional": due.is_provisional}

    started = 0
    for chunk in chunks(openings):
        known = set(session.scalars(running.where(Deadline.about.in_([one.about for one in chunk]))))
        fresh = {one.about: one for one in chunk if one.about not in known}
        values = [row(one, counted) for one in fresh.values() if (counted := reckoned(one.started_on))]
        insert_rows(session, Deadline, {"rule_code": code} | BEGINNING, values)
        started += len(values)
    return started


def row(one: Opening, counted: dict[str, Any]) -> dict[str, Any]:
    return {"about": one.about, "unit_id": one.unit_id, "started_on": one.started_on} | counted


@dataclass(frozen=True)
class Running:
    """What of a running clock must be known to stop it."""

    id: int
    started_on: date
    due_on: date | None
    stops_on: str


def stop_many(session: Session, event: str, abouts: Iterable[str], *, on: date) -> int:
    """Stop whatever this event stops for each of these things. Returns how many clocks were stopped."""
    return stop_where(session, event, abouts, on=on, waits=lambda clock: clock.stops_on == event)


def end_many(session: Session, cause: str, abouts: Iterable[str], *, on: date) -> int:
    """Stop every clock of these things, whatever it waits for. Returns how many were stopped."""
    return stop_where(session, cause, abouts, on=on, waits=lambda clock: clock.started_on <= on)


def stop_where(
    session: Session, event: str, abouts: Iterable[str], *, on: date, waits: Callable[[Running], bool]
) -> int:
    trail.lock(session)
    stopped = 0
    for chunk in chunks(abouts):
        met = [clock for clock in running_of(session, chunk) if waits(clock)]
        write_stopped(session, [clock for clock in met if clock.due_on], event, on=on)
        for paused in [clock for clock in met if not clock.due_on]:
            deadlines.stop(session, session.get_one(Deadline, paused.id), on=on, by=event)
        stopped += len(met)
    return stopped


def running_of(session: Session, abouts: list[str]) -> list[Running]:
    query = (
        select(Deadline.id, Deadline.started_on, Deadline.due_on, ClockRule.stops_on)
        .join(ClockRule, (ClockRule.code == Deadline.rule_code) & (ClockRule.version == Deadline.rule_version))
        .where(Deadline.about.in_(abouts), Deadline.stopped_on.is_(None))
    )
    return [Running(*row) for row in session.execute(query)]


def write_stopped(session: Session, ended: list[Running], event: str, *, on: date) -> None:
    """The calendar that each was counted by is kept with it; those of one day share its reckoning."""
    if not ended:
        return
    between = deadlines.stretches(years.table(session, since=min(clock.started_on for clock in ended)))
    calendars = [(one.id, {"counted_by": between(one.started_on, max(one.due_on or on, on))}) for one in ended]
    update_rows(session, Deadline, {"stopped_on": on, "stopped_by": event}, calendars)
    for one in ended:
        if loaded := session.identity_map.get(session.identity_key(Deadline, one.id)):
            session.expire(loaded)
