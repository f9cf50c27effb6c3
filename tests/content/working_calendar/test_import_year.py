from __future__ import annotations

from datetime import date, timedelta

import pytest

from content.errors import Issue
from content.working_calendar import import_year, workdays
from content.working_calendar.workdays import Entry, Kind, Table
from tests.content.working_calendar import notices

REAL = {
    2026: notices.NOTICE_2026,
    2024: notices.NOTICE_2024,
    2023: notices.NOTICE_2023,
    2018: notices.NOTICE_2018,
    2014: notices.NOTICE_2014,
    2012: notices.NOTICE_2012,
    2010: notices.NOTICE_2010,
}


def codes(reading) -> list[str]:
    return [issue.code for issue in reading.issues]


@pytest.mark.parametrize("year", REAL)
def test_a_real_notice_is_read_without_an_issue_and_gives_the_seeded_year(year, seeded):
    reading = import_year.read(REAL[year])
    read = Table({entry.day: entry for entry in reading.entries}, frozenset({year}))
    days = [date(year, 1, 1) + timedelta(days=n) for n in range(365)]
    #: What the following year's notice says of this one's last days is not in this one.
    days = [day for day in days if seeded.days.get(day) is None or day.month < 12]

    assert (reading.year, reading.issues) == (year, ())
    assert [day for day in days if workdays.is_working(day, read) != workdays.is_working(day, seeded)] == []


@pytest.mark.parametrize(
    "year, number", [(2026, "国办发明电〔2025〕7号"), (2024, "国办发明电〔2023〕7号"), (2012, "国办发明电〔2011〕45号")]
)
def test_the_number_of_the_notice_is_read(year, number):
    assert import_year.read(REAL[year]).source == number


@pytest.mark.parametrize("written", ["国办发明电[2025]7号", "国办发明电［2025］ 7 号", "国办发明电（2025）7号"])
def test_the_number_is_written_in_one_way_however_it_was_typed(written):
    assert import_year.source(import_year.normal(written)) == "国办发明电〔2025〕7号"


def test_a_notice_of_the_state_council_itself_keeps_its_own_name():
    assert import_year.source("国发明电〔2015〕1号") == "国发明电〔2015〕1号"


def test_each_row_of_2026_is_that_of_the_seed(seeded):
    reading = import_year.read(notices.NOTICE_2026)

    assert {entry.day: (entry.kind, entry.name) for entry in reading.entries} == {
        day: (entry.kind, entry.name) for day, entry in seeded.days.items() if day.year == 2026
    }


def test_a_notice_without_a_number_has_no_source():
    assert import_year.read(notices.MADE_UP_2027).source == ""


def test_days_of_the_december_before_are_taken_along():
    days = {entry.day: entry.kind for entry in import_year.read(notices.NOTICE_2023).entries}

    assert days[date(2022, 12, 31)] == Kind.OFF
    assert {entry.day for entry in import_year.read(notices.NOTICE_2012).entries} >= {date(2011, 12, 31)}


def test_a_news_agency_s_opening_line_is_no_issue():
    opening = "新华社北京11月4日电 国务院办公厅关于2026年部分节假日安排的通知，全文如下：\n"

    assert import_year.read(opening + notices.NOTICE_2026).issues == ()


def test_part_of_a_notice_is_noticed():
    part = notices.NOTICE_2026.split("五、")[0]

    assert [issue.facts["name"] for issue in import_year.read(part).issues] == ["端午节", "中秋节", "国庆节"]


def test_a_text_of_another_year_is_an_issue():
    reading = import_year.read(notices.NOTICE_2026, year=2027)

    assert Issue("text", "another_year", {"year": 2026, "wanted": 2027}) in reading.issues
    assert "weekday_differs" in codes(reading)


def test_a_text_that_names_no_year_needs_one():
    assert codes(import_year.read("放假三天")) == ["year_unknown"]


def test_a_text_about_something_else_says_that_nothing_was_read():
    assert codes(import_year.read("明天天气很好", year=2027))[-1] == "nothing_read"


def test_the_checks_of_a_table_are_told_with_the_reading():
    text = notices.MADE_UP_2027.replace("2月20日（周六）上班", "2月19日（周五）上班")

    assert codes(import_year.read(text)) == ["working_day_is_no_weekend"]


LINES = """# 由管理员录入
2027-01-01 off 元旦
2027-01-04 休

2027-01-09 working 元旦
2027-01-10\t班
"""


def test_one_day_a_line_is_read():
    reading = import_year.read(LINES)

    assert (reading.year, reading.issues) == (2027, ())
    assert reading.entries == (
        Entry(date(2027, 1, 1), Kind.OFF, "元旦"),
        Entry(date(2027, 1, 4), Kind.OFF),
        Entry(date(2027, 1, 9), Kind.WORKING, "元旦"),
        Entry(date(2027, 1, 10), Kind.WORKING),
    )


@pytest.mark.parametrize("line", ["2027-02-30 off 春节", "2027-2-3 off", "2027-02-03 maybe", "2027-02-03", "春节放假"])
def test_a_line_that_says_no_day_is_told_with_its_number(line):
    reading = import_year.read(f"2027-01-01 off 元旦\n{line}\n")

    assert reading.issues == (Issue("text", "line_not_understood", {"line": 2, "text": line}),)
    assert len(reading.entries) == 1


def test_lines_of_a_december_before_do_not_change_the_year():
    reading = import_year.read("2026-12-31 off 元旦\n2027-01-01 off 元旦\n2027-01-02 off 元旦\n")

    assert (reading.year, reading.issues) == (2027, ())


def test_lines_may_name_each_day_once():
    assert codes(import_year.read("2027-01-02 off\n2027-01-02 working\n")) == ["day_named_twice"]
