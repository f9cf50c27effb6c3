"""Tables as one xlsx: a sheet each, numbers as numbers, text as text and never as a formula or an address."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

import xlsxwriter

UNFIT = re.compile(r"[\[\]:*?/\\]")
LONGEST_NAME = 31
WIDEST = 48


@dataclass(frozen=True)
class Table:
    name: str
    headings: Sequence[str]
    rows: Sequence[Sequence[Any]]
    #: A line above the table, such as the day it was made and the basis of counting.
    remark: str = ""


def workbook(tables: Sequence[Table], *, made_at: datetime) -> bytes:
    """Every table on a sheet of its own, its head standing still while the rest scrolls."""
    stream = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(stream, options)
    book.set_properties({"author": "", "created": made_at.replace(tzinfo=None)})
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    for table in tables:
        write(book.add_worksheet(UNFIT.sub(" ", table.name)[:LONGEST_NAME]), table, head)
    book.close()
    return stream.getvalue()


def write(sheet: Any, table: Table, head: Any) -> None:
    first = 1 if table.remark else 0
    if table.remark:
        sheet.write_string(0, 0, table.remark)
    for place, heading in enumerate(table.headings):
        sheet.write_string(first, place, heading, head)
        sheet.set_column(place, place, width(heading, [row[place] for row in table.rows]))
    for number, row in enumerate(table.rows, start=first + 1):
        for place, value in enumerate(row):
            write_cell(sheet, number, place, value)
    sheet.freeze_panes(first + 1, 1)


def write_cell(sheet: Any, row: int, place: int, value: Any) -> None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        if value is not None:
            sheet.write_string(row, place, str(value))
    else:
        sheet.write_number(row, place, value)


def width(heading: str, values: Sequence[Any]) -> float:
    """In characters of Latin width; a Chinese one takes two."""
    longest = max((sum(1 + (sign > "\u2e80") for sign in str(value)) for value in (heading, *values)), default=8)
    return float(min(WIDEST, longest + 2))
