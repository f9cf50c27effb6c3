"""A table on its way out as csv, xlsx or json: in pieces, safe to open, and saying what it is and where it is from."""

from __future__ import annotations

import csv
import io
import json
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from content.spreadsheets.books import writing
from content.spreadsheets.cells import Value
from content.spreadsheets.guarding import guard

PIECE = 64 * 1024
Cells = Sequence[Value | Decimal]


@dataclass(frozen=True)
class Said:
    """One line above the table: what was asked, when, how many rows, from where. ``name`` is its key in json."""

    name: str
    label: str
    value: str | int

    @property
    def line(self) -> str:
        return f"{self.label}{self.value}"


@dataclass(frozen=True)
class Table:
    """``columns`` are pairs of a key for programs and a heading for people. ``rows`` are gone over once."""

    title: str
    head: tuple[Said, ...]
    columns: tuple[tuple[str, str], ...]
    rows: Iterable[Cells]

    @property
    def headings(self) -> list[str]:
        return [heading for _, heading in self.columns]


def csv_pieces(table: Table) -> Iterator[bytes]:
    """UTF-8 with its mark, as Excel wants it; every line of the head in one cell, so that headings are found again."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    buffer.write("\ufeff")
    writer.writerow([guard(table.title)])
    writer.writerows([guard(said.line)] for said in table.head)
    writer.writerow([])
    writer.writerow([guard(heading) for heading in table.headings])
    for row in table.rows:
        writer.writerow([_guarded(cell) for cell in row])
        if buffer.tell() > PIECE:
            yield buffer.getvalue().encode()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue().encode()


def json_pieces(table: Table) -> Iterator[bytes]:
    """One object: the head by its keys, the headings by theirs, and the rows."""
    head = {"title": table.title} | {said.name: said.value for said in table.head} | {"columns": dict(table.columns)}
    keys = [key for key, _ in table.columns]
    begun = json.dumps(head, ensure_ascii=False)[:-1] + ', "rows": ['
    gathered, size, mark = [begun], len(begun), "\n"
    for row in table.rows:
        text = json.dumps(dict(zip(keys, row, strict=True)), ensure_ascii=False, default=_plain)
        gathered.append(f"{mark}{text}")
        size, mark = size + len(text), ",\n"
        if size > PIECE:
            yield "".join(gathered).encode()
            gathered, size = [], 0
    yield ("".join(gathered) + "\n]}\n").encode()


def xlsx_pieces(table: Table) -> Iterator[bytes]:
    """Laid down on disk row by row and handed out from there, since a workbook is whole only at its end."""
    with tempfile.TemporaryFile() as file:
        _write(table, file)
        file.seek(0)
        while piece := file.read(PIECE):
            yield piece


def _write(table: Table, file: io.BufferedRandom) -> None:
    with writing(file, is_long=True) as book:
        sheet = book.sheet("1")
        sheet.set_column(0, len(table.columns) - 1, 24)
        book.write(sheet, 0, 0, table.title, "title")
        for at, said in enumerate(table.head, 1):
            book.write(sheet, at, 0, said.line)
        first = len(table.head) + 2
        for column, heading in enumerate(table.headings):
            book.write(sheet, first, column, heading, "heading")
        for at, row in enumerate(table.rows, first + 1):
            for column, value in enumerate(row):
                book.write(sheet, at, column, value)


FORMATS: dict[str, Callable[[Table], Iterator[bytes]]] = {
    "csv": csv_pieces,
    "xlsx": xlsx_pieces,
    "json": json_pieces,
}
MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json; charset=utf-8",
}


def _guarded(cell: Value | Decimal) -> str:
    if cell is None:
        return ""
    return guard(cell) if isinstance(cell, str) else str(_plain(cell))


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat(" ", "seconds")
    return value.isoformat() if isinstance(value, date) else str(value)
