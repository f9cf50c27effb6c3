"""What the index asks of an engine."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Literal, Protocol

from search_index.document import Document
from search_index.query import Need, Query
from search_index.results import Page

Sort = Literal["relevance", "newest", "oldest"]
Progress = Callable[[int], None]


@dataclass(frozen=True)
class Limits:
    """Which documents may be seen at all: filters, days, what has ended, what is to be left out."""

    today: date
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    day_from: date | None = None
    day_to: date | None = None
    leave_out: frozenset[int] = frozenset()

    def without(self, facet: str) -> Limits:
        return replace(self, filters={name: chosen for name, chosen in self.filters.items() if name != facet})


@dataclass(frozen=True)
class Request:
    query: Query
    limits: Limits
    sort: Sort = "relevance"
    offset: int = 0
    limit: int = 20
    facet_fields: tuple[str, ...] = ()


@dataclass(frozen=True)
class Heads:
    """The title and names of one document, as they were written."""

    id: int
    title: str
    names: tuple[str, ...]


class Reader(Protocol):
    """One open generation. Safe for threads; ``search`` and ``heads`` see the newest commit."""

    def search(self, request: Request) -> Page: ...

    def heads(self, need: Need, limits: Limits, limit: int) -> list[Heads]:
        """Best documents whose title or names meet the need."""
        ...

    def holds(self, codes: Iterable[str], limits: Limits) -> set[str]:
        """Those of the terms of ``code`` that some document has."""
        ...

    def cursor(self) -> int: ...

    def size(self) -> int: ...

    def digests(self) -> dict[int, int]:
        """Of every document, ended ones included."""
        ...

    def close(self) -> None: ...


class Engine(Protocol):
    """Every function is called by the one writer that holds the lock, except ``open_reader``."""

    def create(self, folder: Path) -> None:
        """An empty index with cursor 0."""
        ...

    def build(self, folder: Path, documents: Iterable[Document], cursor: int) -> None:
        """Fill a created index in one go; no id comes twice."""
        ...

    def apply(self, folder: Path, puts: Iterable[Document], drops: Iterable[int], cursor: int) -> None:
        """Take out drops, put in puts (in place of what had their ids), move the cursor: all or nothing, on disk."""
        ...

    def open_reader(self, folder: Path) -> Reader: ...

    @property
    def unreadable(self) -> tuple[type[Exception], ...]:
        """What opening or reading raises when files are missing or broken."""
        ...
