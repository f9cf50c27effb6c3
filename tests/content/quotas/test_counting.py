from datetime import UTC, date, datetime, timedelta

import pytest

from content.auth import units
from content.clock import SHANGHAI
from content.quotas import counting, targets
from content.quotas.counting import Standing
from content.workflow import leaving
from tests.factories import display, workflow

MICROSECOND = timedelta(microseconds=1)
MARCH, APRIL = datetime(2026, 3, 1, tzinfo=SHANGHAI), datetime(2026, 4, 1, tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    "day, first, end",
    [
        (date(2026, 3, 31), date(2026, 3, 1), date(2026, 4, 1)),
        (date(2026, 12, 1), date(2026, 12, 1), date(2027, 1, 1)),
        (date(2028, 2, 29), date(2028, 2, 1), date(2028, 3, 1)),
    ],
)
def test_a_month_goes_from_its_first_day_to_the_next_months(day, first, end):
    assert counting.month_of(day) == (first, end)


def test_a_day_begins_at_midnight_in_shanghai():
    assert counting.moment(date(2026, 3, 1)) == datetime(2026, 2, 28, 16, tzinfo=UTC)


@pytest.mark.parametrize(
    "done, goal, short, is_met", [(0, 2, 2, False), (1, 2, 1, False), (2, 2, 0, True), (9, 2, 0, True), (0, 0, 0, True)]
)
def test_a_target_is_a_minimum(done, goal, short, is_met):
    standing = Standing(done, goal)

    assert (standing.short, standing.is_met) == (short, is_met)


@pytest.mark.parametrize(
    "moment, month",
    [(MARCH - MICROSECOND, 2), (MARCH, 3), (APRIL - MICROSECOND, 3), (APRIL, 4)],
)
def test_an_item_counts_for_the_month_it_came_out_in_shanghai(moment, month, session, staff, clock):
    display.copies(session, staff, [moment])

    done = {m: counting.of_month(session, date(2026, m, 15))[staff.unit.id].done for m in (2, 3, 4)}

    assert done == {2: 0, 3: 0, 4: 0} | {month: 1}
    assert counting.months_of_year(session, 2026, "updates") == {(staff.unit.id, month): 1}


@pytest.mark.parametrize(
    "moment, year",
    [
        (datetime(2026, 1, 1, tzinfo=SHANGHAI) - MICROSECOND, 2025),
        (datetime(2026, 1, 1, tzinfo=SHANGHAI), 2026),
        (datetime(2027, 1, 1, tzinfo=SHANGHAI) - MICROSECOND, 2026),
        (datetime(2027, 1, 1, tzinfo=SHANGHAI), 2027),
    ],
)
def test_an_item_counts_for_the_year_it_came_out_in_shanghai(moment, year, session, staff, clock):
    display.copies(session, staff, [moment])

    assert {y: counting.of_year(session, y).done for y in (2025, 2026, 2027)} == {2025: 0, 2026: 0, 2027: 0} | {year: 1}


def test_only_updates_count_for_the_month_and_every_column_for_the_year(session, staff, clock):
    display.copies(session, staff, [MARCH, MARCH])
    display.copies(session, staff, [MARCH], column="rules")

    assert counting.of_month(session, date(2026, 3, 9))[staff.unit.id] == Standing(2, 2)
    assert counting.of_year(session, 2026) == Standing(3, 300)
    assert counting.coverage(session, MARCH.date(), APRIL.date()) == {"updates": 2, "rules": 1}


def test_only_units_that_owe_something_stand_in_the_month_each_with_its_own_count(session, staff, clock):
    jiandu, port = units.by_code(session, "xuanjiao"), units.by_code(session, "donghai")
    display.copies(session, staff, [MARCH])
    display.copies(session, staff, [MARCH], **display.of_unit(port))
    display.copies(session, staff, [MARCH], **display.of_unit(jiandu))

    standing = counting.of_month(session, date(2026, 3, 9))

    assert len(standing) == 15
    assert (standing[staff.unit.id], standing[port.id]) == (Standing(1, 2), Standing(1, 2))
    assert jiandu.id not in standing
    assert [unit.id for unit in counting.with_target(session, 2026)] == sorted(
        standing, key=lambda unit_id: session.get(units.Unit, unit_id).position
    )


def test_what_left_the_public_no_longer_counts_and_a_correction_counts_once(session, staff, clock):
    first = workflow.published(session, staff)
    second = workflow.published(session, staff)
    workflow.corrected(session, first, staff)
    assert counting.of_month(session, date(2026, 3, 9))[staff.unit.id].done == 2

    leaving.withdraw(session, second, by=staff.publisher, reason="有误")
    assert counting.of_month(session, date(2026, 3, 9))[staff.unit.id].done == 1

    display.ending(session, first, date(2026, 3, 31))
    clock.move_to(APRIL)
    assert counting.of_month(session, date(2026, 3, 9))[staff.unit.id].done == 0


def test_a_correction_in_another_month_moves_no_count(session, staff, clock):
    first = workflow.published(session, staff)
    clock.move_to(APRIL)
    workflow.corrected(session, first, staff)

    assert counting.of_month(session, date(2026, 3, 1))[staff.unit.id].done == 1
    assert counting.of_month(session, date(2026, 4, 1))[staff.unit.id].done == 0


def test_a_year_without_targets_counts_towards_nothing(session, staff, clock):
    assert targets.yearly(session, 2020) is None
    assert counting.of_year(session, 2020) == Standing(0, 0)
    assert counting.of_month(session, date(2020, 3, 1)) == {}
