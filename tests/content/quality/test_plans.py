"""How the board's queries are answered: by indexes that hold what they count, never by walking over wide rows."""

from datetime import date

import pytest
from sqlalchemy import insert, select, text
from sqlalchemy.dialects import sqlite

from content.items.models import Item
from content.quality import cases, figures, lines
from content.quality.models import OwnCase
from content.working_calendar.models import Deadline
from tests.conftest import on_one_make

SPAN = (date(2026, 11, 1), date(2026, 12, 1))


def plan(session, query):
    said = str(query.compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True}))
    return [row[3] for row in session.execute(text(f"EXPLAIN QUERY PLAN {said.replace(':', chr(92) + ':')}"))]


@on_one_make
def test_no_figure_walks_over_a_table_of_records(session):
    for query, names in figures.queries(*SPAN):
        steps = plan(session, query)
        wide = [step for step in steps if step.startswith(("SCAN item", "SCAN edition", "SCAN deadline"))]
        assert not wide, (names, steps)


@on_one_make
def test_lateness_is_counted_in_its_index_alone(session):
    query = {names: query for query, names in figures.queries(*SPAN)}["decided", "late"]

    steps = plan(session, query)

    assert any("COVERING INDEX ix_deadline_started" in step for step in steps), steps


@on_one_make
def test_corrections_are_read_from_the_index_of_next_editions(session):
    query = {names: query for query, names in figures.queries(*SPAN)}[("corrected",)]

    assert any("ix_edition_next" in step for step in plan(session, query))


@on_one_make
def test_a_missing_case_is_looked_up_by_its_number(session):
    record = select(Item.id).where(Item.unit_id == OwnCase.unit_id, Item.number_key == OwnCase.number_key)
    query = select(OwnCase.id, record.correlate(OwnCase).scalar_subquery()).where(OwnCase.item_id.is_(None))

    assert any("ix_item_number_key" in step for step in plan(session, query))
    assert cases.match(session) == 0


@on_one_make
def test_the_rows_behind_lateness_are_found_by_the_same_index(session):
    query = select(Deadline.id).where(*figures.decided_between(*SPAN), figures.is_late(), Deadline.unit_id == 1)

    assert any("ix_deadline_started" in step for step in plan(session, query))


@on_one_make
@pytest.mark.parametrize("figure", lines.FIGURES)
def test_every_figure_pages_through_nothing(session, unit, figure):
    assert lines.page(session, figure, lines.Asked(*SPAN, unit.id, None, 10)) == ([], None)


@on_one_make
def test_the_trend_is_one_query_by_month(session, unit):
    due, late = date(2026, 10, 20), date(2026, 10, 25)
    common = {"rule_code": "double_publicity", "rule_version": 1, "unit_id": unit.id, "is_provisional": False}
    common |= {"due_on": due, "late_reason": "", "reminded": ""}
    rows = [
        {"about": "item:1", "started_on": date(2026, 10, 9), "stopped_on": late, "stopped_by": "published"},
        {"about": "item:2", "started_on": date(2026, 10, 9), "stopped_on": due, "stopped_by": "published"},
        {"about": "item:3", "started_on": date(2026, 9, 30), "stopped_on": late, "stopped_by": "kept_inside"},
        {"about": "item:4", "started_on": date(2026, 9, 30), "stopped_on": late, "stopped_by": "discarded"},
    ]
    session.execute(insert(Deadline), [common | row for row in rows])

    found = figures.trend(session, [date(2026, 9, 1), date(2026, 10, 1), date(2026, 11, 1)])

    assert [(month.month, decided, late) for month, decided, late in found] == [(9, 1, 0), (10, 2, 1), (11, 0, 0)]
