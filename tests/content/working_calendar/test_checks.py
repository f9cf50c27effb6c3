from __future__ import annotations

from datetime import date

import pytest

from content.errors import Issue
from content.working_calendar import checks
from content.working_calendar.workdays import Entry, Kind


def test_a_good_table_has_no_issue():
    days = [
        Entry(date(2026, 12, 31), Kind.OFF),
        Entry(date(2027, 1, 1), Kind.OFF),
        Entry(date(2027, 1, 3), Kind.WORKING),
    ]

    assert checks.issues(2027, days) == []


@pytest.mark.parametrize("day", [date(2026, 11, 30), date(2028, 1, 1)])
def test_a_day_belongs_to_the_year_or_the_december_before(day):
    assert checks.issues(2027, [Entry(day, Kind.OFF)]) == [
        Issue("days", "day_outside_the_year", {"day": day, "year": 2027})
    ]


def test_only_a_weekend_can_become_a_working_day():
    friday = date(2027, 1, 8)

    assert checks.issues(2027, [Entry(friday, Kind.WORKING)]) == [
        Issue("days", "working_day_is_no_weekend", {"day": friday})
    ]


def test_a_day_is_named_once():
    saturday = date(2027, 1, 2)
    days = [Entry(saturday, Kind.OFF), Entry(saturday, Kind.WORKING)]

    assert checks.issues(2027, days) == [Issue("days", "day_named_twice", {"day": saturday})]


def test_every_fault_is_told_at_once():
    days = [Entry(date(2027, 1, 8), Kind.WORKING), Entry(date(2028, 1, 1), Kind.OFF)]

    assert {issue.code for issue in checks.issues(2027, days)} == {"working_day_is_no_weekend", "day_outside_the_year"}
