"""An identity number broken anywhere, by anything, leaves no digit of birth or serial behind."""

import re

import pytest

from content.masking.gate import public_text

RIGHT, WRONG = "320703199001010028", "320703199001010021"
SEPARATORS = (" ", "  ", "\n", "-", " - ", "·", "\u3000", "\u200b", "\u200b-", ".")
LABELS = ("身份证号：", "公民身份号码", "| 身份证号 |\n| --- |\n| ")


def left_of(text):
    """The digits a reader still sees, the region code of a table's mask aside."""
    return re.sub(r"\D", "", public_text(text)).removeprefix("320703")


@pytest.mark.parametrize("separator", SEPARATORS)
@pytest.mark.parametrize("label", LABELS)
@pytest.mark.parametrize("number", [RIGHT, WRONG])
def test_broken_once_a_labelled_number_vanishes_whole(number, label, separator):
    end = " |" if label.startswith("|") else "。"
    left = {place: left_of(label + number[:place] + separator + number[place:] + end) for place in range(1, 18)}
    assert {place: rest for place, rest in left.items() if rest} == {}


@pytest.mark.parametrize("places", [(6, 14), (14, 17), (10, 14), (3, 6), (16, 17), (4, 8), (2, 15)])
@pytest.mark.parametrize("separator", SEPARATORS)
def test_broken_twice_too(places, separator):
    first, second = places
    broken = separator.join((RIGHT[:first], RIGHT[first:second], RIGHT[second:]))
    assert left_of(f"身份证号：{broken}，电话") == ""


def test_zero_width_and_hyphen_together():
    assert left_of("身份证号320921\u200b19850614-651X。") == ""
    assert "651X" not in public_text("身份证号320921\u200b19850614-651X。")
