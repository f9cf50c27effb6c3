"""What the bureau's pages show, gathered with a number of queries that does not grow with items or units."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from content.auth.units import Unit
from content.kinds import reader
from content.kinds.reader import Column
from content.quotas import counted, counting, coverage, outlooks, punctuality, rules, spans, targets
from content.quotas.counting import Standing, Tally
from content.quotas.coverage import Renewal
from content.quotas.forecast import Outlook
from content.quotas.outlooks import YearOutlook
from content.quotas.punctuality import Punctuality, Returns
from content.quotas.rules import CountingRule


def all_units(session: Session) -> dict[int, Unit]:
    return {unit.id: unit for unit in session.scalars(select(Unit).order_by(Unit.position, Unit.id))}


@dataclass(frozen=True)
class UnitMonth:
    unit: Unit
    standing: Standing
    outlook: Outlook
    left: int
    repeated: int


@dataclass(frozen=True)
class Overview:
    rule: CountingRule
    year: YearOutlook
    rows: list[UnitMonth]
    by_month: dict[date, int]
    records: int
    left: int
    repeated: int
    next_stale: list[Renewal]
    stale: list[Renewal]

    @property
    def met(self) -> int:
        return sum(row.standing.is_met for row in self.rows)

    @property
    def warned(self) -> list[UnitMonth]:
        return [row for row in self.rows if row.outlook.warns]


def overview(session: Session, today: date) -> Overview:
    """This month by unit with where it will end, the year with where it will end, and what is next to go stale."""
    rule, (first, end) = rules.of_year(session, today.year), spans.month_of(today)
    since = min(date(today.year, 1, 1), spans.months_on(first, -3))
    found = counting.tallies(session, since, end, basis=rule.basis)
    standings = counting.standings(session, today, found)
    waiting = outlooks.waiting(session)
    ahead = outlooks.of_month(session, today, standings, waiting)
    left, repeated = counting.left(session, first, end), counting.repeated(session, first, end)
    goal, ways = targets.yearly(session, today.year), outlooks.on_the_way(waiting)
    units, renewals = all_units(session), coverage.renewals(session, today)
    of_year = [tally for tally in found if tally.month.year == today.year]
    return Overview(
        rule=rule,
        year=outlooks.of_year(session, today, found, goal.minimum if goal else 0, ways.values()),
        rows=[
            UnitMonth(unit, standings[unit_id], ahead[unit_id], left.get(unit_id, 0), repeated.get(unit_id, 0))
            for unit_id, unit in units.items()
            if unit_id in standings
        ],
        by_month=dict(counting.add_up(of_year, lambda tally: tally.month)),
        records=sum(records_of(session, first, end).values()),
        left=sum(left.values()),
        repeated=sum(repeated.values()),
        next_stale=coverage.next_to_go_stale(renewals, today)[:3],
        stale=[one for one in renewals if one.is_stale(today) or one.is_empty],
    )


def unit_of(tally: Tally) -> int:
    return tally.unit_id


def records_of(session: Session, first: date, end: date) -> Counter[int]:
    """Records by unit: in batches or one by one, they fill no target."""
    return counting.add_up(counting.read(session, counted.records(), first, end), unit_of, records=True)


@dataclass(frozen=True)
class Matrix:
    """Rows by key, columns by month, a sum at each end. ``goals``: the monthly minimum of a row that has one."""

    months: list[date]
    cells: Counter[tuple[object, date]]
    goals: dict[object, int]

    def row(self, key: object) -> list[int]:
        return [self.cells[key, month] for month in self.months]

    def sum_of(self, key: object) -> int:
        return sum(self.row(key))


@dataclass(frozen=True)
class UnitMatrix(Matrix):
    units: list[Unit]
    columns: list[str]
    records: Counter[int]
    left: dict[int, int]
    repeated: dict[int, int]


def unit_matrix(session: Session, year: int, until: date, columns: list[str] | None = None) -> UnitMatrix:
    """Unit × month of a year up to a day: the columns that fill a month, or those asked for."""
    rule, (first, _end) = rules.of_year(session, year), spans.year_of(year)
    end = min(_end, spans.months_on(until.replace(day=1), 1))
    chosen = columns if columns is not None else list(rule.monthly_columns)
    found = counting.tallies(session, first, end)
    goals: dict[object, int] = {unit: row.minimum for unit, row in targets.monthly(session, year).items()}
    cells = counting.add_up(found, lambda tally: (tally.unit_id, tally.month), columns=chosen)
    records = records_of(session, first, end)
    left, repeated = counting.left(session, first, end), counting.repeated(session, first, end)
    speaking = set(goals) | {unit for unit, _month in cells} | set(left) | set(repeated) | set(records)
    units = [unit for unit_id, unit in all_units(session).items() if unit_id in speaking]
    return UnitMatrix(spans.months(first, end), Counter(cells), goals, units, chosen, records, left, repeated)


@dataclass(frozen=True)
class ColumnMatrix(Matrix):
    renewals: list[Renewal]
    records: Counter[tuple[str, date]]


def column_matrix(session: Session, year: int, today: date) -> ColumnMatrix:
    """Column × month of a year, articles and records apart, with each column's last renewal."""
    first, end = spans.year_of(year)
    end = min(end, spans.months_on(today.replace(day=1), 1))
    found = counting.read(session, counted.published(), first, end)
    keys = {"articles": False, "records": True}
    cells = {
        name: counting.add_up(found, lambda tally: (tally.column, tally.month), records=is_record)
        for name, is_record in keys.items()
    }
    renewals = coverage.renewals(session, today)
    return ColumnMatrix(spans.months(first, end), Counter(cells["articles"]), {}, renewals, cells["records"])


