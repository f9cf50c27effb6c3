"""What can go wrong with an index, each with the reason as a code."""

from __future__ import annotations


class SearchError(Exception):
    """Base of everything this package raises. ``code`` is stable; callers word it."""

    code = "search_failed"


class IndexUnavailable(SearchError):
    """There is no index that can be read: ``reason`` is ``missing``, ``corrupt`` or ``format``. A rebuild cures all."""

    code = "index_unavailable"

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class WriterBusy(SearchError):
    """Another process or thread holds the writer's lock."""

    code = "writer_busy"


class RebuildMismatch(SearchError):
    """The new index does not hold as many documents as were given; the old one stays in use."""

    code = "rebuild_mismatch"

    def __init__(self, given: int, found: int) -> None:
        super().__init__(f"{given} documents given, {found} found")
        self.given = given
        self.found = found
