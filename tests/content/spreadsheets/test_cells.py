"""Addresses as people say them, and values as people would write them."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.spreadsheets import addresses, headings, mojibake
from content.spreadsheets.cells import is_number, text_of
from content.spreadsheets.limits import MOST_ABOVE


@pytest.mark.parametrize("column, name", [(1, "A"), (26, "Z"), (27, "AA"), (702, "ZZ"), (703, "AAA"), (16384, "XFD")])
def test_columns_are_named_as_spreadsheets_name_them(column, name):
    assert addresses.letters(column) == name
    assert addresses.number(name) == column


@given(st.integers(1, 1_048_576), st.integers(1, 16_384))
def test_an_address_leads_back_to_its_place(row, column):
    assert addresses.place(addresses.address(row, column)) == (row, column)


@pytest.mark.parametrize("wrong", ["", "A", "1", "A0x", "ABCD1", "A12345678", "A1:B2"])
def test_what_is_no_address_has_no_place(wrong):
    with pytest.raises(ValueError):
        addresses.place(wrong)


def test_a_span_has_two_corners():
    assert addresses.corners("$A$1:C3") == ((1, 1), (3, 3))
    assert addresses.corners("B2") == ((2, 2), (2, 2))


@pytest.mark.parametrize(
    "value, text",
    [
        (None, ""),
        ("甲", "甲"),
        (5.0, "5"),
        (3.207001990010112e17, "320700199001011200"),
        (0.1, "0.1"),
        (1e-7, "0.0000001"),
        (True, "TRUE"),
        (date(2026, 11, 22), "2026-11-22"),
        (datetime.fromisoformat("2026-11-22T09:30:00"), "2026-11-22 09:30:00"),
        (float("inf"), "inf"),
    ],
)
def test_values_read_as_a_person_would_write_them(value, text):
    assert text_of(value) == text


def test_a_truth_is_no_number():
    assert is_number(1.0)
    assert not is_number(True)
    assert not is_number("1")


def test_headings_are_looked_for_only_near_the_top():
    rows = [(1, ["标题"]), *((number, [None]) for number in range(2, MOST_ABOVE + 3)), (99, ["a", "b"])]

    assert headings.find(iter(rows)).names == ("标题",)


@pytest.mark.parametrize(
    "text", ["联通", "连云港市交通运输局", "café", "Ærø", "①②③", "㙟", "é", "公司（连云港）", "10㎡"]
)
def test_good_text_is_not_taken_for_garbled(text):
    assert not mojibake.is_garbled(text)
    assert not mojibake.is_no_chinese([text])


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF, codec="gb2312"), min_size=2, max_size=12))
def test_everyday_chinese_is_never_taken_for_garbled(text):
    assert not mojibake.is_garbled(text)
