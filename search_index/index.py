"""The interface: put and drop, search, suggest, cursor; and the reader's way to the generation in use."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Literal

from search_index import generations, suggesting
from search_index.analysis import ANALYSIS_VERSION, whole_code
from search_index.codes import fold_code
from search_index.document import Document
from search_index.engines.base import Engine, Limits, Reader, Request, Sort
from search_index.engines.registry import ENGINES
from search_index.errors import IndexUnavailable
from search_index.generations import Generation, Manifest
from search_index.query import Query
from search_index.results import Page, Suggestion

Setting = Literal["auto", "whoosh", "tantivy"]

SMALL = "whoosh"  # what ``auto`` begins with
ATTEMPTS = 5  # to open what a writer is replacing at this very moment
PAUSE_SECONDS = 0.02


def open_index(folder: Path, engine: Setting = "auto") -> Index:
    """Never fails and touches nothing: ask ``needs_rebuild`` what state it is in."""
    return Index(Path(folder), engine)


class Batch:
    """Changes that become one commit each time ``commit`` is called. What was not committed is forgotten."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._pending: dict[int, Document | None] = {}

    def put(self, document: Document) -> None:
        """In place of whatever had its id; the same put twice changes nothing."""
        self._pending[document.id] = document

    def drop(self, id: int) -> None:  # noqa: A002
        """Harmless when there is no such document."""
        self._pending[id] = None

    def commit(self, cursor: int) -> None:
        """On return all of it is on disk and seen by the next search, and ``cursor`` with it: both or neither."""
        puts = [document for document in self._pending.values() if document is not None]
        drops = [each for each, document in self._pending.items() if document is None]
        self._index.apply(puts, drops, cursor)
        self._pending = {}


