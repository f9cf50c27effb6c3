"""The figures of one 通报, taken from the very functions the boards show: nothing is counted here a second time."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from content.auth import reorganising
from content.auth.units import Unit
from content.display import views
from content.kinds.reader import Column
from content.plans import board as plan_board
from content.quotas import board, counting, rules, spans
from content.quotas.board import UnitMatrix, UnitPunctuality
from content.quotas.counting import Standing
from content.reports.periods import Period


@dataclass(frozen=True)
class UnitLine:
    """One unit's part of a period. ``done`` is what fills its months, ``months_met`` of ``months_owed`` are full."""

    unit: Unit
    done: int
    goal: int | None
    months_met: int
    months_owed: int
    left: int
    repeated: int
    records: int

    @property
    def is_met(self) -> bool:
        return self.months_met == self.months_owed


@dataclass(frozen=True)
class ColumnLine:
    column: Column
    articles: int
    records: int


@dataclass(frozen=True)
class PlanLine:
    number: int
    title: str
    done: int
    owners: int
    percent: int


@dataclass(frozen=True)
class Figures:
    """``year_so_far`` is the locality's; ``counted`` what this period brought to it."""

    period: Period
    unit: Unit | None
    basis: str
    counted: int
    year_so_far: Standing
    units: list[UnitLine]
    columns: list[ColumnLine]
    punctuality: list[UnitPunctuality]
    plan: list[PlanLine]
    views: int

    @property
    def met(self) -> list[UnitLine]:
        return [line for line in self.units if line.months_owed and line.is_met]

    @property
    def unmet(self) -> list[UnitLine]:
        return [line for line in self.units if line.months_owed and not line.is_met]

    @property
    def empty_families(self) -> list[Column]:
        return [line.column for line in self.columns if line.column.is_family and not line.articles + line.records]


def gather(session: Session, period: Period, today: date, *, unit: Unit | None = None) -> Figures:
    """Everything about a period up to today; of one unit where one is named."""
    end = min(period.end, spans.months_on(today.replace(day=1), 1))
    found = counting.tallies(session, period.first, end)
    own = [tally for tally in found if unit is None or tally.unit_id == unit.id]
    punctual = board.punctual_units(session, period.first, end)
    return Figures(
        period=period,
        unit=unit,
        basis=rules.of_year(session, period.year).basis,
        counted=sum(tally.count for tally in own if not tally.is_record),
        year_so_far=counting.of_year(session, period.year),
        units=[line for line in unit_lines(session, period, end, today) if unit is None or line.unit.id == unit.id],
        columns=column_lines(session, period, end, today, unit),
        punctuality=[line for line in punctual if unit is None or line.unit.id == unit.id],
        plan=plan_lines(session, period.year, unit),
        views=views.total(session) if unit is None else 0,
    )


def unit_lines(session: Session, period: Period, end: date, today: date) -> list[UnitLine]:
    """The board of units × months, the period's months added up. A month that still runs is owed, not yet missed."""
    matrix = board.unit_matrix(session, period.year, spans.last_of(end))
    months = [month for month in matrix.months if period.first <= month < end]
    left = counting.left(session, period.first, end)
    repeated = counting.repeated(session, period.first, end)
    records = board.records_of(session, period.first, end)
    taken = taken_over(session, matrix, months)
    lines = []
    for unit in matrix.units:
        goal = matrix.goals.get(unit.id)
        owed = [month for month in months if goal is not None and unit.is_there_on(last_day(month, today))]
        lines.append(
            UnitLine(
                unit=unit,
                done=sum(matrix.cells[unit.id, month] for month in months),
                goal=goal * len(owed) if goal is not None else None,
                months_met=sum(matrix.cells[unit.id, month] + taken[unit.id, month] >= (goal or 0) for month in owed),
                months_owed=len(owed),
                left=left.get(unit.id, 0),
                repeated=repeated.get(unit.id, 0),
                records=records[unit.id],
            )
        )
    return lines


def last_day(month: date, today: date) -> date:
    """Who is there on a month's last day, or today, owes the month."""
    return min(spans.last_of(spans.months_on(month, 1)), max(today, month))


def taken_over(session: Session, matrix: UnitMatrix, months: list[date]) -> Counter[tuple[int, date]]:
    """What a unit that ended in a month had published in it, for the unit that goes on."""
    found: Counter[tuple[int, date]] = Counter()
    for month in months:
        for ended, following in reorganising.predecessors(session, month, spans.months_on(month, 1)).items():
            found[following, month] += matrix.cells[ended, month]
    return found


def column_lines(session: Session, period: Period, end: date, today: date, unit: Unit | None) -> list[ColumnLine]:
    """The board of columns × months, or a unit's own part of it."""
    if unit is not None:
        return own_columns(session, period, end, unit)
    matrix = board.column_matrix(session, period.year, min(today, spans.last_of(end)))
    months = [month for month in matrix.months if period.first <= month < end]
    return [
        ColumnLine(
            one.column,
            sum(matrix.cells[one.column.slug, month] for month in months),
            sum(matrix.records[one.column.slug, month] for month in months),
        )
        for one in matrix.renewals
    ]


def own_columns(session: Session, period: Period, end: date, unit: Unit) -> list[ColumnLine]:
    found = board.published_by(session, period.first, end, unit)
    return [ColumnLine(column, articles, records) for column, articles, records in found]


def plan_lines(session: Session, year: int, unit: Unit | None) -> list[PlanLine]:
    rows = plan_board.of_year(session, year, unit_id=unit.id if unit else None)
    return [
        PlanLine(
            number=row.task.number,
            title=row.task.title,
            done=row.done,
            owners=len(row.cells),
            percent=sum(cell.percent for cell in row.cells) // max(1, len(row.cells)),
        )
        for row in rows
    ]
