from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.working_calendar import workdays, years
from content.working_calendar.workdays import Entry, Kind, Reckoning, Sort, Table

SEEDED = years.seeded()
DAYS = st.dates(date(2009, 6, 1), date(2028, 6, 1))
KNOWN_DAYS = st.dates(date(2010, 1, 1), date(2025, 12, 31))
LENGTHS = st.integers(0, 40)

#: Day 0 is the start; None where 2027 would be needed. Computed when the field notes were written, not by this code.
VECTORS = [
    (date(2026, 2, 10), {3: date(2026, 2, 13), 5: date(2026, 2, 24), 7: date(2026, 2, 26)}),
    (date(2026, 2, 13), {3: date(2026, 2, 25), 5: date(2026, 2, 27), 7: date(2026, 3, 2)}),
    (date(2026, 2, 14), {3: date(2026, 2, 26), 7: date(2026, 3, 3)}),
    (date(2026, 4, 30), {3: date(2026, 5, 8), 5: date(2026, 5, 11), 7: date(2026, 5, 13)}),
    (date(2026, 5, 1), {3: date(2026, 5, 8), 7: date(2026, 5, 13)}),
    (date(2026, 9, 24), {3: date(2026, 9, 30), 5: date(2026, 10, 9), 7: date(2026, 10, 12)}),
    (date(2026, 9, 30), {3: date(2026, 10, 10), 5: date(2026, 10, 13), 7: date(2026, 10, 15)}),
    (date(2026, 10, 10), {3: date(2026, 10, 14), 7: date(2026, 10, 20)}),
    (date(2026, 11, 20), {3: date(2026, 11, 25), 5: date(2026, 11, 27), 7: date(2026, 12, 1)}),
    (date(2026, 12, 28), {3: date(2026, 12, 31)}),
    (date(2024, 5, 30), {3: date(2024, 6, 4), 5: date(2024, 6, 6)}),
]


@pytest.mark.parametrize(
    "start, length, due", [(start, length, due) for start, dues in VECTORS for length, due in dues.items()]
)
def test_a_due_day_counts_working_days_only(start, length, due, seeded):
    assert workdays.after(start, length, seeded) == Reckoning(due)


@pytest.mark.parametrize("length", [5, 7])
def test_a_year_without_a_table_makes_the_day_provisional_and_is_named(length, seeded):
    reckoned = workdays.after(date(2026, 12, 28), length, seeded)

    assert reckoned.is_provisional
    assert reckoned.provisional_years == (2027,)


def test_without_a_table_only_weekends_are_left_out():
    assert workdays.after(date(2027, 1, 1), 5, Table()) == Reckoning(date(2027, 1, 8), (2027,))


def test_seven_working_days_cross_into_the_new_year_from_the_23rd_of_december_on(seeded):
    assert workdays.after(date(2026, 12, 22), 7, seeded) == Reckoning(date(2026, 12, 31))
    assert workdays.after(date(2026, 12, 23), 7, seeded).provisional_years == (2027,)


def test_a_start_on_the_last_day_of_a_known_year_needs_the_next_only(seeded):
    assert workdays.after(date(2026, 12, 31), 1, seeded) == Reckoning(date(2027, 1, 1), (2027,))
    assert workdays.after(date(2025, 12, 31), 1, seeded) == Reckoning(date(2026, 1, 4))


def test_a_day_entered_for_an_unconfirmed_year_is_used_and_still_provisional():
    rumoured = Table({date(2027, 1, 4): Entry(date(2027, 1, 4), Kind.OFF)}, frozenset({2026}))

    assert workdays.after(date(2026, 12, 31), 2, rumoured) == Reckoning(date(2027, 1, 5), (2027,))


def test_every_provisional_year_of_a_long_way_is_named(seeded):
    assert workdays.after(date(2026, 12, 1), 300, seeded).provisional_years == (2027, 2028)


@pytest.mark.parametrize(
    "day, sort",
    [
        (date(2026, 2, 14), Sort.WORKING_WEEKEND),
        (date(2026, 2, 15), Sort.DAY_OFF),
        (date(2026, 2, 24), Sort.WORKDAY),
        (date(2026, 3, 1), Sort.WEEKEND),
        (date(2011, 12, 31), Sort.WORKING_WEEKEND),
        (date(2018, 12, 31), Sort.DAY_OFF),
        (date(2020, 2, 1), Sort.DAY_OFF),
    ],
)
def test_a_notice_goes_before_the_usual_week(day, sort, seeded):
    assert workdays.sort_of(day, seeded) == sort


def test_from_the_day_of_writing_to_the_day_online_are_five_working_days(seeded):
    assert workdays.between(date(2024, 5, 30), date(2024, 6, 6), seeded).number == 5


def test_between_names_the_years_it_is_not_sure_of(seeded):
    counted = workdays.between(date(2026, 12, 31), date(2027, 1, 4), seeded)

    assert (counted.number, counted.is_provisional, counted.provisional_years) == (2, True, (2027,))
    assert not workdays.between(date(2026, 12, 1), date(2026, 12, 31), seeded).is_provisional


def test_days_are_not_counted_backwards(seeded):
    with pytest.raises(ValueError, match="forwards"):
        workdays.after(date(2026, 1, 1), -1, seeded)


@given(KNOWN_DAYS, st.integers(1, 40))
def test_between_undoes_after(start, length):
    assert workdays.between(start, workdays.after(start, length, SEEDED).day, SEEDED).number == length


@given(DAYS, LENGTHS)
def test_more_days_are_due_later(start, length):
    assert workdays.after(start, length, SEEDED).day < workdays.after(start, length + 1, SEEDED).day


@given(DAYS, LENGTHS)
def test_a_later_start_is_never_due_earlier(start, length):
    following = start + timedelta(days=1)
    assert workdays.after(start, length, SEEDED).day <= workdays.after(following, length, SEEDED).day


@given(DAYS, st.integers(1, 40))
def test_something_is_due_on_a_working_day(start, length):
    assert workdays.is_working(workdays.after(start, length, SEEDED).day, SEEDED)


@given(DAYS, LENGTHS)
def test_provisional_means_that_a_counted_stretch_touches_an_unknown_year(start, length):
    reckoned = workdays.after(start, length, SEEDED)
    touched = {(start + timedelta(days=n)).year for n in range(1, (reckoned.day - start).days + 1)}

    assert set(reckoned.provisional_years) == touched - set(range(2010, 2027))


@given(DAYS, st.integers(0, 400))
def test_between_turns_its_sign_with_its_days(one, apart):
    other = one + timedelta(days=apart)
    there, back = workdays.between(one, other, SEEDED), workdays.between(other, one, SEEDED)

    assert there.number == -back.number
    assert there.provisional_years == back.provisional_years


@given(DAYS, LENGTHS, LENGTHS)
def test_counting_on_from_a_due_day_is_counting_the_sum(start, first, second):
    halfway = workdays.after(start, first, SEEDED).day
    assert workdays.after(halfway, second, SEEDED).day == workdays.after(start, first + second, SEEDED).day
