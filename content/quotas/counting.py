"""Counting what came out. Nothing is incremented: every number is a query over what is public now.

Counted on the basis the year's rule names: 本站发布, 已报省网 or 省网采用. Articles and records stand apart; what left
the public and what repeats another item is in no count and is reported beside it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TypeVar

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from content.auth import reorganising
from content.auth.units import Unit
from content.display.models import Departure
from content.items.models import Item
from content.kinds import reader
from content.quotas import counted, rules, spans, targets
from content.quotas.counted import Counted
from content.quotas.spans import moment, month_of

__all__ = ["Standing", "Tally", "moment", "month_of"]
Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True)
class Standing:
    """How far somebody is: ``done`` of ``goal``. Withdrawn items are not in ``done``: they are not public."""

    done: int
    goal: int

    @property
    def short(self) -> int:
        return max(0, self.goal - self.done)

    @property
    def is_met(self) -> bool:
        return self.done >= self.goal


@dataclass(frozen=True)
class Tally:
    """So many articles, or so many records, of one unit in one column and one month."""

    unit_id: int
    column: str
    month: date
    is_record: bool
    count: int


def read(session: Session, what: Counted, first: date, end: date) -> list[Tally]:
    """Every cell of a span on one basis, in one query."""
    starts = spans.months(first, end)
    month = what.month(starts).label("month")
    keys = (what.unit_id, what.column, what.is_record)
    query = select(*keys, month, func.count()).select_from(what.rows).where(*what.between(first, end))
    found = session.execute(query.group_by(*keys, month))
    return [Tally(unit, column, starts[number], bool(record), count) for unit, column, record, number, count in found]


def tallies(session: Session, first: date, end: date, *, basis: str | None = None) -> list[Tally]:
    """What counts in a span on the basis of its first year. Records are among them only on the basis of publication."""
    chosen = basis or rules.of_year(session, first.year).basis
    return read(session, counted.on(chosen), first, end)


def add_up(
    found: Iterable[Tally],
    key: Callable[[Tally], Key],
    *,
    columns: Collection[str] | None = None,
    records: bool = False,
) -> Counter[Key]:
    """Counts by whatever ``key`` says; articles unless records are asked for; of some columns, or of all."""
    sums: Counter[Key] = Counter()
    for tally in found:
        if tally.is_record == records and (columns is None or tally.column in columns):
            sums[key(tally)] += tally.count
    return sums


def of_month(session: Session, day: date) -> dict[int, Standing]:
    """Each unit with a monthly target: how many of its month are out."""
    return standings(session, day, tallies(session, *month_of(day)))


def standings(session: Session, day: date, found: list[Tally]) -> dict[int, Standing]:
    """As ``of_month``, from tallies at hand."""
    columns = rules.of_year(session, day.year).monthly_columns
    first, end = month_of(day)
    there = min(end - timedelta(days=1), max(first, day))
    goals = targets.monthly(session, day.year, on=there)
    within = [tally for tally in found if tally.month == first]
    within += inherited(session, within, first, end)
    done = {
        column: add_up(within, unit_of, columns=[column] if column else columns)
        for column in {goal.column for goal in goals.values()}
    }
    return {unit: Standing(done[goal.column][unit], goal.minimum) for unit, goal in goals.items()}


def inherited(session: Session, found: list[Tally], first: date, end: date) -> list[Tally]:
    """What units that ended in a month had published by then, as their successors' own."""
    following = reorganising.predecessors(session, first, end)
    return [replace(tally, unit_id=following[tally.unit_id]) for tally in found if tally.unit_id in following]


def unit_of(tally: Tally) -> int:
    return tally.unit_id


def month_and_unit(tally: Tally) -> tuple[int, date]:
    return tally.unit_id, tally.month


def of_year(session: Session, year: int) -> Standing:
    """The locality's year: every column, every unit, articles only."""
    goal = targets.yearly(session, year)
    found = tallies(session, *spans.year_of(year))
    done = add_up(found, lambda tally: "all", columns=[goal.column] if goal and goal.column else None)
    return Standing(done["all"], goal.minimum if goal else 0)


def months_of_year(session: Session, year: int, column: str) -> dict[tuple[int, int], int]:
    """Articles by (unit id, month) of a year and column: the unit × month matrix."""
    found = tallies(session, *spans.year_of(year))
    return dict(add_up(found, lambda tally: (tally.unit_id, tally.month.month), columns=[column]))


def coverage(session: Session, first: date, end: date) -> dict[str, int]:
    """Articles and records by column published in a span and public now: which columns are alive."""
    found: Counter[str] = Counter()
    for tally in read(session, counted.records(), first, end):
        found[tally.column] += tally.count
    return dict(found)


def left(session: Session, first: date, end: date) -> dict[int, int]:
    """Articles by unit that first came out in a span and are no longer public."""
    records = [kind.code for kind in reader.kinds().values() if kind.is_record]
    query = (
        select(Item.unit_id, func.count())
        .join(Departure, Departure.item_id == Item.id)
        .where(
            Item.first_published_at >= moment(first),
            Item.first_published_at < moment(end),
            Item.kind.not_in(records),
        )
        .group_by(Item.unit_id)
    )
    return dict(session.execute(query).all())


def repeated(session: Session, first: date, end: date) -> dict[int, int]:
    """Public articles by unit that repeat another and therefore do not count, or not yet."""
    everything = counted.published(with_repetitions=True)
    query = (
        select(everything.unit_id, func.count())
        .where(*everything.between(first, end), counted.repeats(everything.item_id), ~everything.is_record)
        .group_by(everything.unit_id)
    )
    return dict(session.execute(query).all())


def with_target(session: Session, year: int) -> list[Unit]:
    """The units that owe a monthly minimum, in the notice's order."""
    ids = targets.monthly(session, year)
    return list(session.scalars(select(Unit).where(Unit.id.in_(ids)).order_by(Unit.position)))
