"""One sheet as its reader hands it on: headings, then rows of cells, each with what is wrong with it as a sheet."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from content.errors import Issue
from content.spreadsheets.addresses import address
from content.spreadsheets.cells import Value


@dataclass(frozen=True, slots=True)
class Row:
    """``number`` as the sheet counts its rows; one cell for each heading, None where it is empty.

    A row with ``issues`` cannot be taken as it stands; ``warnings`` say what a person should know before taking it.
    Facts of both: ``cell`` (C12), ``row``, and ``column`` counted from 1, which is a heading's place.
    """

    number: int
    cells: tuple[Value, ...]
    issues: tuple[Issue, ...] = ()
    warnings: tuple[Issue, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """To be gone over as often as wanted. ``last_row`` is the number of the last row that says anything."""

    name: str
    headings: tuple[str, ...]
    heading_row: int
    last_row: int
    rows: Callable[[], Iterator[Row]]
    issues: tuple[Issue, ...] = ()
    warnings: tuple[Issue, ...] = ()

    def __iter__(self) -> Iterator[Row]:
        return self.rows()

    @property
    def height(self) -> int:
        """Rows below the headings, blank ones among them: what progress is measured by."""
        return max(0, self.last_row - self.heading_row)


def cell_issue(code: str, row: int, column: int, **facts: object) -> Issue:
    return Issue("", code, {"cell": address(row, column), "row": row, "column": column} | facts)


def without_heading(row: int, cells: list[Value], headings: tuple[str, ...]) -> list[Issue]:
    """Values that stand under no heading, and so belong to nothing."""
    return [
        cell_issue("no_heading", row, column)
        for column, value in enumerate(cells, 1)
        if value is not None and (column > len(headings) or not headings[column - 1])
    ]
