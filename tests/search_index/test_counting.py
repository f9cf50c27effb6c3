"""tantivy counts beside finding the page: whoever counts, and in whatever process, the answer is the same."""

from __future__ import annotations

import os
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from search_index.engines import tantivy_search
from search_index.query import parse

TODAY = date(2026, 11, 22)


def answer(index):
    page = index.search(parse("运输"), today=TODAY, facet_fields=["kind", "unit"])
    return page.ids, page.total, page.facets


@pytest.fixture
def counters(monkeypatch):
    """One counter, who is busy until let go."""
    pool, let_go = ThreadPoolExecutor(max_workers=1), threading.Event()
    other_work = pool.submit(let_go.wait, 5)
    monkeypatch.setattr(tantivy_search, "counters", lambda: pool)
    yield other_work
    let_go.set()
    pool.shutdown()


def test_nobody_waits_for_counters_who_are_busy(both_filled, counters, monkeypatch):
    counted = []
    real = tantivy_search.Search._counts
    monkeypatch.setattr(tantivy_search.Search, "_counts", lambda search: counted.append(search) or real(search))

    ids, total, facets = answer(both_filled["tantivy"])

    assert not counters.done()
    assert len(counted) == 1, "counted once, by whoever asked"
    assert (set(ids), total, facets) == (set(ids), *answer(both_filled["whoosh"])[1:])


def test_a_forked_process_counts_with_threads_of_its_own(both_filled):
    index = both_filled["tantivy"]
    before = answer(index)
    child = os.fork()
    if child == 0:
        verdict = 1
        try:
            is_same = answer(index) == before
            names = {thread.name for thread in threading.enumerate()}
            verdict = 0 if is_same and any(name.startswith("count") for name in names) else 1
        finally:
            os._exit(verdict)

    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
