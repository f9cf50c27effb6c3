"""Workbooks being written: text stays text, and memory stays small however many rows there are."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, BinaryIO

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from content.spreadsheets.cells import Value
from content.spreadsheets.limits import LONGEST_CELL

_OPTIONS: dict[str, Any] = {
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
    "nan_inf_to_errors": False,
}
_CUT = "…"
TEXT = "@"
_HEADING = {
    "bold": True,
    "text_wrap": True,
    "valign": "vcenter",
    "bg_color": "#E8F0F7",
    "border": 1,
    "num_format": TEXT,
}
_LOOKS: dict[str, dict[str, Any]] = {
    "heading": _HEADING,
    "required": _HEADING | {"bg_color": "#CFE2F3"},
    "title": {"bold": True, "font_size": 14},
    "plain": {"num_format": TEXT},
    "wrapped": {"num_format": TEXT, "text_wrap": True, "valign": "top"},
    "day": {"num_format": "yyyy-mm-dd"},
    "minute": {"num_format": "yyyy-mm-dd hh:mm:ss"},
    "number": {},
    "faulty": {"bg_color": "#F8D7DA", "border": 1, "border_color": "#B02A37", "num_format": TEXT},
    "faulty_day": {"bg_color": "#F8D7DA", "border": 1, "border_color": "#B02A37", "num_format": "yyyy-mm-dd"},
    "faulty_number": {"bg_color": "#F8D7DA", "border": 1, "border_color": "#B02A37"},
}


class Book:
    """A workbook with the looks our tables have."""

    def __init__(self, workbook: Workbook) -> None:
        self.workbook = workbook
        self.looks: dict[str, Format] = {name: workbook.add_format(look) for name, look in _LOOKS.items()}

    def sheet(self, name: str) -> Worksheet:
        return self.workbook.add_worksheet(name)

    def write(self, sheet: Worksheet, row: int, column: int, value: Value | Decimal, look: str = "") -> None:
        """One cell, counted from 0, as what it is. Nothing in a text is ever understood as anything else."""
        if value is None or value == "":
            if look:
                sheet.write_blank(row, column, None, self.looks[look])
        elif isinstance(value, bool):
            sheet.write_boolean(row, column, value, self.looks[look or "number"])
        elif isinstance(value, int | float | Decimal):
            sheet.write_number(row, column, value, self.looks[numeric(look)])
        elif isinstance(value, date | datetime):
            sheet.write_datetime(row, column, value, self.looks[daily(look, value)])
        else:
            sheet.write_string(row, column, shortened(str(value)), self.looks[look or "plain"])


def numeric(look: str) -> str:
    return "faulty_number" if look == "faulty" else look or "number"


def daily(look: str, value: date) -> str:
    if look == "faulty":
        return "faulty_day"
    return look or ("minute" if isinstance(value, datetime) else "day")


def shortened(text: str) -> str:
    """Excel holds no more in a cell and calls a file that does broken."""
    return text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - 1] + _CUT


@contextmanager
def writing(file: Path | BinaryIO, *, is_long: bool = False) -> Iterator[Book]:
    """``is_long``: rows must be written from the top down, and each is let go as the next begins."""
    target = str(file) if isinstance(file, Path) else file
    workbook = Workbook(target, _OPTIONS | {"constant_memory": is_long})
    yield Book(workbook)
    workbook.close()
