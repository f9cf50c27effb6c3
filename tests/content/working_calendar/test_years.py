from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest

from content.working_calendar import checks, workdays, years
from content.working_calendar.models import CalendarYear
from content.working_calendar.workdays import Entry, Kind
from tests.content.working_calendar import seeding

#: Days off and working weekends that fall in each year, as DOMAIN's two packages count them.
COUNTS = {
    2010: (29, 8),
    2011: (28, 6),
    2012: (26, 6),
    2013: (29, 12),
    2014: (23, 5),
    2015: (25, 5),
    2016: (24, 6),
    2017: (24, 5),
    2018: (25, 7),
    2019: (28, 6),
    2020: (30, 6),
    2021: (31, 7),
    2022: (32, 7),
    2023: (28, 7),
    2024: (28, 8),
    2025: (28, 5),
    2026: (33, 6),
}


def days_of(year: int) -> list[date]:
    first = date(year, 1, 1)
    return [first + timedelta(days=n) for n in range((date(year + 1, 1, 1) - first).days)]


@pytest.mark.parametrize("year, off, working", [(year, *counts) for year, counts in COUNTS.items()])
def test_each_year_has_its_days_off_and_working_weekends(year, off, working, seeded):
    kinds = Counter(entry.kind for entry in seeded.days.values() if entry.day.year == year)

    assert (kinds[Kind.OFF], kinds[Kind.WORKING]) == (off, working)


def test_2026_has_248_working_days_by_month(seeded):
    worked = Counter(day.month for day in days_of(2026) if workdays.is_working(day, seeded))

    assert [worked[month] for month in range(1, 13)] == [21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23]
    assert worked.total() == 248


def test_the_working_weekends_of_2026(seeded):
    worked = [day for day in days_of(2026) if day.weekday() >= 5 and workdays.is_working(day, seeded)]

    assert [(day.month, day.day) for day in worked] == [(1, 4), (2, 14), (2, 28), (5, 9), (9, 20), (10, 10)]


@pytest.mark.parametrize("seed", years.seeds(), ids=lambda seed: str(seed["year"]))
def test_a_seeded_year_passes_the_checks_of_an_entered_one(seed):
    assert checks.issues(seed["year"], years.entries(seed)) == []


def test_every_seeded_year_names_its_notice():
    assert {seed["year"]: seed["source"] for seed in years.seeds()} == seeding.NUMBERS


@pytest.mark.parametrize(
    "day, source",
    [
        (date(2026, 2, 15), "国办发明电〔2025〕7号"),
        (date(2015, 9, 4), "国发明电〔2015〕1号"),
        (date(2019, 5, 2), "国办发明电〔2019〕3号"),
        (date(2020, 1, 31), "国办发明电〔2020〕1号"),
        (date(2020, 1, 30), "国办发明电〔2019〕16号"),
        (date(2018, 12, 31), "国办发明电〔2018〕15号"),
    ],
)
def test_a_day_names_the_notice_that_set_it(day, source, seeded):
    assert seeded.days[day].source == source


def test_the_seed_is_what_chinesecalendar_says():
    """Where the package is at hand (it is no dependency), the file is compared to the letter and day by day."""
    package = pytest.importorskip("chinese_calendar")
    constants = package.constants

    assert years.YEARS_FILE.read_text(encoding="utf-8") == seeding.seed_text(constants.holidays, constants.workdays)
    table = years.seeded()
    days = [day for year in COUNTS for day in days_of(year)]
    assert [day for day in days if workdays.is_working(day, table) != package.is_workday(day)] == []


def test_planting_stores_the_seed_as_it_is(session, seeded):
    assert years.table(session) == seeded


def test_planting_again_leaves_what_was_entered_alone(session):
    session.get(CalendarYear, 2026).source = "由管理员更正"
    years.plant(session)

    assert session.get(CalendarYear, 2026).source == "由管理员更正"


def test_a_table_may_leave_out_what_lies_before_a_day(session):
    assert min(years.table(session, since=date(2026, 10, 5)).days) == date(2026, 10, 5)


def test_an_unconfirmed_year_is_not_among_the_confirmed(session):
    session.get(CalendarYear, 2026).is_confirmed = False
    session.flush()

    assert 2026 not in years.table(session).confirmed
    assert workdays.after(date(2026, 3, 10), 3, years.table(session)).provisional_years == (2026,)


def test_the_days_of_a_year_are_those_its_notice_set(session):
    days = years.of_year(session, 2019)

    assert days[0] == Entry(date(2018, 12, 29), Kind.WORKING, "元旦", "国办发明电〔2018〕15号")
    assert days[-1].day == date(2019, 10, 12)


def test_the_newest_year_comes_first(session):
    assert [row.year for row in years.all_years(session)][:2] == [2026, 2025]


@pytest.mark.parametrize(
    "today, missing",
    [
        (date(2026, 11, 30), ()),
        (date(2026, 12, 1), (2027,)),
        (date(2026, 12, 31), (2027,)),
        (date(2027, 1, 1), (2027,)),
        (date(2025, 12, 31), ()),
    ],
)
def test_a_missing_year_is_worth_a_warning_from_the_first_of_december(today, missing, seeded):
    assert years.warns_from(today, seeded) == missing
