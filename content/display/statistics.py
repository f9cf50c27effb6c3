"""What the public may know of the site's own work: what was published, by whom, and how much of it in time.

Punctuality is told of the whole site: a unit's lateness is the bureau's matter and nobody's pillory.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.orm import Session

from content import clock
from content.auth.units import Unit
from content.display.models import PublicItem
from content.display.visibility import public_on
from content.working_calendar.models import Deadline

#: The clocks of making public; what was set aside says nothing.
PUBLICATION = ("publication", "double_publicity")
MOOT = ("discarded", "no_rule_in_force", "kept_inside")


@dataclass(frozen=True)
class Statistics:
    """Of the year so far. ``months``, ``columns`` and ``units`` count articles; records stand apart."""

    year: int
    months: list[int]
    columns: Counter[str]
    column_records: Counter[str]
    units: list[tuple[Unit, int, int]]
    in_time: int
    ended: int

    @property
    def articles(self) -> int:
        return sum(self.months)

    @property
    def records(self) -> int:
        return sum(self.column_records.values())

    @property
    def share_in_time(self) -> float | None:
        return 100 * self.in_time / self.ended if self.ended else None


def moment(day: date) -> datetime:
    return datetime.combine(day, time.min, clock.SHANGHAI).astimezone(UTC)


def bucket(starts: list[date]) -> ColumnElement[int]:
    """Which of the months an item first came out in, as its number."""
    bounds = [moment(start) for start in starts[1:]]
    if not bounds:
        return case((PublicItem.item_id.is_not(None), 0), else_=0)
    return case(*((PublicItem.first_published_at < bound, n) for n, bound in enumerate(bounds)), else_=len(bounds))


def of_year(session: Session, today: date) -> Statistics:
    """Three queries, however much was published."""
    starts = [date(today.year, month, 1) for month in range(1, today.month + 1)]
    number = bucket(starts)
    keys = (PublicItem.unit_id, PublicItem.column, PublicItem.is_record, number)
    query = select(*keys, func.count()).where(PublicItem.first_published_at >= moment(starts[0]), public_on(today))
    months, columns, records = [0] * len(starts), Counter[str](), Counter[str]()
    by_unit, records_by_unit = Counter[int](), Counter[int]()
    for unit_id, column, is_record, month, count in session.execute(query.group_by(*keys)):
        if is_record:
            records[column] += count
            records_by_unit[unit_id] += count
        else:
            months[month] += count
            columns[column] += count
            by_unit[unit_id] += count
    units = session.scalars(select(Unit).order_by(Unit.position))
    named = [(unit, by_unit[unit.id], records_by_unit[unit.id]) for unit in units]
    spoken = [row for row in named if row[1] or row[2]]
    return Statistics(today.year, months, columns, records, spoken, *in_time(session, starts[0]))


def in_time(session: Session, since: date) -> tuple[int, int]:
    """Clocks of publication that ended since then: in time, and altogether."""
    met = func.coalesce(func.sum(case((Deadline.stopped_on <= Deadline.due_on, 1), else_=0)), 0)
    query = select(met, func.count()).where(
        Deadline.rule_code.in_(PUBLICATION), Deadline.stopped_on >= since, Deadline.stopped_by.not_in(MOOT)
    )
    found, ended = session.execute(query).one()
    return int(found), int(ended)
