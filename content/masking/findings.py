"""What a detector says: a kind, a stretch, how sure and why; never the value itself."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import IntEnum

CERTAIN = "certain"
LIKELY = "likely"
UNCERTAIN = "uncertain"


@dataclass(frozen=True)
class Place:
    """Where a person would look: the paragraph of a field, counted from one, and the offset inside it."""

    field: str
    paragraph: int
    offset: int


class Setting(IntEnum):
    """What surrounds a finding: running text, or a table's cell."""

    PROSE = 0
    CELL = 1


@dataclass(frozen=True)
class Finding:
    """``text[start:end]`` is data of ``kind``; ``why``: label, checksum, shape, context, list, reference, consent."""

    kind: str
    start: int
    end: int
    confidence: str
    why: str
    place: Place | None = None
    is_masked: bool = True
    setting: Setting = Setting.PROSE

    def moved(self, start: int, end: int) -> Finding:
        """The same finding in other coordinates."""
        return replace(self, start=start, end=end)

    def meets(self, start: int, end: int) -> bool:
        """Does it share a character with this stretch?"""
        return self.start < end and start < self.end


def without_overlaps(findings: list[Finding]) -> list[Finding]:
    """Keep the earlier-listed of any two that overlap; answer in the order of the text."""
    kept: list[Finding] = []
    taken = Taken()
    for finding in findings:
        if taken.is_free(finding.start, finding.end):
            taken.add(finding.start, finding.end)
            kept.append(finding)
    return sorted(kept, key=lambda finding: finding.start)


class Taken:
    """Stretches that are spoken for, in buckets so that asking stays cheap in a long text."""

    _WIDTH = 64

    def __init__(self, stretches: list[tuple[int, int]] | None = None) -> None:
        self._buckets: dict[int, list[tuple[int, int]]] = {}
        for start, end in stretches or []:
            self.add(start, end)

    def add(self, start: int, end: int) -> None:
        for bucket in range(start // self._WIDTH, (end - 1) // self._WIDTH + 1):
            self._buckets.setdefault(bucket, []).append((start, end))

    def holds(self, start: int, end: int) -> bool:
        """Is all of it spoken for by one stretch?"""
        return any(a <= start and end <= b for a, b in self._buckets.get(start // self._WIDTH, ()))

    def remove(self, start: int, end: int) -> None:
        for bucket in range(start // self._WIDTH, (end - 1) // self._WIDTH + 1):
            self._buckets[bucket].remove((start, end))

    def is_free(self, start: int, end: int) -> bool:
        buckets = range(start // self._WIDTH, (end - 1) // self._WIDTH + 1)
        return not any(a < end and start < b for bucket in buckets for a, b in self._buckets.get(bucket, ()))