@dataclass(frozen=True)
class UnitPunctuality:
    unit: Unit
    articles: Punctuality
    records: Punctuality
    returns: Returns


def punctual_units(session: Session, first: date, end: date) -> list[UnitPunctuality]:
    """Lateness and returns of a span by unit: of articles (3 working days), of 双公示 records (7), of submissions."""
    articles = punctuality.of_span(session, first, end)
    records = punctuality.of_span(session, first, end, code=punctuality.RECORDS)
    returned = punctuality.returns(session, first, end)
    owing = targets.monthly(session, first.year)
    return [
        UnitPunctuality(
            unit,
            articles.get(unit_id, Punctuality()),
            records.get(unit_id, Punctuality()),
            returned.get(unit_id, Returns()),
        )
        for unit_id, unit in all_units(session).items()
        if unit_id in articles or unit_id in records or unit_id in returned or unit_id in owing
    ]


@dataclass(frozen=True)
class County:
    """One county's year so far. Counties stand in the notice's order: the site ranks nobody."""

    unit: Unit
    month: Standing
    year: int
    share: int | None
    months_met: int
    months_over: int
    families: int
    punctual: Punctuality
    returns: Returns


def counties(session: Session, today: date) -> list[County]:
    first, end = date(today.year, 1, 1), spans.months_on(today.replace(day=1), 1)
    rule = rules.of_year(session, today.year)
    found = counting.tallies(session, first, end)
    standings = counting.standings(session, today, found)
    shares = targets.shares(session, today.year)
    monthly = counting.add_up(found, lambda tally: (tally.unit_id, tally.month), columns=rule.monthly_columns)
    whole = counting.add_up(found, unit_of)
    families = {(tally.unit_id, tally.column) for tally in found if tally.column in coverage.families()}
    punctual, returned = punctuality.of_span(session, first, end), punctuality.returns(session, first, end)
    over = spans.months(first, today.replace(day=1))
    return [
        County(
            unit=unit,
            month=standings.get(unit_id, Standing(0, 0)),
            year=whole[unit_id],
            share=shares[unit_id].minimum if unit_id in shares else None,
            months_met=sum(monthly[unit_id, month] >= standings[unit_id].goal for month in over)
            if unit_id in standings
            else 0,
            months_over=len(over),
            families=sum(owner == unit_id for owner, _column in families),
            punctual=punctual.get(unit_id, Punctuality()),
            returns=returned.get(unit_id, Returns()),
        )
        for unit_id, unit in all_units(session).items()
        if unit.kind == "county"
    ]


def published_by(session: Session, first: date, end: date, unit: Unit) -> list[tuple[Column, int, int]]:
    """Articles and records of one unit in a span, column by column, as the board of columns counts them."""
    found = [tally for tally in counting.read(session, counted.published(), first, end) if tally.unit_id == unit.id]
    articles = counting.add_up(found, lambda tally: tally.column)
    records = counting.add_up(found, lambda tally: tally.column, records=True)
    return [(column, articles[slug], records[slug]) for slug, column in reader.columns().items()]
