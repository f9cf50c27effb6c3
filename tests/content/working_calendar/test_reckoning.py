from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.working_calendar import reckoning, workdays, years
from content.working_calendar.reckoning import DayType, Pause, Terms
from content.working_calendar.workdays import Reckoning, Table

SEEDED = years.seeded()


def test_working_days_are_those_of_the_calendar(seeded):
    assert reckoning.due(Terms(date(2026, 9, 30), 3), seeded) == Reckoning(date(2026, 10, 10))


def test_calendar_days_run_through_holidays_and_need_no_table():
    terms = Terms(date(2026, 12, 29), 5, DayType.CALENDAR)

    assert reckoning.due(terms, Table()) == Reckoning(date(2027, 1, 3))


@pytest.mark.parametrize(
    "resumed_on, due",
    [
        (date(2026, 3, 11), date(2026, 3, 13)),  # taken up the same day: nothing lost
        (date(2026, 3, 12), date(2026, 3, 16)),  # one working day stood still
        (date(2026, 3, 16), date(2026, 3, 18)),  # three stood still, and a weekend that never counted
    ],
)
def test_days_of_a_pause_do_not_count_and_the_day_of_resuming_does(resumed_on, due, seeded):
    terms = Terms(date(2026, 3, 10), 3, pauses=(Pause(date(2026, 3, 11), resumed_on),))

    assert reckoning.due(terms, seeded) == Reckoning(due)


def test_calendar_days_can_be_paused_too(seeded):
    terms = Terms(date(2026, 3, 10), 5, DayType.CALENDAR, (Pause(date(2026, 3, 12), date(2026, 3, 14)),))

    assert reckoning.due(terms, seeded) == Reckoning(date(2026, 3, 17))


def test_a_paused_clock_is_due_on_no_day_and_never_late(seeded):
    terms = Terms(date(2026, 3, 10), 3, pauses=(Pause(date(2026, 3, 11)),))

    assert reckoning.due(terms, seeded) is None
    assert reckoning.days_late(terms, date(2026, 6, 1), seeded) == 0


def test_a_pause_into_an_unknown_year_makes_the_day_provisional(seeded):
    terms = Terms(date(2026, 12, 28), 3, pauses=(Pause(date(2026, 12, 29), date(2026, 12, 31)),))

    assert reckoning.due(terms, seeded) == Reckoning(date(2027, 1, 4), (2027,))


@pytest.mark.parametrize(
    "done_on, late",
    [
        (date(2024, 6, 3), 0),
        (date(2024, 6, 4), 0),
        (date(2024, 6, 5), 1),
        (date(2024, 6, 6), 2),
        (date(2024, 6, 8), 3),  # a Saturday: no further day counted
        (date(2024, 6, 11), 4),  # the Monday before was a festival
    ],
)
def test_lateness_is_counted_in_the_days_of_the_rule(done_on, late, seeded):
    assert reckoning.days_late(Terms(date(2024, 5, 30), 3), done_on, seeded) == late


def test_lateness_in_calendar_days(seeded):
    assert reckoning.days_late(Terms(date(2026, 2, 10), 5, DayType.CALENDAR), date(2026, 2, 20), seeded) == 5


@given(st.dates(date(2010, 1, 1), date(2026, 6, 1)), st.integers(1, 20), st.integers(0, 60))
def test_what_is_taken_is_the_length_plus_what_is_late(start, length, extra):
    terms = Terms(start, length)
    end = workdays.after(start, length, SEEDED).day + timedelta(days=extra)

    assert reckoning.taken(terms, end, SEEDED) == length + reckoning.days_late(terms, end, SEEDED)


@given(st.dates(date(2010, 1, 1), date(2026, 1, 1)), st.integers(1, 20), st.integers(1, 40), st.integers(0, 40))
def test_a_pause_never_shortens_what_is_left(start, length, after, held):
    pause = Pause(start + timedelta(days=after), start + timedelta(days=after + held))
    paused = reckoning.due(Terms(start, length, pauses=(pause,)), SEEDED)

    assert paused.day >= reckoning.due(Terms(start, length), SEEDED).day
