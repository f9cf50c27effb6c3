"""Where a cell is, as people say it: C12 is the third column of the twelfth row."""

from __future__ import annotations

import re
from string import ascii_uppercase

_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_RANGE = re.compile(r"([A-Z]{1,3}[0-9]{1,7})(?::([A-Z]{1,3}[0-9]{1,7}))?")

Place = tuple[int, int]


def letters(column: int) -> str:
    """1 → A, 27 → AA."""
    found = ""
    while column:
        column, rest = divmod(column - 1, 26)
        found = ascii_uppercase[rest] + found
    return found


def number(column: str) -> int:
    """A → 1, AA → 27; 0 when there are no letters."""
    found = 0
    for letter in column:
        found = found * 26 + ord(letter) - ord("A") + 1
    return found


def address(row: int, column: int) -> str:
    return f"{letters(column)}{row}"


def place(reference: str) -> Place:
    """C12 → (12, 3). Raises ValueError when this is no reference."""
    match = _REFERENCE.fullmatch(reference.upper())
    if match is None:
        raise ValueError(reference)
    return int(match[2]), number(match[1])


def corners(reference: str) -> tuple[Place, Place]:
    """A1:C3 → the first and the last cell; a single cell is both."""
    match = _RANGE.fullmatch(reference.upper().replace("$", ""))
    if match is None:
        raise ValueError(reference)
    return place(match[1]), place(match[2] or match[1])
