"""Whoosh 2.7.4, for small sites. It keeps the terms; filters, phrases, counts and ranks are one walk over columns."""

from __future__ import annotations

import pickle
import struct
import threading
import zlib
from collections.abc import Iterable
from pathlib import Path

from whoosh import fields
from whoosh.analysis import SpaceSeparatedTokenizer
from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex
from whoosh.index import IndexError as NoSuchIndex
from whoosh.reading import TermNotFound
from whoosh.writing import IndexWriter

from search_index import ranking
from search_index.analysis import analyse, plain_heads, plain_texts
from search_index.document import Document, digest
from search_index.engines.base import Heads, Limits, Request
from search_index.engines.whoosh_columns import Columns, Row, Segment, merge
from search_index.engines.whoosh_walk import Walk
from search_index.generations import sync_folder
from search_index.query import Need
from search_index.results import Page

MEMORY_MB = 64
CURSOR = "cursor"
TERM_FIELDS = ("all", "sound", "code")  # the others are read off the columns

unreadable = (
    *(OSError, EOFError, ValueError, KeyError),
    *(pickle.UnpicklingError, struct.error, zlib.error, NoSuchIndex),
)


def _schema() -> fields.Schema:
    """Pickled into the index, so the classes in it must keep their import paths: they are all Whoosh's own."""
    schema = fields.Schema(id=fields.ID(), row=fields.STORED())
    for name in TERM_FIELDS:
        schema.add(name, fields.ID(analyzer=SpaceSeparatedTokenizer()))
    for name in ("id", *TERM_FIELDS):
        schema[name].scorable = True  # without lengths Whoosh looks for their file once per posting: half the time
    return schema


def _storage(folder: Path) -> FileStorage:
    return FileStorage(str(folder), supports_mmap=False)  # with mmap, opening copies the whole segment


def _open(folder: Path) -> FileIndex:
    return _storage(folder).open_index()


def create(folder: Path) -> None:
    index = _storage(folder).create_index(_schema())
    _commit(folder, index.writer(), 0)


def build(folder: Path, documents: Iterable[Document], cursor: int) -> None:
    apply(folder, documents, (), cursor, fresh=True)


def apply(folder: Path, puts: Iterable[Document], drops: Iterable[int], cursor: int, *, fresh: bool = False) -> None:
    """``fresh``: nothing is in the index yet, so nothing is looked for to be replaced."""
    index = _open(folder)
    writer = index.writer(limitmb=MEMORY_MB)
    puts = puts if fresh else list(puts)
    gone = [CURSOR] if fresh else [CURSOR, *map(str, drops), *(str(document.id) for document in puts)]
    for number in _numbers(index, gone):
        writer.delete_document(number)
    for document in puts:
        _add(writer, document)
    _commit(folder, writer, cursor)


def _numbers(index: FileIndex, keys: Iterable[str]) -> list[int]:
    with index.reader() as reader:
        known = [key for key in keys if ("id", key) in reader]
        return [number for key in known for number in reader.postings("id", key).all_ids()]


def _add(writer: IndexWriter, document: Document) -> None:
    terms = analyse(document)
    row = Row(
        id=document.id,
        order=ranking.order_key(document.day, document.id),
        until=ranking.last_day(document.until),
        facets=dict(document.facets),
        all=plain_texts(document),
        head=plain_heads(document),
        title=document.title,
        names=document.names,
        digest=digest(document),
    )
    writer.add_document(
        id=str(document.id),
        row=tuple(row),
        all=" ".join(set(" ".join(terms.all).split())),
        sound=" ".join(terms.sound),
        code=" ".join(terms.code),
    )


def _commit(folder: Path, writer: IndexWriter, cursor: int) -> None:
    writer.add_document(id=CURSOR, row=cursor)
    writer.commit()
    sync_folder(folder)  # Whoosh itself never does


def open_reader(folder: Path) -> WhooshReader:
    return WhooshReader(folder)


class WhooshReader:
    """Whoosh's files share one read position, so one thread reads at a time; a search takes a few milliseconds."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._storage = _storage(folder)
        self._lock = threading.Lock()
        self._segments: dict[str, Segment] = {}
        self._open()

    def search(self, request: Request) -> Page:
        with self._lock:
            return Walk(self._newest(), self._postings).page(request)

    def heads(self, need: Need, limits: Limits, limit: int) -> list[Heads]:
        with self._lock:
            return Walk(self._newest(), self._postings).heads(need, limits, limit)

    def holds(self, codes: Iterable[str], limits: Limits) -> set[str]:
        with self._lock:
            walk = Walk(self._newest(), self._postings)
            return {code for code in codes if walk.any(Need("code", "every", (code,)), limits)}

    def cursor(self) -> int:
        with self._lock:
            return self._newest().cursor

    def size(self) -> int:
        with self._lock:
            return len(self._newest())

    def digests(self) -> dict[int, int]:
        with self._lock:
            columns = self._newest()
            return {each: columns.rows[place].digest for each, place in columns.place_of.items()}

    def close(self) -> None:
        with self._lock:
            self._reader.close()

    def _newest(self) -> Columns:
        if self._index.latest_generation() != self._reader.generation():
            old = self._reader
            self._open()
            old.close()
        return self._columns

    def _open(self) -> None:
        """Searcher.refresh() is broken in 2.7.4 (races, duplicates), so each generation is opened anew."""
        self._index = self._storage.open_index()
        self._reader = self._index.reader()
        self._segments = {segment.name: segment for segment in map(self._segment, self._leaves())}
        self._columns = merge([self._segments[_name(leaf)] for leaf in self._leaves()])

    def _leaves(self) -> list:
        return [leaf for leaf, _ in self._reader.leaf_readers() if leaf.doc_count_all()]

    def _segment(self, leaf) -> Segment:
        """Rows of a segment never change, only which of them are deleted, so they are read once."""
        known, numbers = self._segments.get(_name(leaf)), range(leaf.doc_count_all())
        rows = known.rows if known else [leaf.stored_fields(number)["row"] for number in numbers]
        return Segment(_name(leaf), rows, frozenset(filter(leaf.is_deleted, numbers)))

    def _postings(self, field: str, token: str) -> Iterable[int]:
        try:
            return self._reader.postings(field, token).all_ids()
        except TermNotFound:
            return ()


def _name(leaf) -> str:
    return leaf.segment().segment_id()
