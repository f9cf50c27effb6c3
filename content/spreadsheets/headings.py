"""Which row names the columns, and what is wrong with how it does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from content.errors import Issue, Refusal
from content.spreadsheets.addresses import address
from content.spreadsheets.cells import Value, text_of
from content.spreadsheets.limits import MOST_ABOVE

Numbered = tuple[int, list[Value]]


@dataclass(frozen=True)
class Headings:
    """``names`` by position, "" where a column has none; nothing follows the last named column."""

    row: int
    names: tuple[str, ...]

    @property
    def issues(self) -> tuple[Issue, ...]:
        times = Counter(filter(None, self.names))
        return tuple(
            Issue("", "heading_twice", {"heading": name, "cells": self._cells(name)})
            for name, count in times.items()
            if count > 1
        )

    def _cells(self, name: str) -> list[str]:
        return [address(self.row, at) for at, other in enumerate(self.names, 1) if other == name]


def find(rows: Iterable[Numbered]) -> Headings:
    """The first row with two cells or more, so that title lines may stand above; else the first that says anything."""
    first: Headings | None = None
    for looked, (number, cells) in enumerate(rows):
        found = _read(number, cells)
        if sum(map(bool, found.names)) > 1:
            return found
        first = first or (found if any(found.names) else None)
        if looked >= MOST_ABOVE and first:
            break
    if first is None:
        raise Refusal("sheet_is_empty")
    return first


def _read(number: int, cells: list[Value]) -> Headings:
    names = [" ".join(text_of(cell).split()) for cell in cells]
    while names and not names[-1]:
        names.pop()
    return Headings(number, tuple(names))
