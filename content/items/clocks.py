"""The clocks of items: started by an edition's own dates, moved with them, and stopped by what happens to the item."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, case, cast, delete, exists, func
from sqlalchemy.orm import Session

from content import clock
from content.database import BigId
from content.items.models import Edition, Item
from content.kinds import reader
from content.working_calendar import deadlines, many, rules
from content.working_calendar.many import Opening
from content.working_calendar.models import ClockFor, Deadline

#: How clocks name an item: ``Item.key``.
ABOUT_ITEM = "item:"
#: What stops a clock besides the event its rule waits for.
SET_ASIDE = "discarded"
OUT_OF_FORCE = "no_rule_in_force"
#: Approved, and its term or a repair keeps it from display: nobody is late with it.
KEPT_INSIDE = "kept_inside"


def day_of(edition: Edition, name: str) -> date | None:
    """A date of the edition: a column of its own, or a field that holds one."""
    return read_day(getattr(edition, name, None) if hasattr(Edition, name) else edition.fields.get(name))


def read_day(value: Any) -> date | None:
    """A day as stored: a date, or its text. What is neither starts nothing."""
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value or "")
    except (TypeError, ValueError):
        return None


def is_of_sheet() -> ColumnElement[bool]:
    """Of a query over clocks: those of records, which go their way with their sheet."""
    records = [kind.code for kind in reader.kinds().values() if kind.is_record]
    number = case(
        (Deadline.about.startswith(ABOUT_ITEM), cast(func.substr(Deadline.about, len(ABOUT_ITEM) + 1), BigId))
    )
    return exists().where(Item.id == number, Item.kind.in_(records))


def keep(session: Session, edition: Edition, *, by_key: str) -> None:
    """Start or move the clocks that this edition's dates start. What was public once has run its clocks."""
    if edition.item.first_published_at:
        return
    for row in rules.of_subject(session, edition.item.kind):
        day = day_of(edition, row.starts_at) if row.starts_at else None
        if day:
            keep_one(session, edition.item, row, day, by_key=by_key)


def keep_one(session: Session, item: Item, row: ClockFor, day: date, *, by_key: str) -> None:
    running = deadlines.running(session, item.key, row.rule_code)
    if rules.found(session, row.rule_code, on=day) is None:
        if running:
            deadlines.stop(session, running, on=max(clock.today(), running.started_on), by=OUT_OF_FORCE)
    elif running is None:
        deadlines.start(session, row.rule_code, about=item.key, on=day, unit_id=item.unit_id)
    elif running.started_on != day:
        deadlines.restart(session, running, on=day, by_key=by_key)


def begin(session: Session, item: Item, event: str, *, on: date) -> list[Deadline]:
    """Start what somebody's act starts: ``annulled`` starts the days for taking it down."""
    codes = [row.rule_code for row in rules.of_subject(session, item.kind) if not row.starts_at]
    starting = [code for code in codes if (rule := rules.found(session, code, on=on)) and rule.event == event]
    return [
        deadlines.start(session, code, about=item.key, on=on, unit_id=item.unit_id)
        for code in starting
        if deadlines.running(session, item.key, code) is None
    ]


def happened(session: Session, item: Item, event: str) -> list[Deadline]:
    """Something happened to the item today; the rules know which clocks that stops."""
    clocks = [one for one in deadlines.of_thing(session, item.key) if one.is_running and one.rule.stops_on == event]
    return [deadlines.stop(session, one, on=max(clock.today(), one.started_on), by=event) for one in clocks]


def end(session: Session, item: Item, cause: str) -> None:
    """Nothing is left to wait for: every clock of the item stops."""
    for running in deadlines.of_thing(session, item.key):
        if running.is_running:
            deadlines.stop(session, running, on=max(clock.today(), running.started_on), by=cause)


# Whole batches


def keep_many(session: Session, kind: str, unit_id: int, rows: Iterable[tuple[int, Mapping[str, Any]]]) -> None:
    """Start the clocks of many records at once: pairs of item id and fields. What runs is left as it is."""
    rows = list(rows)
    for clock_for in rules.of_subject(session, kind):
        days = [(item_id, read_day(fields.get(clock_for.starts_at))) for item_id, fields in rows]
        openings = [Opening(f"item:{item_id}", unit_id, day) for item_id, day in days if day]
        many.open_many(session, clock_for.rule_code, openings)


def happened_many(session: Session, item_ids: Iterable[int], event: str) -> int:
    """As ``happened``, for many items."""
    return many.stop_many(session, event, [f"item:{item_id}" for item_id in item_ids], on=clock.today())


def end_many(session: Session, item_ids: Iterable[int], cause: str) -> int:
    """As ``end``, for many items: whatever their clocks wait for, it will not come."""
    return many.end_many(session, cause, [f"item:{item_id}" for item_id in item_ids], on=clock.today())


def forget_many(session: Session, item_ids: Iterable[int]) -> None:
    """The clocks of items that are taken back whole and were never public."""
    for chunk in many.chunks(f"item:{item_id}" for item_id in item_ids):
        session.execute(delete(Deadline).where(Deadline.about.in_(chunk)))
