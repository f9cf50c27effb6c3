"""A sheet of an Excel workbook: surveyed first, then its values by calamine."""

from __future__ import annotations

from collections.abc import Container, Iterator
from functools import partial
from typing import BinaryIO

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from content.errors import Issue, Refusal
from content.spreadsheets import glancing, headings, marks, mojibake, walking, workbook
from content.spreadsheets.archive import Archive, open_archive
from content.spreadsheets.cells import Value, is_blank, tidy
from content.spreadsheets.headings import Headings
from content.spreadsheets.limits import Limits
from content.spreadsheets.sheet import Row, Sheet, without_heading
from content.spreadsheets.survey import Survey, refuse_far
from content.spreadsheets.workbook import SheetEntry

#: As Rust's panics arrive here: no ``Exception``, and in no module that could be imported.
_PANIC = "PanicException"


def read(file: BinaryIO, limits: Limits, chosen: str | None) -> Sheet:
    archive = open_archive(file, limits)
    workbook.refuse_other_kinds(archive)
    entry, hidden_sheets = _choose(archive, limits, chosen)
    _refuse_false_sizes(archive)
    survey = survey_of(archive, entry.part, limits)
    if not survey.has_values:
        raise Refusal("sheet_is_empty")
    values = _values(file, entry.name)
    last_row, last_column = _ends(values, survey)
    refuse_far(last_row, last_column, limits)
    found = headings.find(_numbered(values))
    mojibake.refuse(_numbered(values))
    return Sheet(
        name=entry.name,
        headings=found.names,
        heading_row=found.row,
        last_row=last_row,
        rows=partial(_rows, values, found, survey.hidden_rows, marks.by_row(survey, found, last_row, limits)),
        issues=(*found.issues, *marks.of_headings(survey, found)),
        warnings=(
            *marks.hidden(survey, found, last_row),
            *_hidden_sheets(hidden_sheets),
            *_comments(workbook.comments(archive, entry.part)),
        ),
    )


def survey_of(archive: Archive, part: str, limits: Limits) -> Survey:
    try:
        try:
            return glancing.glance(archive.chunks(part), limits)
        except glancing.Unusual:
            return walking.walk(archive.chunks(part), limits)
    except (ValueError, KeyError) as error:  # a reference that is none
        raise Refusal("file_is_broken") from error


def _choose(archive: Archive, limits: Limits, chosen: str | None) -> tuple[SheetEntry, list[str]]:
    """The sheet that was asked for, or the only one that can be seen and says anything; and the hidden ones beside."""
    sheets = workbook.entries(archive)
    if len({sheet.name for sheet in sheets}) < len(sheets):
        raise Refusal("file_is_broken")
    hidden = [sheet.name for sheet in sheets if sheet.is_hidden and not sheet.is_aside and sheet.name != chosen]
    if chosen is not None:
        named = [sheet for sheet in sheets if sheet.name == chosen]
        if not named:
            raise Refusal("no_such_sheet", sheet=chosen, sheets=[sheet.name for sheet in sheets])
        return named[0], hidden
    speaking = [sheet for sheet in sheets if not (sheet.is_hidden or sheet.is_aside) and _says_anything(archive, sheet)]
    if len(speaking) > 1:
        raise Refusal("several_sheets", sheets=[sheet.name for sheet in speaking])
    if not speaking:
        raise Refusal("sheet_is_empty")
    return speaking[0], hidden


def _says_anything(archive: Archive, sheet: SheetEntry) -> bool:
    """Is there any value in it? Asked by a search, since many a workbook carries two blank sheets."""
    end = b""
    for chunk in archive.chunks(sheet.part):
        text = end + chunk
        if any(sign in text for sign in (b"<v>", b"<v ", b"<is>", b":v>", b":is>", b"<is ", b"<f")):
            return True
        end = text[-8:]
    return False


def _refuse_false_sizes(archive: Archive) -> None:
    """calamine trusts what a part unpacks to; so everything it may open is unpacked here first, and counted."""
    for name in sorted(archive.names):
        if name.startswith("xl/") and not name.startswith(("xl/worksheets/sheet", "xl/media/")):
            for _ in archive.chunks(name):
                pass


def _values(file: BinaryIO, name: str) -> CalamineSheet:
    file.seek(0)
    try:
        return CalamineWorkbook.from_filelike(file).get_sheet_by_name(name)
    except CalamineError as error:
        raise Refusal("file_is_broken") from error
    except BaseException as error:
        if type(error).__name__ == _PANIC:
            raise Refusal("file_is_broken") from error
        raise


def _numbered(values: CalamineSheet) -> Iterator[tuple[int, list[Value]]]:
    return ((number, [tidy(cell) for cell in cells]) for number, cells in enumerate(values.iter_rows(), 1))


def _ends(values: CalamineSheet, survey: Survey) -> tuple[int, int]:
    """The last row and column that say anything; a formula without a result does, too."""
    row, column = values.end or (-1, -1)
    places = survey.formulas | survey.errors
    return max(row + 1, *(row for row, _ in places), 0), max(column + 1, *(column for _, column in places), 0)


def _rows(
    values: CalamineSheet, headings: Headings, hidden: Container[int], marked: dict[int, list[Issue]]
) -> Iterator[Row]:
    width, names = len(headings.names), headings.names
    is_full = all(names)
    number = 0
    for number, raw in enumerate(values.iter_rows(), 1):
        if number <= headings.row:
            continue
        cells = [cell.strip() or None if type(cell) is str else cell for cell in raw]
        issues = marked.get(number, [])
        if len(cells) > width or not is_full:
            issues = [*issues, *without_heading(number, cells, names)]
        if issues or any(cells) or not is_blank(cells):
            yield _row(number, cells, width, issues, number in hidden)
    for later in sorted(row for row in marked if row > number):
        yield _row(later, [], width, marked[later], later in hidden)


def _row(number: int, cells: list[Value], width: int, issues: list[Issue], is_hidden: bool) -> Row:
    filled = cells if len(cells) == width else cells[:width] + [None] * (width - len(cells))
    warnings = (Issue("", "hidden_row", {"row": number}),) if is_hidden else ()
    return Row(number, tuple(filled), tuple(issues), warnings)


def _hidden_sheets(names: list[str]) -> list[Issue]:
    return [Issue("", "hidden_sheets", {"sheets": names})] if names else []


def _comments(cells: list[str]) -> list[Issue]:
    return [Issue("", "comments", {"cells": cells[: marks.MOST_NAMED], "times": len(cells)})] if cells else []
