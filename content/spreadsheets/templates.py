"""The empty table a unit fills in: headings with notes, text where digits must survive, and choices to pick from."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from xlsxwriter.worksheet import Worksheet

from content.spreadsheets.addresses import letters
from content.spreadsheets.books import Book, writing
from content.spreadsheets.workbook import ASIDE

#: Rows prepared for filling in; whoever has more pastes them below.
ROWS_PREPARED = 5_000
#: Longer lists of choices do not fit into the rule of a cell and lie on a sheet of their own.
LONGEST_INLINE = 255
_WIDTHS = (12, 40)


@dataclass(frozen=True)
class TemplateColumn:
    """``is_text``: codes, numbers of documents and days, which Excel must leave as they are typed."""

    heading: str
    note: str = ""
    choices: tuple[str, ...] = ()
    is_required: bool = False
    is_text: bool = True


@dataclass(frozen=True)
class Names:
    """What the sheets of a template are called, and what Excel says when something else than a choice is typed."""

    table: str
    guide: str
    choices: str
    wrong_choice: str


def template(
    columns: Sequence[TemplateColumn], names: Names, *, guide: Iterable[Sequence[str]] = (), title: str = ""
) -> bytes:
    """The workbook; ``guide`` are the rows of its second sheet, the first of them its headings."""
    file = io.BytesIO()
    with writing(file) as book:
        table = book.sheet(names.table)
        _headings(book, table, columns)
        _guide(book, names.guide, title, guide)
        _choices(book, table, columns, names)
    return file.getvalue()


def _headings(book: Book, table: Worksheet, columns: Sequence[TemplateColumn]) -> None:
    for at, column in enumerate(columns):
        width = min(max(2 * len(column.heading) + 2, _WIDTHS[0]), _WIDTHS[1])
        table.set_column(at, at, width, book.looks["plain" if column.is_text else "number"])
        book.write(table, 0, at, column.heading, "required" if column.is_required else "heading")
        if column.note:
            table.write_comment(0, at, column.note, {"x_scale": 2})
    table.set_row(0, 32)
    table.freeze_panes(1, 0)


def _guide(book: Book, name: str, title: str, rows: Iterable[Sequence[str]]) -> None:
    """A defined name tells our reader that this sheet explains and holds no data, in whatever language it is called."""
    sheet = book.sheet(name)
    book.workbook.define_name(f"{ASIDE}_guide", f"={quoted(name)}!$A$1")
    if title:
        book.write(sheet, 0, 0, title, "title")
    first = 2 if title else 0
    for at, cells in enumerate(rows, first):
        for column, text in enumerate(cells):
            book.write(sheet, at, column, text, "heading" if at == first else "wrapped")
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 9, 44)
    sheet.freeze_panes(first + 1, 0)


def _choices(book: Book, table: Worksheet, columns: Sequence[TemplateColumn], names: Names) -> None:
    aside: Worksheet | None = None
    for at, column in enumerate(columns):
        if not column.choices:
            continue
        source: list[str] | str = list(column.choices)
        if len(",".join(column.choices)) > LONGEST_INLINE or any("," in choice for choice in column.choices):
            aside = aside or _aside(book, names.choices)
            source = _written(book, aside, at, column.choices, names.choices)
        table.data_validation(
            1, at, ROWS_PREPARED, at, {"validate": "list", "source": source, "error_message": names.wrong_choice}
        )


def _aside(book: Book, name: str) -> Worksheet:
    sheet = book.sheet(name)
    sheet.hide()
    book.workbook.define_name(f"{ASIDE}_choices", f"={quoted(name)}!$A$1")
    return sheet


def _written(book: Book, sheet: Worksheet, column: int, choices: Sequence[str], name: str) -> str:
    for row, choice in enumerate(choices):
        book.write(sheet, row, column, choice)
    return f"={quoted(name)}!${letters(column + 1)}$1:${letters(column + 1)}${len(choices)}"


def quoted(name: str) -> str:
    return "'" + name.replace("'", "''") + "'"
