"""Cells of a csv file that a spreadsheet program would run as a formula: kept as text by a mark, read without."""

from __future__ import annotations

import re

#: A sign that begins a formula, its full-width twin, or a control character that brings the next cell to the front.
_RUNS = re.compile(r"[\s']*[=+\-@＝＋－＠\t\r\n]")
_GUARDED = re.compile(r"'[\s']*[=+\-@＝＋－＠\t\r\n]")
#: How other programs write a code so that Excel leaves its digits alone.
_KEPT_DIGITS = re.compile(r'="([^"]*)"')


def guard(text: str) -> str:
    return f"'{text}" if _RUNS.match(text) else text


def unguard(text: str) -> str:
    """What ``guard`` was given; and the digits out of ="0123"."""
    if _GUARDED.match(text):
        return text[1:]
    kept = _KEPT_DIGITS.fullmatch(text)
    return kept[1] if kept else text
