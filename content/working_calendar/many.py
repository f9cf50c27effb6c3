"""Clocks of a whole batch at once: two statements for fifty thousand things, and one count for each starting day."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import islice
from typing import Any

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.orm import Session

from content.audit import trail
from content.working_calendar import deadlines, reckoning, rules, years
from content.working_calendar.models import Deadline
from content.working_calendar.reckoning import DayType, Terms

CHUNK = 500


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
        values = [row(code, one, counted) for one in fresh.values() if (counted := reckoned(one.started_on))]
        if values:
            session.execute(insert(Deadline), values)
        started += len(values)
    return started


def row(code: str, one: Opening, counted: dict[str, Any]) -> dict[str, Any]:
    return {"about": one.about, "rule_code": code, "unit_id": one.unit_id, "started_on": one.started_on} | counted


def stop_many(session: Session, event: str, abouts: Iterable[str], *, on: date) -> int:
    """Stop whatever this event stops for each of these things. Returns how many clocks were stopped."""
    return stop_where(session, event, abouts, on=on, waits=lambda clock: clock.rule.stops_on == event)


def end_many(session: Session, cause: str, abouts: Iterable[str], *, on: date) -> int:
    """Stop every clock of these things, whatever it waits for. Returns how many were stopped."""
    return stop_where(session, cause, abouts, on=on, waits=lambda clock: clock.started_on <= on)


def stop_where(
    session: Session, event: str, abouts: Iterable[str], *, on: date, waits: Callable[[Deadline], bool]
) -> int:
    trail.lock(session)
    stopped = 0
    for chunk in chunks(abouts):
        clocks = list(session.scalars(select(Deadline).where(Deadline.about.in_(chunk), Deadline.stopped_on.is_(None))))
        met = [clock for clock in clocks if waits(clock)]
        ended, paused = [one for one in met if not one.is_paused], [one for one in met if one.is_paused]
        if ended:
            write_stopped(session, ended, event, on=on)
        for clock in paused:
            deadlines.stop(session, clock, on=on, by=event)
        stopped += len(met)
    return stopped


def write_stopped(session: Session, ended: list[Deadline], event: str, *, on: date) -> None:
    """The calendar that each was counted by is kept with it; those of one day share its reckoning."""
    table = years.table(session, since=min(clock.started_on for clock in ended))
    kept: dict[tuple[date, date], dict[str, Any]] = {}
    values = []
    for clock in ended:
        span = clock.started_on, max(day for day in (clock.due_on, on) if day)
        if span not in kept:
            kept[span] = deadlines.kept_between(span[0], span[1], table)
        values.append({"which": clock.id, "day": on, "event": event, "calendar": kept[span]})
    statement = update(Deadline).where(Deadline.id == bindparam("which"))
    statement = statement.values(
        stopped_on=bindparam("day"), stopped_by=bindparam("event"), counted_by=bindparam("calendar")
    )
    session.connection().execute(statement, values)
    for clock in ended:
        session.expire(clock)
