"""Clocks that run for one thing: started, paused, taken up again, moved, stopped, found and explained."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from content import clock
from content.audit import trail
from content.audit.events import Event
from content.errors import Category, Issue, Refusal, length_issues, refuse_issues
from content.working_calendar import explanation, reckoning, rules, years
from content.working_calendar.explanation import Explanation
from content.working_calendar.models import Deadline, DeadlinePause
from content.working_calendar.reckoning import DayType, Pause, Terms
from content.working_calendar.workdays import Entry, Kind, Table

LONGEST_REASON = 200


def terms(deadline: Deadline) -> Terms:
    pauses = tuple(Pause(pause.paused_on, pause.resumed_on) for pause in deadline.pauses)
    return Terms(deadline.started_on, deadline.rule.length, DayType(deadline.rule.day_type), pauses)


def start(session: Session, code: str, *, about: str, on: date, unit_id: int | None = None) -> Deadline:
    """Start a clock for one thing by the rule in force on that day. One runs per thing and rule."""
    trail.lock(session)
    if running(session, about, code):
        raise Refusal("clock_already_running", Category.CONFLICT, about=about, rule=code)
    rule = rules.in_force(session, code, on=on)
    deadline = Deadline(about=about, rule=rule, started_on=on, unit_id=unit_id, pauses=[])
    reckon(deadline, years.table(session, since=on))
    session.add(deadline)
    session.flush()
    return deadline


def reckon(deadline: Deadline, table: Table) -> None:
    """Write the due day anew: none while paused, provisional where a year's table is missing."""
    reckoned = reckoning.due(terms(deadline), table)
    deadline.due_on = reckoned.day if reckoned else None
    deadline.is_provisional = bool(reckoned and reckoned.is_provisional)


def stop(session: Session, deadline: Deadline, *, on: date, by: str = "") -> Deadline:
    """What was asked for is done, ``by`` this event. From here the due day and its explanation stay as they are."""
    trail.lock(session)
    refuse_stopped(deadline)
    if on < deadline.started_on:
        raise Refusal("stops_before_its_start", started_on=deadline.started_on, on=on)
    table = years.table(session, since=deadline.started_on)
    if deadline.is_paused:
        end_pause(deadline, on)
        reckon(deadline, table)
    deadline.stopped_on, deadline.stopped_by = on, by
    deadline.counted_by = kept(deadline, table)
    session.flush()
    return deadline


def happened(session: Session, event: str, *, about: str, on: date) -> list[Deadline]:
    """Stop whatever this event stops for this thing: the rules know which, so that the caller need not."""
    clocks = [deadline for deadline in of_thing(session, about) if deadline.is_running]
    return [stop(session, deadline, on=on, by=event) for deadline in clocks if deadline.rule.stops_on == event]


def pause(session: Session, deadline: Deadline, *, reason: str, by_key: str) -> Deadline:
    """Let the clock stand still from today, for a reason its rule knows. Lateness cannot be paused away."""
    trail.lock(session)
    refuse_stopped(deadline)
    refuse_pause(deadline, reason)
    deadline.pauses.append(DeadlinePause(reason=reason, paused_on=clock.today()))
    return move(session, deadline, cause=f"paused:{reason}", by_key=by_key)


def refuse_pause(deadline: Deadline, reason: str) -> None:
    if deadline.due_on is None:
        raise Refusal("clock_already_paused", Category.CONFLICT)
    if reason not in deadline.rule.pause_reasons:
        raise Refusal("no_reason_to_pause", rule=deadline.rule_code, reason=reason)
    if clock.today() > deadline.due_on:
        raise Refusal("past_due", Category.CONFLICT, due_on=deadline.due_on)
    if clock.today() < deadline.started_on:
        raise Refusal("not_started_yet", Category.CONFLICT, started_on=deadline.started_on)


def resume(session: Session, deadline: Deadline, *, by_key: str) -> Deadline:
    """Take the clock up again: today counts, the days since the pause do not."""
    trail.lock(session)
    refuse_stopped(deadline)
    if not deadline.is_paused:
        raise Refusal("clock_not_paused", Category.CONFLICT)
    end_pause(deadline, clock.today())
    return move(session, deadline, cause="resumed", by_key=by_key)


def restart(session: Session, deadline: Deadline, *, on: date, by_key: str) -> Deadline:
    """Count from another day, by the rule of that day, as when 产生日期 was mended; the trail gets both due days."""
    trail.lock(session)
    refuse_stopped(deadline)
    rule, table = rules.in_force(session, deadline.rule_code, on=on), years.table(session, since=on)
    deadline.rule, deadline.started_on = rule, on
    return move(session, deadline, cause="start_changed", by_key=by_key, table=table)


def move(session: Session, deadline: Deadline, *, cause: str, by_key: str, table: Table | None = None) -> Deadline:
    """Reckon anew; where the due day changes, the trail gets the old and the new one."""
    old = deadline.due_on
    reckon(deadline, table or years.table(session, since=deadline.started_on))
    session.flush()
    if deadline.due_on != old:
        deadline.reminded = ""
        facts = {"deadline": deadline.id, "rule": deadline.rule_code, "cause": cause}
        facts |= {"old": spoken(old), "new": spoken(deadline.due_on)}
        trail.append(session, Event.DEADLINE_MOVED, actor=by_key, about=deadline.about, facts=facts)
    return deadline


def spoken(day: date | None) -> str | None:
    return day.isoformat() if day else None


