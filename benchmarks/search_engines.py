"""Our search beside raw tantivy and stock SQLite FTS5, same documents, same questions, in one run.

    python benchmarks/search_engines.py 10000
    python benchmarks/search_engines.py 1000000 --articles 20000 --without whoosh

Every question asks for the best 20 and the exact total; ``facets`` also for the counts of five fields. Read ratios, not
milliseconds: machines differ. On a machine that others use too, ``--cpu`` measures the searching thread's own time.
"""

from __future__ import annotations

import argparse
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

import tantivy  # noqa: E402

from benchmarks.invented_records import FACETS, TODAY, Question, documents, questions  # noqa: E402
from search_index import analysis, ranking  # noqa: E402
from search_index.document import Document  # noqa: E402
from search_index.folding import fold  # noqa: E402
from search_index.index import Index, open_index  # noqa: E402
from search_index.query import parse  # noqa: E402
from search_index.rebuilding import rebuild  # noqa: E402

MOST_WITH_WHOOSH = 20_000
ROUNDS = 40
SLOW_ROUNDS = 6  # for FTS5 beyond 100 thousand documents


class Ours:
    """Through the interface, parsing included."""

    def __init__(self, folder: Path, engine: str) -> None:
        self.name, self._folder, self._engine = f"ours/{engine}", folder, engine

    def build(self, given: Iterable[Document]) -> None:
        rebuild(self._folder, given, cursor=1, engine=self._engine)  # type: ignore[arg-type]
        self._index = open_index(self._folder, self._engine)  # type: ignore[arg-type]
        self._index.size()

    def ask(self, question: Question) -> int:
        page = self._index.search(
            parse(" ".join(question.words)),
            today=TODAY,
            filters={"kind": question.kind} if question.kind else None,
            facet_fields=question.facets,
            sort="newest" if question.by_day else "relevance",
        )
        return page.total

    def add(self, document: Document) -> float:
        return _time(lambda: _put(self._index, document))


def _put(index: Index, document: Document) -> None:
    with index.writing() as batch:
        batch.put(document)
        batch.commit(cursor=2)
    if index.search(parse(document.title), today=TODAY).total == 0:
        raise AssertionError("what was added is not seen")


class RawTantivy:
    """What the library gives by the shortest way: one text field of pairs, BM25, total, facets."""

    name = "raw tantivy"

    def __init__(self, folder: Path, facets: tuple[str, ...] = FACETS) -> None:
        self._folder = folder
        self._facets = facets

    def build(self, given: Iterable[Document]) -> None:
        self._folder.mkdir()
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("all", tokenizer_name="gaps", index_option="position")
        builder.add_text_field("code", tokenizer_name="raw", index_option="basic")
        builder.add_unsigned_field("order", fast=True)
        for name in self._facets:
            builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
        index = self._registered(tantivy.Index(builder.build(), path=str(self._folder)))
        writer = index.writer(128_000_000, 1)
        for document in given:
            writer.add_document(self._made(document))
        writer.commit()
        writer.wait_merging_threads()
        self.open()

    def open(self) -> None:
        index = self._registered(tantivy.Index.open(str(self._folder)))
        index.reload()
        self._schema, self._searcher = index.schema, index.searcher()

    def _registered(self, index: tantivy.Index) -> tantivy.Index:
        index.register_tokenizer("gaps", tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build())
        return index

    def _made(self, document: Document) -> tantivy.Document:
        made = tantivy.Document()
        for text in (*document.heads, document.text):
            made.add_text("all", " ".join(analysis.tokens(fold(text))))
        for code in document.codes:
            made.add_text("code", code)
        made.add_unsigned("order", ranking.order_key(document.day, document.id))
        for name, value in document.facets.items():
            made.add_text(name, value)
        return made

    def ask(self, question: Question) -> int:
        query = self._query(question)
        order = {"order_by_field": "order"} if question.by_day else {}
        found = self._searcher.search(query, 20, **order)  # type: ignore[arg-type]
        self._searcher.fast_field_values("order", [address for _, address in found.hits])
        if question.facets:
            wanted = {name: {"terms": {"field": name, "size": 1000}} for name in question.facets}
            self._searcher.aggregate(query, wanted)
        return found.count

    def _query(self, question: Question) -> tantivy.Query:
        must = [self._word(word, question.is_code) for word in question.words]
        if question.kind:
            must.append(tantivy.Query.term_query(self._schema, "kind", question.kind, "basic"))
        if len(must) == 1:
            return must[0]
        return tantivy.Query.boolean_query([(tantivy.Occur.Must, each) for each in must])

    def _word(self, word: str, is_code: bool) -> tantivy.Query:
        if is_code:
            return tantivy.Query.term_query(self._schema, "code", word, "basic")
        pairs = analysis.tokens(fold(word))
        if len(pairs) == 1:
            return tantivy.Query.term_query(self._schema, "all", pairs[0])
        return tantivy.Query.phrase_query(self._schema, "all", list(enumerate(pairs)))