class Index:
    """Safe to share between threads. A reader follows every commit and every switch by itself."""

    def __init__(self, folder: Path, setting: Setting) -> None:
        self.folder = folder
        self.setting = setting
        self._opening = threading.Lock()
        self._open: tuple[tuple[int, int], Generation, Reader] | None = None

    # state

    @property
    def needs_rebuild(self) -> str | None:
        """None, or why: ``missing``, ``corrupt``, ``analysis`` (made by other rules; still answers) or ``engine``
        (not the one that was asked for; still answers); ``format``: stored in an older shape, not opened."""
        try:
            manifest = self._current()[0].manifest
        except IndexUnavailable as error:
            return error.reason
        if manifest.analysis != ANALYSIS_VERSION:
            return "analysis"
        return "engine" if self.setting not in ("auto", manifest.engine) else None

    @property
    def engine(self) -> str:
        return self._current()[0].manifest.engine

    @property
    def analysis_version(self) -> int:
        """The one the index in use was made by."""
        return self._current()[0].manifest.analysis

    def cursor(self) -> int:
        """Up to where the caller's log is in the index."""
        return self._reader().cursor()

    def size(self) -> int:
        """How many documents there are, ended ones included."""
        return self._reader().size()

    def digests(self) -> dict[int, int]:
        """Id → ``document.digest`` of every document there is: compared with what ought to be, it says what to put and
        what to drop. Takes a few seconds at a million.
        """
        return self._reader().digests()

    def bytes_on_disk(self) -> int:
        """Of the generation in use."""
        files = [each for each in self._current()[0].folder.iterdir() if each.is_file()]
        return sum(generations.size_of(each) for each in files)

    # reading

    def search(
        self,
        query: Query,
        *,
        today: date,
        filters: Mapping[str, str | Collection[str]] | None = None,
        day_from: date | None = None,
        day_to: date | None = None,
        leave_out: Collection[int] = (),
        sort: Sort = "relevance",
        offset: int = 0,
        limit: int = 20,
        facet_fields: Collection[str] = (),
    ) -> Page:
        """Exact totals and counts over what is public ``today`` and not in ``leave_out``.

        Several values of one filter mean any of them; several filters mean all. An empty choice is no filter. A query
        of no words lists everything, newest first. Raises IndexUnavailable when there is no index to ask.
        """
        began = time.perf_counter()
        limits = Limits(today, _choices(filters), day_from, day_to, frozenset(leave_out))
        page = self._reader().search(Request(query, limits, sort, offset, limit, tuple(facet_fields)))
        return replace(page, took_ms=(time.perf_counter() - began) * 1000)

    def suggest(
        self, prefix: str, *, today: date, limit: int = 8, leave_out: Collection[int] = ()
    ) -> tuple[Suggestion, ...]:
        """Names and titles that begin with, hold or sound like what was typed so far; best first, none twice."""
        return suggesting.complete(self._reader(), prefix, Limits(today, leave_out=frozenset(leave_out)), limit)

    def did_you_mean(
        self, words: str, *, today: date, limit: int = 3, leave_out: Collection[int] = ()
    ) -> tuple[Suggestion, ...]:
        """For a search without hits: names, titles and words of titles that nearly read or sound like the words."""
        return suggesting.near(self._reader(), words, Limits(today, leave_out=frozenset(leave_out)), limit)

    def known_codes(self, codes: Collection[str], *, today: date, leave_out: Collection[int] = ()) -> tuple[str, ...]:
        """Those identifiers that a public document has; sorts out the guesses of a ``Suspicion``."""
        folded = {code: whole_code(fold_code(code)) for code in codes}
        held = self._reader().holds(folded.values(), Limits(today, leave_out=frozenset(leave_out)))
        return tuple(code for code in codes if folded[code] in held)

    # writing

    @contextlib.contextmanager
    def writing(self) -> Iterator[Batch]:
        """The one writer. Makes an empty index where there is none. WriterBusy when another holds the lock,
        IndexUnavailable when what is there cannot be read."""
        with generations.writer_lock(self.folder):
            reason = self.needs_rebuild
            if reason == "missing":
                self._begin()
            elif reason == "corrupt":
                raise IndexUnavailable("corrupt")
            generations.sweep(self.folder)
            yield Batch(self)

    def apply(self, puts: list[Document], drops: list[int], cursor: int) -> None:
        """For ``Batch``, which holds the lock."""
        generation = self._current()[0]
        ENGINES[generation.manifest.engine].apply(generation.folder, puts, drops, cursor)

    def _begin(self) -> None:
        engine = SMALL if self.setting == "auto" else self.setting
        inside = generations.begin(self.folder, Manifest(engine, ANALYSIS_VERSION))
        ENGINES[engine].create(inside)
        generations.switch(self.folder, inside)

    # the way to the generation in use

    def _reader(self) -> Reader:
        return self._current()[1]

    def _current(self) -> tuple[Generation, Reader]:
        """The open generation; opened anew when CURRENT was replaced."""
        opened = self._open
        if opened is None or opened[0] != generations.mark(self.folder):
            with self._opening:
                opened = self._reopened()
        return opened[1], opened[2]

    def _reopened(self) -> tuple[tuple[int, int], Generation, Reader]:
        """A generation may be swept away between reading its name and opening it; then another is in use already."""
        for attempt in range(ATTEMPTS):
            mark = generations.mark(self.folder)
            if mark is None:
                raise IndexUnavailable("missing")
            if self._open is not None and self._open[0] == mark:
                return self._open
            try:
                generation = generations.current(self.folder)
                if generation.manifest.format != generations.FORMAT:
                    raise IndexUnavailable("format")
                reader = _engine(generation).open_reader(generation.folder)
            except UNREADABLE as error:
                if attempt == ATTEMPTS - 1:
                    raise IndexUnavailable("corrupt") from error
                time.sleep(PAUSE_SECONDS)
                continue
            self._open = (mark, generation, reader)
            return self._open
        raise IndexUnavailable("corrupt")


UNREADABLE = tuple({kind for engine in ENGINES.values() for kind in engine.unreadable})


def _engine(generation: Generation) -> Engine:
    return ENGINES[generation.manifest.engine]


def _choices(filters: Mapping[str, str | Collection[str]] | None) -> dict[str, tuple[str, ...]]:
    asked = {name: (value,) if isinstance(value, str) else tuple(value) for name, value in (filters or {}).items()}
    return {name: said for name, chosen in asked.items() if (said := tuple(filter(None, chosen)))}