def end_pause(deadline: Deadline, on: date) -> None:
    open_pause = next(pause for pause in deadline.pauses if pause.resumed_on is None)
    open_pause.resumed_on = max(on, open_pause.paused_on)


def excuse(session: Session, deadline: Deadline, reason: str, *, by_key: str) -> Deadline:
    """Note why it was late, in the unit's words. Raises ``not_late`` for one that was in time."""
    said = " ".join(reason.split())
    refuse_issues(
        [Issue("late_reason", "required")] if not said else length_issues("late_reason", said, LONGEST_REASON)
    )
    trail.lock(session)
    late = days_late(session, deadline)
    if not late:
        raise Refusal("not_late", Category.CONFLICT)
    deadline.late_reason = said
    facts = {"deadline": deadline.id, "rule": deadline.rule_code, "days_late": late, "reason": said}
    trail.append(session, Event.DEADLINE_EXCUSED, actor=by_key, about=deadline.about, facts=facts)
    return deadline


def refuse_stopped(deadline: Deadline) -> None:
    if not deadline.is_running:
        raise Refusal("clock_already_stopped", Category.CONFLICT, stopped_on=deadline.stopped_on)


# Found


def running(session: Session, about: str, code: str) -> Deadline | None:
    """The clock that runs for this thing by this rule."""
    return session.scalar(
        select(Deadline).where(Deadline.about == about, Deadline.rule_code == code, Deadline.stopped_on.is_(None))
    )


def of_thing(session: Session, about: str) -> list[Deadline]:
    """Every clock that ever ran for one thing, oldest first."""
    return list(session.scalars(select(Deadline).where(Deadline.about == about).order_by(Deadline.id)))


def due(session: Session, *, by: date) -> list[Deadline]:
    """Running clocks due on or before a day, the most urgent first. Paused ones are due on no day."""
    query = select(Deadline).where(Deadline.stopped_on.is_(None), Deadline.due_on <= by)
    return list(session.scalars(query.order_by(Deadline.due_on, Deadline.id)))


def of_units(
    session: Session, unit_ids: Iterable[int], *, by: date, limit: int, such: ColumnElement[bool] | None = None
) -> list[Deadline]:
    """As ``due``, for these units alone, and of those only such as a condition names."""
    query = due_in(select(Deadline), unit_ids, by, such)
    return list(session.scalars(query.order_by(Deadline.due_on, Deadline.id).limit(limit)))


def count(session: Session, unit_ids: Iterable[int], *, by: date, such: ColumnElement[bool] | None = None) -> int:
    return session.scalar(due_in(select(func.count()).select_from(Deadline), unit_ids, by, such)) or 0


def due_in(query: Select[Any], unit_ids: Iterable[int], by: date, such: ColumnElement[bool] | None) -> Select[Any]:
    running = Deadline.stopped_on.is_(None), Deadline.due_on <= by
    query = query.where(*running, Deadline.unit_id.in_(list(unit_ids)))
    return query if such is None else query.where(such)


def running_of(session: Session, abouts: Iterable[str]) -> dict[str, Deadline]:
    """The most urgent running clock of each of these things; one query for a list."""
    query = select(Deadline).where(Deadline.stopped_on.is_(None), Deadline.about.in_(list(abouts)))
    found = session.scalars(query.order_by(Deadline.due_on.desc(), Deadline.id.desc()))
    return {deadline.about: deadline for deadline in found}


def by_id(session: Session, deadline_id: int) -> Deadline:
    found = session.get(Deadline, deadline_id)
    if found is None:
        raise Refusal("no_such_deadline", Category.MISSING)
    return found


# Explained


def explain(session: Session, deadline: Deadline, *, table: Table | None = None) -> Explanation:
    """Every day of the count: by today's calendar while it runs, by the one it was closed with afterwards."""
    if deadline.stopped_on:
        return explanation.explain(terms(deadline), deadline.stopped_on, recalled(deadline.counted_by or {}))
    today = max(clock.today(), deadline.started_on)
    return explanation.explain(terms(deadline), today, table or years.table(session, since=deadline.started_on))


def days_late(session: Session, deadline: Deadline, *, table: Table | None = None) -> int:
    """In the rule's own days; 0 when in time, or while paused."""
    return explain(session, deadline, table=table).days_late


def kept(deadline: Deadline, table: Table) -> dict[str, Any]:
    """The part of the calendar that a closed deadline was counted by."""
    last = max(day for day in (deadline.due_on, deadline.stopped_on) if day)
    return stretches(table)(deadline.started_on, last)


def stretches(table: Table) -> Callable[[date, date], dict[str, Any]]:
    """Any stretch of this calendar, in a form JSON keeps."""
    entries = sorted(table.days.values(), key=lambda entry: entry.day)
    days = [entry.day for entry in entries]
    told = [[entry.day.isoformat(), entry.kind.value, entry.name, entry.source] for entry in entries]

    def between(first: date, last: date) -> dict[str, Any]:
        years_of_it = set(range(first.year, last.year + 1))
        return {
            "days": told[bisect_left(days, first) : bisect_right(days, last)],
            "confirmed": sorted(years_of_it & table.confirmed),
        }

    return between


def recalled(counted_by: dict[str, Any]) -> Table:
    entries = (
        Entry(date.fromisoformat(day), Kind(kind), name, source) for day, kind, name, source in counted_by["days"]
    )
    return Table({entry.day: entry for entry in entries}, frozenset(counted_by["confirmed"]))
