"""One text made ready for the detectors: its shadow, its runs of digits, its tables, and what stands before a place."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from content.masking.detectors import runs, tables
from content.masking.findings import Setting
from content.masking.normalise import Shadow, fold

_REACH = 36
# The words inside a mask announce nothing.
_MASK = re.compile(r"［?[^［］]{0,8}已隐去］")
_MASKED = "＊"


@dataclass(frozen=True)
class Reading:
    """What every detector is handed; nothing in it changes."""

    shadow: Shadow

    @property
    def text(self) -> str:
        return self.shadow.text

    @property
    def digits(self) -> str:
        return self.shadow.digits

    @cached_property
    def runs(self) -> list[runs.Run]:
        return runs.find(self.shadow.digits)

    @cached_property
    def cells(self) -> list[tables.Cell]:
        return tables.find(self.shadow.text)

    @cached_property
    def _cell_starts(self) -> list[int]:
        return [cell.start for cell in self.cells]

    def cell_at(self, position: int) -> tables.Cell | None:
        """The table cell that holds this place, if it stands in a table."""
        at = bisect_right(self._cell_starts, position) - 1
        if at >= 0 and position <= self.cells[at].end:
            return self.cells[at]
        return None

    @cached_property
    def _rows(self) -> dict[tuple[int, int], str]:
        rows: dict[tuple[int, int], list[str]] = {}
        for cell in self.cells:
            rows.setdefault((cell.table, cell.row), []).append(f"{cell.header} {self.text[cell.start : cell.end]}")
        return {place: " ".join(cells) for place, cells in rows.items()}

    def row(self, cell: tables.Cell) -> str:
        """The whole row of a cell, each value behind its heading."""
        return self._rows[cell.table, cell.row]

    def setting(self, position: int) -> Setting:
        return Setting.CELL if self.cell_at(position) else Setting.PROSE

    def before(self, position: int, reach: int = _REACH) -> str:
        """What stands before a place: the column's heading and the cell so far, or the prose so far."""
        cell = self.cell_at(position)
        if cell:
            return f"{cell.header}：{_MASK.sub(_MASKED, self.text[cell.start : position]).strip()}"
        return _MASK.sub(_MASKED, self.text[max(0, position - reach) : position])

    def after(self, position: int, reach: int = 12) -> str:
        return self.text[position : position + reach]

    def line(self, position: int, reach: int = 400) -> tuple[int, int]:
        """Bounds of the line that holds this place, at most ``reach`` either way."""
        start = self.text.rfind("\n", max(0, position - reach), position) + 1 or max(0, position - reach)
        end = self.text.find("\n", position, position + reach)
        return start, end if end >= 0 else min(len(self.text), position + reach)

    def sentence_before(self, position: int, reach: int = 120) -> str:
        """The sentence so far."""
        return re.split(r"[。！？\n]", self.text[max(0, position - reach) : position])[-1]


def read(text: str) -> Reading:
    """Make a text ready for the detectors."""
    return Reading(fold(text))
