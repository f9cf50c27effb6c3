from __future__ import annotations

from datetime import date

import pytest

from content.working_calendar import import_year, notice_sentences
from content.working_calendar.workdays import Kind


def read(sentence: str, year: int = 2027):
    return notice_sentences.read(import_year.normal(sentence), name="", year=year)


def days(sentence: str, year: int = 2027) -> tuple[list[date], list[date]]:
    entries, issues = read(sentence, year)
    assert issues == []
    off = [entry.day for entry in entries if entry.kind == Kind.OFF]
    return off, [entry.day for entry in entries if entry.kind == Kind.WORKING]


def span(first: date, number: int) -> list[date]:
    return [date.fromordinal(first.toordinal() + n) for n in range(number)]


@pytest.mark.parametrize(
    "sentence, year, off, working",
    [
        ("1月1日放假。", 2027, [date(2027, 1, 1)], []),
        ("1月1日放假1天。", 2014, [date(2014, 1, 1)], []),
        ("1月1日（周五）放假，与周末连休。", 2027, [date(2027, 1, 1)], []),
        ("6月10日放假，与周六连休。", 2024, [date(2024, 6, 10)], []),
        ("10月1日至7日放假公休，共7天。", 2027, span(date(2027, 10, 1), 7), []),
        ("4月29日至5月1日放假调休，共3天。", 2018, span(date(2018, 4, 29), 3), []),
        ("5月1日放假，5月2日（星期一）补休。", 2016, [date(2016, 5, 1), date(2016, 5, 2)], []),
        ("9月29日—10月5日放假，共7天。", 2027, span(date(2027, 9, 29), 7), []),
        ("9月29日～10月5日放假", 2027, span(date(2027, 9, 29), 7), []),
        ("2月6日－12日放假", 2027, span(date(2027, 2, 6), 7), []),
        ("2018年12月30日至2019年1月1日放假调休，共3天。", 2019, span(date(2018, 12, 30), 3), []),
        ("12月31日至1月2日放假", 2027, span(date(2026, 12, 31), 3), []),
        ("2018年12月29日（星期六）上班。", 2019, [], [date(2018, 12, 29)]),
        ("12月29日（星期六）上班。", 2019, [], [date(2018, 12, 29)]),
        ("12月25日（星期六）上班。", 2027, [], [date(2027, 12, 25)]),
        ("2月20日（星期六）、21日（星期日）上班。", 2010, [], [date(2010, 2, 20), date(2010, 2, 21)]),
        ("9月29日（周日）、10月12日（周六）正常上班。", 2019, [], [date(2019, 9, 29), date(2019, 10, 12)]),
        ("10月9日（礼拜六）照常上班", 2027, [], [date(2027, 10, 9)]),
        ("2月1日(星期天)和2月14日(星期六)上班", 2026, [], [date(2026, 2, 1), date(2026, 2, 14)]),
        ("２月６日（农历正月初一，周六）至７日放假", 2027, span(date(2027, 2, 6), 2), []),
    ],
)
def test_sentences_as_notices_word_them(sentence, year, off, working):
    assert days(sentence, year) == (off, working)


@pytest.mark.parametrize(
    "sentence, code",
    [
        ("1月1日（周四）放假。", "weekday_differs"),
        ("2月30日放假。", "no_such_day"),
        ("13月1日放假。", "no_such_day"),
        ("12月32日（周五）上班。", "no_such_day"),
        ("5日放假。", "month_unknown"),
        ("10月1日至7日放假，共8天。", "total_differs"),
        ("2027年10月7日至2027年10月1日放假。", "range_runs_backwards"),
        ("延长2027年春节假期至2月14日。", "sentence_not_understood"),
        ("2月15日（星期一）起正常上班。", "sentence_not_understood"),
        ("安排职工在2月5日休息。", "sentence_not_understood"),
        ("5月1日放假的安排另行通知。", "sentence_not_understood"),
        ("部分单位5月1日放假。", "sentence_not_understood"),
        ("12月29日（星期六）公休日调至12月31日。", "sentence_not_understood"),
    ],
)
def test_what_cannot_be_read_is_told(sentence, code):
    entries, issues = read(sentence)

    assert [issue.code for issue in issues] == [code]


@pytest.mark.parametrize(
    "sentence", ["鼓励单位和个人结合落实带薪年休假等制度。", "安排职工在除夕（2月5日）休息。", "2026年11月4日", "共3天"]
)
def test_what_sets_no_day_is_passed_over(sentence):
    assert read(sentence) == ([], [])


def test_a_festival_without_a_day_off_is_told():
    _entries, issues = notice_sentences.read("2月20日(周六)上班。", name="春节", year=2027)

    assert [(issue.code, issue.facts) for issue in issues] == [("no_day_off_read", {"name": "春节"})]


def test_a_readable_clause_is_kept_beside_one_that_is_not():
    entries, issues = read("5月1日放假，5月3日大概也放假。")

    assert [entry.day for entry in entries] == [date(2027, 5, 1)]
    assert [issue.facts["text"] for issue in issues] == ["5月3日大概也放假"]
