"""Does the index hold exactly what is public? Compared document by document, and mended where it does not."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass

from sqlalchemy.orm import Session

from content.outbox import change_log
from content.surfaces import search
from content.surfaces.search import CHUNK, SearchIndex

NAMED = 12
Read = Callable[[], Session]


@dataclass(frozen=True)
class Drift:
    """Items that are public and not in the index, there in another form, and there without being public."""

    missing: tuple[int, ...] = ()
    stale: tuple[int, ...] = ()
    extra: tuple[int, ...] = ()

    @property
    def ids(self) -> list[int]:
        return sorted({*self.missing, *self.stale, *self.extra})

    @property
    def fault(self) -> str:
        """Empty while there is none; otherwise how many of each, the first ones by number."""
        parts = (("missing", self.missing), ("stale", self.stale), ("extra", self.extra))
        return "; ".join(f"{name} {len(ids)}: {named(ids)}" for name, ids in parts if ids)


def named(ids: tuple[int, ...]) -> str:
    return ", ".join(map(str, ids[:NAMED])) + (" …" if len(ids) > NAMED else "")


def compare(read: Read, index: SearchIndex) -> Generator[int, None, Drift]:
    """By count and checksum. Yields after every chunk how many were looked at, so that other work has its turn.

    What changed after the index's cursor is on its way and no drift.
    """
    cursor = index.cursor()
    held = index.digests()
    missing, stale, looked, after = [], [], 0, 0
    while chunk := search.digests_after(read(), after):
        for item_id, digest in chunk:
            kept = held.pop(item_id, None)
            if kept is None:
                missing.append(item_id)
            elif kept != digest:
                stale.append(item_id)
        looked, after = looked + len(chunk), chunk[-1][0]
        yield looked
    on_their_way = change_log.named_after(read(), cursor)
    return Drift(*(tuple(sorted(set(ids) - on_their_way)) for ids in (missing, stale, held)))


def found(read: Read, index: SearchIndex, *, on_progress: Callable[[int], None]) -> Drift:
    """The whole comparison in one go."""
    steps = compare(read, index)
    while True:
        try:
            on_progress(next(steps))
        except StopIteration as end:
            drift: Drift = end.value
            return drift


def repair(read: Read, index: SearchIndex, drift: Drift) -> Iterator[int]:
    """Put and drop what drifted and nothing else, a chunk at a time; yields how many are done."""
    ids = drift.ids
    for start in range(0, len(ids), CHUNK):
        some = ids[start : start + CHUNK]
        search.refill(read, index, some)
        yield start + len(some)