class StockFts5:
    """SQLite's full text as its documentation shows it: match, order by rank, count, group by."""

    name = "FTS5 stock"

    def __init__(self, folder: Path, facets: tuple[str, ...] = FACETS) -> None:
        self._folder = folder
        self._facets = facets

    def open(self) -> None:
        self._database = sqlite3.connect(self._folder / "fts.db")

    def build(self, given: Iterable[Document]) -> None:
        self._folder.mkdir()
        self.open()
        names = ", ".join(self._facets)
        self._database.execute(f"CREATE TABLE row (id INTEGER PRIMARY KEY, day INTEGER, {names})")
        self._database.execute("CREATE TABLE code (id INTEGER, code TEXT)")
        self._database.execute("CREATE VIRTUAL TABLE fts USING fts5(words, content='')")
        for document in given:
            words = " ".join(
                token for text in (*document.heads, document.text) for token in analysis.tokens(fold(text))
            )
            row = (document.id, document.day.toordinal(), *map(document.facets.get, self._facets))
            self._database.execute("INSERT INTO row VALUES (?,?,?,?,?,?,?)", row)
            self._database.executemany(
                "INSERT INTO code VALUES (?,?)", ((document.id, each) for each in document.codes)
            )
            self._database.execute("INSERT INTO fts (rowid, words) VALUES (?, ?)", (document.id, words))
        self._database.execute("CREATE INDEX code_code ON code (code)")
        self._database.commit()

    def ask(self, question: Question) -> int:
        if question.is_code:
            return len(self._database.execute("SELECT id FROM code WHERE code = ?", question.words).fetchall())
        match = " AND ".join('"' + " ".join(analysis.tokens(fold(word))) + '"' for word in question.words)
        joined = "fts JOIN row ON row.id = fts.rowid" if question.kind or question.by_day or question.facets else "fts"
        where = "fts MATCH ?" + (" AND row.kind = ?" if question.kind else "")
        given = (match, question.kind) if question.kind else (match,)
        order = "row.day DESC" if question.by_day else "rank"
        ask = self._database.execute
        ask(f"SELECT fts.rowid FROM {joined} WHERE {where} ORDER BY {order} LIMIT 20", given).fetchall()
        for name in question.facets:
            ask(f"SELECT {name}, count(*) FROM {joined} WHERE {where} GROUP BY 1", given).fetchall()
        return ask(f"SELECT count(*) FROM {joined} WHERE {where}", given).fetchone()[0]


Engine = Ours | RawTantivy | StockFts5


