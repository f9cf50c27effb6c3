"""The parts of a file laid out as texts the gate can read: paragraphs in a row, cells under their headings."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby

from content.attachments.extracted import Part

_WIDEST_GAP = 64
#: Would break a row apart; each is replaced by one character, so that offsets stay.
_IN_CELL = str.maketrans({"|": "/", "\n": " ", "\r": " ", "\t": " "})


@dataclass
class Composition:
    """One text and, for each stretch of it, the part it came from."""

    text: str = field(default="", repr=False)
    starts: list[int] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)

    def part_at(self, position: int) -> Part:
        return self.parts[max(0, bisect_right(self.starts, position) - 1)]


def compose(parts: Iterable[Part]) -> dict[str, Composition]:
    """One composition per flow, in the order in which flows first appear."""
    flows: dict[str, list[Part]] = {}
    for part in parts:
        flows.setdefault(part.flow, []).append(part)
    return {flow: _composed(members) for flow, members in flows.items()}


def _composed(parts: list[Part]) -> Composition:
    whole = Composition()
    pieces: list[str] = []
    length, table = 0, None
    for (here, row), members in groupby(parts, key=_line_of):
        line = list(members)
        opening = "\n" if pieces and table != here else ""
        table = here
        for text, part in ((opening, None), *(_row(line) if row and len(line) > 1 else _plain(line))):
            if part is not None:
                whole.starts.append(length)
                whole.parts.append(part)
            pieces.append(text)
            length += len(text)
    whole.text = "".join(pieces)
    return whole


def _line_of(part: Part) -> tuple[tuple[str, int, str] | None, int]:
    place = part.place
    return ((place.code, place.number, place.name), place.row) if place.row else (None, 0)


def _plain(line: list[Part]) -> Iterable[tuple[str, Part | None]]:
    for part in line:
        yield part.text, part
        yield "\n", None


def _row(line: list[Part]) -> Iterable[tuple[str, Part | None]]:
    """`| a |  | c |`: an empty cell keeps its column, for the heading above counts columns."""
    yield "|", None
    column = 1
    for part in line:
        gap = min(max(0, part.place.column - column), _WIDEST_GAP)
        yield "  |" * gap + " ", None
        yield part.text.translate(_IN_CELL), part
        yield " |", None
        column = part.place.column + 1
    yield "\n", None
