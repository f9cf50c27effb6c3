"""Cells that a spreadsheet program would run."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.spreadsheets.guarding import guard, unguard

RUNS = [
    "=1+1",
    "+86 518",
    "-5",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "  =1",
    "＝1",
    "＋1",
    "－1",
    "＠x",
    "=cmd|' /C calc'!A0",
]


@pytest.mark.parametrize("text", RUNS)
def test_whatever_would_run_is_marked_as_text(text):
    assert guard(text).startswith("'")
    assert unguard(guard(text)) == text


@pytest.mark.parametrize("text", ["", "连交〔2024〕98号", "a=1", "2026-11-22", "'95后", "0123"])
def test_everything_else_stays(text):
    assert guard(text) == text
    assert unguard(text) == text


@given(st.text("'=+-@ \t\r\n＝1甲", max_size=6))
def test_the_mark_comes_off_again_whatever_was_there(text):
    marked = guard(text)
    assert not marked.lstrip().startswith(("=", "+", "-", "@", "＝"))
    assert unguard(marked) == text


def test_the_digits_other_programs_protect_come_out():
    assert unguard('="0123"') == "0123"
