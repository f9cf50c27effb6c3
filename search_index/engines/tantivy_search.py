"""One search in tantivy: one pass that counts, beside it as few as will do for the page.

Counting walks over every match and the page over the best of them; neither holds the interpreter, so each has a core.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache, partial
from typing import Any, cast

import tantivy
from tantivy import DocAddress, Occur, Order, Searcher

from search_index import ranking
from search_index.engines.base import Request
from search_index.engines.tantivy_queries import Asker, Part
from search_index.results import Group, Hit, Page

NO_VALUE, UNTOLD = "\x1f", "\x1e"  # what stands in a facet's column for an empty value, and counts for none at all
TOTAL = " total"  # no facet is called so
MOST_VALUES = 10_000  # of one facet; beyond, counts would be cut
WINDOW = 200  # best matches of a group that are put in order by match and freshness; further down by match alone
ID_MASK = (1 << ranking.ID_BITS) - 1

Counts = tuple[int, dict[str, dict[str, int]]]


@cache
def counters() -> ThreadPoolExecutor:
    """Threads beside those of the requests; started at the first search, so that they belong to this process."""
    return ThreadPoolExecutor(max_workers=os.cpu_count(), thread_name_prefix="count")


os.register_at_fork(after_in_child=counters.cache_clear)


def column(searcher: Searcher, name: str, addresses: list[DocAddress]) -> list[int]:
    """Values of a field that every document has."""
    return cast("list[int]", searcher.fast_field_values(name, addresses))


def without_empty(counted: dict[str, int]) -> dict[str, int]:
    return {value: count for value, count in counted.items() if value not in (NO_VALUE, UNTOLD)}


class Search:
    """One request on one unmoving view of the index."""

    def __init__(self, searcher: Searcher, asker: Asker, request: Request) -> None:
        self._searcher = searcher
        self._asker = asker
        self._request = request
        self._limits = asker.limits(request.limits, searcher)

    def page(self) -> Page:
        request = self._request
        ranked = request.sort == "relevance" and bool(request.query.wanted)
        if request.limit > 0 and not ranked and not request.facet_fields:
            return self._counted_by_day()
        if request.limit < 1:
            return Page((), *self._counts())
        counted = cache(partial(self._counted, counters().submit(self._counts)))
        hits = self._ranked(lambda: counted()[0]) if ranked else self._by_day(count=False)[1]
        return Page(tuple(hits), *counted())

    def _counted_by_day(self) -> Page:
        total, hits = self._by_day(count=True)
        return Page(tuple(hits), total)

    # counts

    def _counted(self, counting: Future[Counts]) -> Counts:
        """What is being counted; with all threads busy nobody waits for one."""
        return self._counts() if counting.cancel() else counting.result()

    def _counts(self) -> Counts:
        """One pass for the total and every facet that is not filtered by, one more for each that is."""
        filtered = [name for name in self._request.facet_fields if name in self._request.limits.filters]
        plain = [name for name in self._request.facet_fields if name not in filtered]
        words = self._asker.words(self._request.query)
        total, facets = self._aggregate(self._asker.both(words, self._limits), plain)
        for name in filtered:
            others = self._asker.limits(self._request.limits.without(name), self._searcher)
            facets |= self._aggregate(self._asker.both(words, others), [name])[1]
        return total, {name: facets[name] for name in self._request.facet_fields}

    def _aggregate(self, query: tantivy.Query, names: list[str]) -> tuple[int, dict[str, dict[str, int]]]:
        wanted: dict[str, Any] = {name: {"terms": {"field": f"facets.{name}", "size": MOST_VALUES}} for name in names}
        if names:  # as each document has one value or none, the first facet tells the total; counting apart costs more
            wanted[names[0]]["terms"]["missing"] = UNTOLD
        else:
            wanted[TOTAL] = {"value_count": {"field": "order"}}
        answer = self._searcher.aggregate(query, wanted)
        counted = {name: {each["key"]: each["doc_count"] for each in answer[name]["buckets"]} for name in names}
        total = sum(counted[names[0]].values()) if names else int(answer[TOTAL]["value"])
        return total, {name: without_empty(found) for name, found in counted.items()}

    # hits

    def _by_day(self, *, count: bool) -> tuple[int, list[Hit]]:
        request = self._request
        order = Order.Asc if request.sort == "oldest" else Order.Desc
        query = self._asker.both(self._asker.words(request.query), self._limits)
        found = self._searcher.search(
            query, request.limit, count=count, order_by_field="order", offset=request.offset, order=order
        )
        return cast(Any, found).count or 0, [Hit(key & ID_MASK) for key, _ in found.hits]

    def _ranked(self, total: Callable[[], int]) -> list[Hit]:
        """Group after group until the page is full; each group without what was in those before.

        ``total`` is asked for, and waited for, only where a group was found and did not fill the page.
        """
        hits: list[Hit] = []
        earlier: list[Part] = []
        skip, want, met = self._request.offset, self._request.limit, 0
        for group, parts in self._asker.tiers(self._request.query):
            if not parts or want <= 0 or (met and met >= total()):
                continue
            query = self._asker.both(parts, earlier, self._limits)
            count, page = self._group_page(group, query, skip, want)
            hits, want, skip, met = [*hits, *page], want - len(page), max(0, skip - count), met + count
            earlier.append((Occur.MustNot, self._asker.both(parts)))
        return hits

    def _group_page(self, group: Group, query: tantivy.Query, skip: int, want: int) -> tuple[int, list[Hit]]:
        """How many are in the group, as far as it matters, and those of them that belong on the page."""
        if skip >= WINDOW:
            found = self._searcher.search(query, want, offset=skip)
            return cast(Any, found).count, self._hits(group, self._weighed(found.hits))
        # Not counting lets tantivy skip what cannot be among the best; fewer than asked for is the count itself.
        found = self._searcher.search(query, max(WINDOW, skip + want), count=False)
        weighed = self._weighed(found.hits)
        ordered = sorted(weighed[:WINDOW], reverse=True) + weighed[WINDOW:]
        return len(ordered), self._hits(group, ordered[skip : skip + want])

    def _weighed(self, found: list[tuple[float, DocAddress]]) -> list[tuple[float, int]]:
        """Score and order key: of equal scores the newer is the greater."""
        keys = column(self._searcher, "order", [address for _, address in found])
        return [(score * ranking.freshness(key), key) for (score, _), key in zip(found, keys, strict=True)]

    def _hits(self, group: Group, weighed: list[tuple[float, int]]) -> list[Hit]:
        return [Hit(key & ID_MASK, score, group) for score, key in weighed]
