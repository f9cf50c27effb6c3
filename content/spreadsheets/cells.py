"""What a cell holds, as one type, and as the text a person would read in it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from decimal import Decimal

Value = str | int | float | bool | date | datetime | time | timedelta | None

#: Excel keeps this many digits of a number; whatever a longer code had is already lost.
DIGITS_KEPT = 15


def tidy(value: Value) -> Value:
    """Blanks around a text are nobody's meaning; a cell of blanks is empty."""
    return value.strip() or None if isinstance(value, str) else value


def is_number(value: Value) -> bool:
    """Typed as a number, so that a code in it has lost its leading zeros or its last digits."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def text_of(value: Value) -> str:
    """The value as written by hand: 5.0 is 5, never 5E+17; days in ISO; an empty cell is an empty text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return _plain(value)
    if isinstance(value, datetime):
        return value.isoformat(" ", "seconds")
    return value.isoformat() if isinstance(value, date | time) else str(value)


def _plain(number: float) -> str:
    if number != number or number in (float("inf"), float("-inf")):
        return str(number)
    return f"{Decimal(repr(number)):f}".removesuffix(".0")


def is_blank(cells: Iterable[Value]) -> bool:
    return all(cell is None for cell in cells)
