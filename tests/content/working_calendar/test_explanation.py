from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.working_calendar import explanation, years
from content.working_calendar.explanation import Line, Mark
from content.working_calendar.reckoning import DayType, Pause, Terms

SEEDED = years.seeded()


def test_the_notice_itself_took_five_working_days_and_was_two_late(seeded):
    told = explanation.explain(Terms(date(2024, 5, 30), 3), date(2024, 6, 6), seeded)

    assert told.lines == (
        Line(date(2024, 5, 30), Mark.START),
        Line(date(2024, 5, 31), Mark.COUNTED, 1),
        Line(date(2024, 6, 1), Mark.WEEKEND),
        Line(date(2024, 6, 2), Mark.WEEKEND),
        Line(date(2024, 6, 3), Mark.COUNTED, 2),
        Line(date(2024, 6, 4), Mark.COUNTED, 3),
        Line(date(2024, 6, 5), Mark.COUNTED, 4),
        Line(date(2024, 6, 6), Mark.COUNTED, 5),
    )
    assert (told.due_on, told.taken, told.days_late) == (date(2024, 6, 4), 5, 2)
    assert not told.is_provisional


def test_days_off_and_working_weekends_name_festival_and_notice(seeded):
    told = explanation.explain(Terms(date(2026, 9, 30), 3), date(2026, 9, 30), seeded)

    notice = "国办发明电〔2025〕7号"
    assert told.lines[1] == Line(date(2026, 10, 1), Mark.DAY_OFF, None, "国庆节", notice)
    assert told.lines[-3:] == (
        Line(date(2026, 10, 8), Mark.COUNTED, 1),
        Line(date(2026, 10, 9), Mark.COUNTED, 2),
        Line(date(2026, 10, 10), Mark.WORKING_WEEKEND, 3, "国庆节", notice),
    )


def test_before_it_is_due_the_lines_still_reach_to_the_due_day(seeded):
    told = explanation.explain(Terms(date(2026, 3, 10), 7), date(2026, 3, 11), seeded)

    assert (told.lines[-1].day, told.lines[-1].number) == (date(2026, 3, 19), 7)
    assert (told.taken, told.days_late) == (1, 0)


def test_days_of_an_unknown_year_are_marked_and_the_others_are_not(seeded):
    told = explanation.explain(Terms(date(2026, 12, 28), 5), date(2026, 12, 28), seeded)

    assert told.provisional_years == (2027,)
    assert {line.day.year for line in told.lines if line.is_provisional} == {2027}
    assert not any(line.is_provisional for line in told.lines if line.day.year == 2026)


def test_the_start_is_never_in_doubt(seeded):
    told = explanation.explain(Terms(date(2027, 1, 4), 2), date(2027, 1, 4), seeded)

    assert [line.is_provisional for line in told.lines] == [False, True, True]


def test_days_of_a_pause_are_told_as_such(seeded):
    terms = Terms(date(2026, 3, 10), 3, pauses=(Pause(date(2026, 3, 12), date(2026, 3, 16)),))
    told = explanation.explain(terms, date(2026, 3, 10), seeded)

    marks = [(line.day.day, line.mark, line.number) for line in told.lines]
    assert marks == [
        (10, Mark.START, None),
        (11, Mark.COUNTED, 1),
        (12, Mark.PAUSED, None),
        (13, Mark.PAUSED, None),
        (14, Mark.PAUSED, None),
        (15, Mark.PAUSED, None),
        (16, Mark.COUNTED, 2),
        (17, Mark.COUNTED, 3),
    ]


def test_while_paused_the_lines_reach_to_today_and_no_day_is_due(seeded):
    terms = Terms(date(2026, 3, 10), 3, pauses=(Pause(date(2026, 3, 11)),))
    told = explanation.explain(terms, date(2026, 3, 13), seeded)

    assert told.due_on is None
    assert [line.mark for line in told.lines] == [Mark.START, *[Mark.PAUSED] * 3]


def test_calendar_days_all_count(seeded):
    told = explanation.explain(Terms(date(2026, 2, 13), 5, DayType.CALENDAR), date(2026, 2, 13), seeded)

    assert [line.number for line in told.lines] == [None, 1, 2, 3, 4, 5]
    assert {line.mark for line in told.lines[1:]} == {Mark.COUNTED}


@given(st.dates(date(2010, 1, 1), date(2028, 1, 1)), st.integers(1, 15), st.integers(0, 30))
def test_every_day_is_told_once_and_the_due_day_carries_the_length(start, length, waited):
    told = explanation.explain(Terms(start, length), start + timedelta(days=waited), SEEDED)

    days = [line.day for line in told.lines]
    numbers = [line.number for line in told.lines if line.number]
    assert days == [start + timedelta(days=n) for n in range(len(days))]
    assert numbers == list(range(1, len(numbers) + 1))
    assert next(line.number for line in told.lines if line.day == told.due_on) == length
    assert told.is_provisional == (2027 in told.provisional_years or 2028 in told.provisional_years)


@pytest.mark.parametrize("started_on", [date(2026, 2, 14), date(2026, 5, 1), date(2026, 3, 1)])
def test_the_start_is_told_as_the_start_whatever_day_it_is(started_on, seeded):
    told = explanation.explain(Terms(started_on, 1), started_on, seeded)

    assert told.lines[0] == Line(started_on, Mark.START)
