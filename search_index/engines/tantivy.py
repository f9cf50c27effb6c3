"""tantivy 0.27, for sites of thousands to millions of documents."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import tantivy
from tantivy import DocAddress, Occur, Order, Searcher

from search_index import ranking
from search_index.analysis import Terms, analyse
from search_index.document import Document, digest
from search_index.engines.asking import META, Asker, Part
from search_index.engines.base import Heads, Limits, Request
from search_index.generations import sync_folder
from search_index.query import Need
from search_index.results import Group, Hit, Page

BUILD_BYTES = 128_000_000
UPDATE_BYTES = 32_000_000
MOST_VALUES = 10_000  # of one facet; beyond, counts would be cut
WINDOW = 200  # best matches of a group that are put in order by match and freshness; further down by match alone
ID_MASK = (1 << ranking.ID_BITS) - 1
WORD_FIELDS = {
    "all": "position",
    "head": "position",
    "grams": "basic",
    "headgrams": "basic",
    "sound": "basic",
    "starts": "basic",
}

unreadable = (OSError, ValueError, KeyError)


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for name, option in WORD_FIELDS.items():
        builder.add_text_field(name, tokenizer_name="gaps", index_option=option)
    builder.add_text_field("code", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("meta", tokenizer_name="raw", index_option="basic")
    builder.add_json_field("facets", tokenizer_name="raw", index_option="basic", fast=True)
    builder.add_unsigned_field("id", indexed=True)
    builder.add_unsigned_field("order", fast=True)
    builder.add_unsigned_field("digest", fast=True)
    builder.add_unsigned_field("until", indexed=True)
    builder.add_unsigned_field("cursor", stored=True)
    builder.add_json_field("heads", stored=True)
    return builder.build()


def _register(index: tantivy.Index) -> tantivy.Index:
    gaps = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
    index.register_tokenizer("gaps", gaps)
    index.config_reader("manual")  # no watching thread: it would not survive a fork
    return index


def create(folder: Path) -> None:
    index = _register(tantivy.Index(_schema(), path=str(folder)))
    _commit(folder, index.writer(UPDATE_BYTES, 1), 0)


def build(folder: Path, documents: Iterable[Document], cursor: int) -> None:
    writer = _open(folder).writer(BUILD_BYTES, 1)
    try:
        for document in documents:
            writer.add_document(_made(document))
    except BaseException:
        writer.rollback()  # or its threads would go on writing into a folder that is about to be removed
        writer.wait_merging_threads()
        raise
    _commit(folder, writer, cursor)


def apply(folder: Path, puts: Iterable[Document], drops: Iterable[int], cursor: int) -> None:
    index = _open(folder)
    writer = index.writer(UPDATE_BYTES, 1)
    puts = list(puts)
    gone = [*drops, *(document.id for document in puts)]
    # Not by term: in 0.27 that takes a number for a signed one and deletes nothing.
    writer.delete_documents_by_query(tantivy.Query.term_set_query(index.schema, "id", gone))
    for document in puts:
        writer.add_document(_made(document))
    _commit(folder, writer, cursor)


def _open(folder: Path) -> tantivy.Index:
    return _register(tantivy.Index.open(str(folder)))


def _commit(folder: Path, writer: tantivy.IndexWriter, cursor: int) -> None:
    """The cursor is a document of its own, replaced in the same commit."""
    writer.delete_documents_by_term("meta", META)
    marker = tantivy.Document()
    marker.add_text("meta", META)
    marker.add_unsigned("cursor", cursor)
    writer.add_document(marker)
    writer.commit()
    writer.wait_merging_threads()
    sync_folder(folder)


def _made(document: Document) -> tantivy.Document:
    made, terms = tantivy.Document(), analyse(document)
    made.add_unsigned("id", document.id)
    made.add_unsigned("order", ranking.order_key(document.day, document.id))
    made.add_unsigned("digest", digest(document))
    made.add_unsigned("until", ranking.last_day(document.until))
    made.add_json("facets", dict(document.facets))
    made.add_json("heads", {"id": document.id, "title": document.title, "names": list(document.names)})
    _add_terms(made, terms)
    return made


def _add_terms(made: tantivy.Document, terms: Terms) -> None:
    for name in ("all", "head"):
        for text in getattr(terms, name):
            made.add_text(name, text)
    for name in ("grams", "headgrams", "sound", "starts"):
        made.add_text(name, " ".join(getattr(terms, name)))
    for code in terms.code:
        made.add_text("code", code)


def open_reader(folder: Path) -> TantivyReader:
    return TantivyReader(folder)


class TantivyReader:
    """Threads search side by side; only noticing a commit is done by one at a time."""

    def __init__(self, folder: Path) -> None:
        self._meta = folder / "meta.json"
        self._index = _open(folder)
        self._asker = Asker(self._index.schema)
        self._reloading = threading.Lock()
        self._seen = self._mark()
        self._index.reload()

    def search(self, request: Request) -> Page:
        return _Search(self._newest(), self._asker, request).page()

    def heads(self, need: Need, limits: Limits, limit: int) -> list[Heads]:
        searcher = self._newest()
        query = self._asker.both([(Occur.Must, self._asker.need(need))], self._asker.limits(limits, searcher))
        found = searcher.search(query, limit, count=False).hits
        kept = (searcher.doc(address).get_first("heads") for _, address in found)
        return [Heads(each["id"], each["title"], tuple(each["names"])) for each in kept]

    def holds(self, codes: Iterable[str], limits: Limits) -> set[str]:
        searcher = self._newest()
        allowed = self._asker.limits(limits, searcher)
        asked = {code: self._asker.need(Need("code", "every", (code,))) for code in codes}
        return {
            code for code, query in asked.items()
            if searcher.search(self._asker.both([(Occur.Must, query)], allowed), 1, count=False).hits
        }  # fmt: skip

    def cursor(self) -> int:
        searcher = self._newest()
        ((_, address),) = searcher.search(self._asker.need(Need("meta", "every", (META,))), 1).hits
        return searcher.doc(address).get_first("cursor")

    def size(self) -> int:
        return self._newest().num_docs - 1

    def digests(self) -> dict[int, int]:
        searcher = self._newest()
        everything = searcher.search(
            self._asker.both([]), max(1, searcher.num_docs), count=False, order_by_field="order"
        )
        known = searcher.fast_field_values("digest", [address for _, address in everything.hits])
        return {key & ID_MASK: each for (key, _), each in zip(everything.hits, known, strict=True)}

    def close(self) -> None:
        """Nothing to do: the files are let go with the last searcher."""

    def _newest(self) -> Searcher:
        mark = self._mark()
        if mark != self._seen:
            with self._reloading:
                self._index.reload()
                self._seen = mark
        return self._index.searcher()

    def _mark(self) -> tuple[int, int]:
        found = self._meta.stat()
        return found.st_ino, found.st_mtime_ns


class _Search:
    """One request on one unmoving view of the index."""

    def __init__(self, searcher: Searcher, asker: Asker, request: Request) -> None:
        self._searcher = searcher
        self._asker = asker
        self._request = request
        self._limits = asker.limits(request.limits, searcher)

    def page(self) -> Page:
        total, facets = self._counts()
        ranked = self._request.sort == "relevance" and self._request.query.wanted
        hits = [] if self._request.limit < 1 else self._ranked(total) if ranked else self._by_day()
        return Page(tuple(hits), total, facets)

    # counts

    def _counts(self) -> tuple[int, dict[str, dict[str, int]]]:
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
        answer = self._searcher.aggregate(query, {**wanted, " total": {"value_count": {"field": "order"}}})
        buckets = {name: answer[name]["buckets"] for name in names}
        facets = {name: {each["key"]: each["doc_count"] for each in found} for name, found in buckets.items()}
        return int(answer[" total"]["value"]), facets

    # hits

    def _by_day(self) -> list[Hit]:
        request = self._request
        order = Order.Asc if request.sort == "oldest" else Order.Desc
        query = self._asker.both(self._asker.words(request.query), self._limits)
        found = self._searcher.search(
            query, request.limit, count=False, order_by_field="order", offset=request.offset, order=order
        )
        return [Hit(key & ID_MASK) for key, _ in found.hits]

    def _ranked(self, total: int) -> list[Hit]:
        """Group after group until the page is full; each group without what was in those before."""
        hits: list[Hit] = []
        earlier: list[Part] = []
        skip, want, met = self._request.offset, self._request.limit, 0
        for group, parts in self._asker.tiers(self._request.query):
            if not parts or want <= 0 or met >= total:
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
            return found.count, self._hits(group, self._weighed(found.hits))
        # Not counting lets tantivy skip what cannot be among the best; fewer than asked for is the count itself.
        found = self._searcher.search(query, max(WINDOW, skip + want), count=False)
        weighed = self._weighed(found.hits)
        ordered = sorted(weighed[:WINDOW], reverse=True) + weighed[WINDOW:]
        return len(ordered), self._hits(group, ordered[skip : skip + want])

    def _weighed(self, found: list[tuple[float, DocAddress]]) -> list[tuple[float, int]]:
        """Score and order key: of equal scores the newer is the greater."""
        keys = self._searcher.fast_field_values("order", [address for _, address in found])
        return [(score * ranking.freshness(key), key) for (score, _), key in zip(found, keys, strict=True)]

    def _hits(self, group: Group, weighed: list[tuple[float, int]]) -> list[Hit]:
        return [Hit(key & ID_MASK, score, group) for score, key in weighed]
