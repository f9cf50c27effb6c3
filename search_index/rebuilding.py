"""Building a whole index beside the one in use, and switching to it without a gap."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from shutil import rmtree

from search_index import generations
from search_index.analysis import ANALYSIS_VERSION
from search_index.document import Document
from search_index.engines.registry import ENGINES
from search_index.errors import RebuildMismatch
from search_index.generations import Manifest
from search_index.index import SMALL, Index, Setting

CHANGE_OVER_AT = 5_000  # documents; beyond, Whoosh's p95 leaves 50 ms (SEARCH.md §3)
LARGE: Setting = "tantivy"
REPORT_EVERY = 500

Progress = Callable[[int], None]


def rebuild(
    folder: Path,
    documents: Iterable[Document],
    *,
    cursor: int,
    engine: Setting = "auto",
    expected: int | None = None,
    on_progress: Progress | None = None,
) -> int:
    """Build from all documents as of ``cursor``, compare counts, switch. Returns how many there are.

    Readers answer from the old index until the switch and from the new one after it. When the same id comes twice the
    last one stays. ``auto`` takes the engine that fits the number of documents, judged by ``expected`` or by reading
    the first CHANGE_OVER_AT. Killed at any point, the old index stays in use. WriterBusy when another writes.
    """
    with generations.writer_lock(folder):
        chosen, documents = _choose(engine, expected, documents)
        inside = generations.begin(folder, Manifest(chosen, ANALYSIS_VERSION))
        try:
            count = _fill(inside, chosen, documents, cursor, on_progress or _silent)
        except BaseException:
            rmtree(inside, ignore_errors=True)  # what stays is swept by a later writer
            raise
        generations.switch(folder, inside)
        generations.sweep(folder)
    return count


def should_change_over(index: Index) -> bool:
    """True when ``auto`` has outgrown the small engine. Readers keep answering; the caller brings the documents."""
    return index.setting == "auto" and index.engine == SMALL and index.size() >= CHANGE_OVER_AT


def change_over(
    index: Index, documents: Iterable[Document], *, cursor: int, on_progress: Progress | None = None
) -> int:
    """Rebuild with the engine for many documents and switch to it."""
    return rebuild(index.folder, documents, cursor=cursor, engine=LARGE, on_progress=on_progress)


def _choose(engine: Setting, expected: int | None, documents: Iterable[Document]) -> tuple[str, Iterable[Document]]:
    if engine != "auto":
        return engine, documents
    if expected is not None:
        return (LARGE if expected >= CHANGE_OVER_AT else SMALL), documents
    rest = iter(documents)
    first = [document for _, document in zip(range(CHANGE_OVER_AT), rest, strict=False)]
    return (LARGE if len(first) >= CHANGE_OVER_AT else SMALL), _chain(first, rest)


def _chain(first: list[Document], rest: Iterator[Document]) -> Iterator[Document]:
    yield from first
    yield from rest


def _fill(inside: Path, engine: str, documents: Iterable[Document], cursor: int, on_progress: Progress) -> int:
    chosen = ENGINES[engine]
    chosen.create(inside)
    seen: set[int] = set()
    again: dict[int, Document] = {}
    chosen.build(inside, _once(documents, seen, again, on_progress), cursor)
    if again:
        chosen.apply(inside, list(again.values()), [], cursor)
    reader = chosen.open_reader(inside)
    try:
        found = reader.size()
    finally:
        reader.close()
    if found != len(seen):
        raise RebuildMismatch(len(seen), found)
    on_progress(found)
    return found


def _once(
    documents: Iterable[Document], seen: set[int], again: dict[int, Document], on_progress: Progress
) -> Iterator[Document]:
    """Each id the first time; later ones go to ``again``."""
    for document in documents:
        if document.id in seen:
            again[document.id] = document
            continue
        seen.add(document.id)
        if len(seen) % REPORT_EVERY == 0:
            on_progress(len(seen))
        yield document


def _silent(_count: int) -> None:
    """Nobody asked to be told."""
