from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.items import cleaning


@pytest.mark.parametrize(
    "typed, stored",
    [
        ("一\r\n二\r三\u2028四\u2029五\v六\f七", "一\n二\n三\n四\n五\n六\n七"),
        ("一  \n二\t\n", "一\n二"),
        ("\n\n一\n\n二\n\n", "一\n\n二"),
        ("一\x00二\x07三\ufeff", "一二三"),
        ("  首行缩进", "  首行缩进"),
        ("1.不重新编号\n3．也不", "1.不重新编号\n3．也不"),
        ("", ""),
    ],
)
def test_prose_keeps_what_a_reader_can_see(typed, stored):
    assert cleaning.prose(typed) == stored


@pytest.mark.parametrize("typed, stored", [(" 一\n 二 ", "一 二"), ("一\u3000二", "一 二"), ("\x00", "")])
def test_a_line_has_no_breaks_and_no_ragged_ends(typed, stored):
    assert cleaning.line(typed) == stored


@given(st.text())
def test_cleaning_twice_changes_nothing(typed):
    assert cleaning.prose(cleaning.prose(typed)) == cleaning.prose(typed)
    assert cleaning.line(cleaning.line(typed)) == cleaning.line(typed)


@pytest.mark.parametrize(
    "typed, day, codes",
    [
        ("2026-11-22", date(2026, 11, 22), []),
        (" ２０２６-11-22 ", date(2026, 11, 22), []),
        ("", None, []),
        ("   ", None, []),
        ("2026-02-30", None, ["bad_date"]),
        ("昨天", None, ["bad_date"]),
        ("22.11.2026", None, ["bad_date"]),
    ],
)
def test_a_day_is_read_or_said_to_be_unreadable_never_guessed(typed, day, codes):
    found, issues = cleaning.day("produced_on", typed)

    assert found == day
    assert [(issue.field, issue.code) for issue in issues] == [("produced_on", code) for code in codes]
