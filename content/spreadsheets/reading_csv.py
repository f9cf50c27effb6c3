"""A csv file as a sheet: its encoding and delimiter found, its quotes taken strictly."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import partial
from itertools import islice
from typing import BinaryIO

from content.errors import Refusal
from content.spreadsheets import decoding, headings, mojibake
from content.spreadsheets.addresses import address
from content.spreadsheets.cells import Value
from content.spreadsheets.guarding import unguard
from content.spreadsheets.headings import Headings
from content.spreadsheets.limits import LONGEST_CELL, MOST_ABOVE, Limits
from content.spreadsheets.sheet import Row, Sheet, without_heading
from content.spreadsheets.source import Source

DELIMITERS = (",", "\t", ";")
_SAID = re.compile(r"sep=(.)\r?\n")
_QUOTED = re.compile(r'"[^"]*"')
_LINES_LOOKED_AT = 20


def read(source: Source, name: str, limits: Limits) -> Sheet:
    """Goes over the whole file once, so that going over its rows later can no longer fail."""
    with source.open() as file:
        encoding = decoding.encoding_of(file)
        way = _way(file, encoding)
        last_row = _last_row(_numbered(file, encoding, way), limits)
        if not last_row:
            raise Refusal("sheet_is_empty")
        found = headings.find(_numbered(file, encoding, way))
        mojibake.refuse(_numbered(file, encoding, way))
    return Sheet(
        name=name,
        headings=found.names,
        heading_row=found.row,
        last_row=last_row,
        rows=partial(_rows, source, encoding, way, found),
        issues=found.issues,
    )


def _way(file: BinaryIO, encoding: str) -> tuple[str, bool]:
    """The delimiter, and whether the first line only says which it is."""
    with decoding.opened(file, encoding) as text:
        start = text.read(decoding.SAMPLE)
    said = _SAID.match(start)
    if said:
        return said[1], True
    lines = [_QUOTED.sub("", line) for line in start.splitlines()]
    looked = [line for line in lines if line.strip()][:_LINES_LOOKED_AT]
    return max(DELIMITERS, key=lambda sign: _weight(sign, looked)), False


def _weight(sign: str, lines: list[str]) -> tuple[int, int]:
    """A delimiter stands in nearly every line; a comma of a sentence or a title does not."""
    counts = [line.count(sign) for line in lines]
    return sum(map(bool, counts)), sum(counts)


def _numbered(file: BinaryIO, encoding: str, way: tuple[str, bool]) -> Iterator[tuple[int, list[Value]]]:
    """Each row with its number as a spreadsheet program would count it."""
    delimiter, says_which = way
    with decoding.opened(file, encoding) as text:
        reader = csv.reader(text, delimiter=delimiter, strict=True)
        try:
            for number, fields in enumerate(islice(reader, int(says_which), None), 1):
                yield number, [unguard(field.strip()).strip() or None for field in fields]
        except csv.Error as error:
            raise Refusal("broken_csv", row=reader.line_num) from error


def _last_row(rows: Iterator[tuple[int, list[Value]]], limits: Limits) -> int:
    last = 0
    for number, cells in rows:
        if not any(cells):
            continue
        last = number
        if number > limits.rows + MOST_ABOVE:
            raise Refusal("too_many_rows", most=limits.rows, row=number)
        _refuse_width(number, cells, limits)
    return last


def _refuse_width(number: int, cells: list[Value], limits: Limits) -> None:
    if len(cells) > limits.columns and any(cells[limits.columns :]):
        raise Refusal("too_many_columns", most=limits.columns, cell=address(number, len(cells)))
    longest = max(cells, key=lambda cell: len(str(cell or "")))
    if len(str(longest)) > LONGEST_CELL:
        raise Refusal("cell_too_long", cell=address(number, cells.index(longest) + 1), most=LONGEST_CELL)


def _rows(source: Source, encoding: str, way: tuple[str, bool], found: Headings) -> Iterator[Row]:
    width, names = len(found.names), found.names
    is_full = all(names)
    with source.open() as file:
        for number, cells in _numbered(file, encoding, way):
            if number <= found.row or not any(cells):
                continue
            wrong = without_heading(number, cells, names) if len(cells) > width or not is_full else ()
            filled = cells[:width] + [None] * (width - len(cells))
            yield Row(number, tuple(filled), tuple(wrong))