def _time(act: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    began = clock()
    act()
    return (clock() - began) * 1000


def measure(engine: Engine, asked: dict[str, list[Question]], clock: Callable[[], float]) -> dict[str, list[float]]:
    for kind in asked.values():
        engine.ask(kind[0])
    return {name: sorted(_time(lambda q=q: engine.ask(q), clock) for q in kind) for name, kind in asked.items()}


def quantile(times: list[float], share: float) -> float:
    return times[min(len(times) - 1, int(len(times) * share))]


def megabytes(folder: Path) -> float:
    return sum(each.stat().st_size for each in folder.rglob("*") if each.is_file()) / 1e6


def probe(folder: Path, engine: str) -> None:
    """In a process of its own: how long opening takes, and what memory is its own after some questions."""
    began = time.perf_counter()
    index = open_index(folder, engine)  # type: ignore[arg-type]
    index.size()
    opened = (time.perf_counter() - began) * 1000
    before = _own_memory()
    for asked in questions(2000, 0, 5).values():
        for question in asked:
            index.search(parse(" ".join(question.words)), today=TODAY, facet_fields=FACETS)
    index.suggest("恒", today=TODAY)
    index.did_you_mean("横达运输", today=TODAY)
    print(f"open {opened:.0f} ms, own memory {_own_memory():.0f} MB ({before:.0f} before the first question)")


def _own_memory() -> float:
    lines = Path("/proc/self/smaps_rollup").read_text(encoding="ascii").splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Anonymous:")) / 1024


def print_table(measured: dict[str, dict[str, list[float]]]) -> None:
    print(f"\n{'p50 / p95, ms':18}" + "".join(f"{name:>22}" for name in measured))
    for kind in next(iter(measured.values())):
        cells = (f"{quantile(each[kind], 0.5):10.2f} / {quantile(each[kind], 0.95):.2f}" for each in measured.values())
        print(f"{kind:18}" + "".join(f"{cell:>22}" for cell in cells))
    everything = {name: sorted(t for times in each.values() for t in times) for name, each in measured.items()}
    cells = (f"{quantile(each, 0.5):10.2f} / {quantile(each, 0.95):.2f}" for each in everything.values())
    print(f"{'ALL':18}" + "".join(f"{cell:>22}" for cell in cells))


def compare(totals: dict[str, list[int]]) -> None:
    ours = next(iter(totals.values()))
    for name, others in totals.items():
        unequal = sum(a != b for a, b in zip(ours, others, strict=False))
        print(f"totals of {name}: {unequal} of {len(others)} differ from the first column")


def run(count: int, articles: int, without: list[str], folder: Path, clock: Callable[[], float]) -> None:
    engines: list[Engine] = [Ours(folder / "ours-tantivy", "tantivy"), RawTantivy(folder / "raw")]
    if count <= MOST_WITH_WHOOSH and "whoosh" not in without:
        engines.insert(1, Ours(folder / "ours-whoosh", "whoosh"))
    if "fts5" not in without:
        engines.append(StockFts5(folder / "fts5"))
    measured, totals = {}, {}
    for engine in engines:
        took = _time(lambda engine=engine: engine.build(documents(count, articles))) / 1000
        place = folder / engine.name.replace("/", "-").replace("raw tantivy", "raw").replace("FTS5 stock", "fts5")
        print(
            f"{engine.name:14} built in {took:.1f} s, {(count + articles) / took:.0f} docs/s, {megabytes(place):.0f} MB"
        )
        rounds = SLOW_ROUNDS if isinstance(engine, StockFts5) and count > 100_000 else ROUNDS
        asked = questions(count, articles, rounds)
        measured[engine.name] = measure(engine, asked, clock)
        totals[engine.name] = [engine.ask(kind[n]) for n in range(min(3, rounds)) for kind in asked.values()]
        if isinstance(engine, Ours):
            _more_about(engine, place, count + articles)
    print_table(measured)
    compare(totals)


def _more_about(engine: Ours, place: Path, count: int) -> None:
    subprocess.run([sys.executable, __file__, "0", "--probe", str(place), engine.name.split("/")[1]], check=True)
    extra = next(documents(1, 0))
    added = sorted(engine.add(replace(extra, id=count + n, title=f"新增第{n}条")) for n in range(1, 21))
    print(f"{'':14} add one, committed and found: p50 {statistics.median(added):.0f} ms, max {added[-1]:.0f} ms")


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("count", type=int)
    asked.add_argument("--articles", type=int, default=0)
    asked.add_argument("--without", nargs="*", default=[], choices=["whoosh", "fts5"])
    asked.add_argument("--cpu", action="store_true", help="time of the processor instead of the clock's")
    asked.add_argument("--probe", nargs=2, help=argparse.SUPPRESS)
    given = asked.parse_args()
    if given.probe:
        probe(Path(given.probe[0]), given.probe[1])
        return
    folder = Path(tempfile.mkdtemp(prefix="search-bench-"))
    try:
        run(given.count, given.articles, given.without, folder, time.thread_time if given.cpu else time.perf_counter)
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
