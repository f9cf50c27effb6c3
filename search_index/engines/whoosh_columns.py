"""What the Whoosh engine keeps in memory of each document, side by side, so that one walk filters, counts and ranks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain, compress
from typing import NamedTuple

Flags = int  # a set of documents: one byte each, 1 or 0, as a number, so that &, | and ^ are single steps


class Row(NamedTuple):
    """Stored with each document, as a plain tuple; its order is the file format."""

    id: int
    order: int
    until: int
    facets: dict[str, str]
    all: str
    head: str
    title: str
    names: tuple[str, ...]
    digest: int


ABSENT = Row(-1, 0, -1, {}, "", "", "", (), 0)  # what stands for a deleted document or the cursor


@dataclass(frozen=True)
class Segment:
    """The rows of one Whoosh segment in its own order. The cursor is a row that is a mere number."""

    name: str
    rows: list
    deleted: frozenset[int]

    def standing(self) -> Iterable[Row]:
        for number, row in enumerate(self.rows):
            yield ABSENT if number in self.deleted or isinstance(row, int) else Row(*row)

    def cursors(self) -> Iterable[int]:
        return (row for n, row in enumerate(self.rows) if isinstance(row, int) and n not in self.deleted)


class Columns:
    """All segments as one numbering: document n is place n of every column."""

    def __init__(self, rows: list[Row], cursor: int) -> None:
        self.rows = rows
        self.cursor = cursor
        self.live = pack(row is not ABSENT for row in rows)
        self.place_of = {row.id: place for place, row in enumerate(rows) if row is not ABSENT}
        self.order = [row.order for row in rows]
        self.until = [row.until for row in rows]
        self.text = {"all": [row.all for row in rows], "head": [row.head for row in rows]}
        self.mean_length = sum(map(len, self.text["all"])) / max(1, len(self.place_of))
        self.soonest_end = min((row.until for row in rows if row is not ABSENT), default=0)
        self._facets: dict[str, list[str | None]] = {}
        self.found: dict = {}  # need → flags, filled by walks over these same columns

    def __len__(self) -> int:
        return len(self.place_of)

    def facet(self, name: str) -> list[str | None]:
        if name not in self._facets:
            self._facets[name] = [row.facets.get(name) or None for row in self.rows]
        return self._facets[name]

    def flag(self, places: Iterable[int]) -> Flags:
        flags = bytearray(len(self.rows))
        for place in places:
            flags[place] = 1
        return int.from_bytes(flags, "little")

    def bytes_of(self, flags: Flags) -> bytes:
        return flags.to_bytes(len(self.rows), "little")

    def places(self, flags: Flags) -> list[int]:
        return list(compress(range(len(self.rows)), self.bytes_of(flags)))


def merge(segments: list[Segment]) -> Columns:
    rows = list(chain.from_iterable(segment.standing() for segment in segments))
    return Columns(rows, max(chain.from_iterable(segment.cursors() for segment in segments)))


def pack(truths: Iterable[bool]) -> Flags:
    return int.from_bytes(bytes(map(bool, truths)), "little")
