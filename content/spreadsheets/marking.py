"""The table given back with its faults: the same rows, the faulty cells coloured, and every fault in words beside."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from xlsxwriter.worksheet import Worksheet

from content.spreadsheets.books import Book, writing
from content.spreadsheets.sheet import Row, Sheet

#: Cells that carry their fault as a comment, too; a file with more opens slowly. The words beside are never left out.
MOST_COMMENTS = 2_000


@dataclass(frozen=True)
class Fault:
    """``column`` counts the headings from 1; 0 when the whole row is meant."""

    column: int
    text: str


FaultsOf = Callable[[Row], Sequence[Fault]]


def mark(
    sheet: Sheet, faults_of: FaultsOf, file: Path | BinaryIO, *, heading: str, is_faulty_only: bool = False
) -> int:
    """Write the marked table and say how many rows of it are faulty. A row can be mended in place and handed in again.

    ``is_faulty_only`` leaves out the rows without a fault: what is kept to mend after the good ones went in.
    """
    with writing(file, is_long=True) as book:
        table = book.sheet(_safe_name(sheet.name))
        marked = _Marked(book, table, len(sheet.headings))
        table.set_column(0, len(sheet.headings) - 1, 18)
        table.set_column(len(sheet.headings), len(sheet.headings), 60)
        table.freeze_panes(1, 0)
        for column, name in enumerate((*sheet.headings, heading)):
            book.write(table, 0, column, name, "heading")
        for row in sheet:
            faults = faults_of(row)
            if faults or not is_faulty_only:
                marked.add(row, faults)
    return marked.faulty


class _Marked:
    def __init__(self, book: Book, table: Worksheet, width: int) -> None:
        self.book, self.table, self.width = book, table, width
        self.at = self.faulty = self.comments = 0

    def add(self, row: Row, faults: Sequence[Fault]) -> None:
        self.at += 1
        texts: dict[int, list[str]] = {}
        for fault in faults:
            texts.setdefault(fault.column - 1, []).append(fault.text)
        for column, value in enumerate(row.cells):
            self.book.write(self.table, self.at, column, value, "faulty" if column in texts else "")
            if column in texts:
                self._comment(column, texts[column])
        if faults:
            self.faulty += 1
            self.book.write(self.table, self.at, self.width, "\n".join(fault.text for fault in faults), "wrapped")

    def _comment(self, column: int, texts: list[str]) -> None:
        self.comments += 1
        if self.comments <= MOST_COMMENTS:
            self.table.write_comment(self.at, column, "\n".join(texts), {"x_scale": 2})


def _safe_name(name: str) -> str:
    """What Excel accepts as the name of a sheet."""
    kept = "".join(sign for sign in name if sign not in "[]:*?/\\").strip("'")
    return kept[:31] or "1"
