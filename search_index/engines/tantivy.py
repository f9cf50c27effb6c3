"""tantivy 0.27, for sites of thousands to millions of documents."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from pathlib import Path
from typing import Any, cast

import tantivy
from tantivy import Occur, Searcher

from search_index import ranking
from search_index.analysis import Terms, analyse
from search_index.document import Document, digest
from search_index.engines.base import Heads, Limits, Request
from search_index.engines.tantivy_queries import META, Asker
from search_index.engines.tantivy_search import ID_MASK, NO_VALUE, Search, column
from search_index.generations import sync_folder
from search_index.query import Need
from search_index.results import Page

BUILD_BYTES = 128_000_000
UPDATE_BYTES = 32_000_000
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
    writer.garbage_collect_files()  # a killed writer's files may have the very names that come next
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
    made.add_json("facets", {name: value or NO_VALUE for name, value in document.facets.items()})
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
        return Search(self._newest(), self._asker, request).page()

    def heads(self, need: Need, limits: Limits, limit: int) -> list[Heads]:
        searcher = self._newest()
        query = self._asker.both([(Occur.Must, self._asker.need(need))], self._asker.limits(limits, searcher))
        found = searcher.search(query, limit, count=False).hits
        kept = [cast(dict[str, Any], searcher.doc(address).get_first("heads")) for _, address in found]
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
        return cast(int, searcher.doc(address).get_first("cursor"))

    def size(self) -> int:
        return self._newest().num_docs - 1

    def digests(self) -> dict[int, int]:
        searcher = self._newest()
        size = max(1, searcher.num_docs)
        found = searcher.search(self._asker.both([]), size, count=False, order_by_field="order").hits
        known = column(searcher, "digest", [address for _, address in found])
        return {key & ID_MASK: each for (key, _), each in zip(found, known, strict=True)}

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
