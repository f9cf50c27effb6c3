"""Searching a whole site: in process, as served pages, and beside raw tantivy and stock FTS5, in one run.

Every question asks what the page asks: the best 20, the true total and the counts of all five facets. The two others
answer the same questions about the same documents with the same totals and counts. Read ratios: machines differ.
"""

from __future__ import annotations

import socket
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlencode

from flask import Flask
from sqlalchemy import delete, insert

from benchmarks import kept, pages, search_site, tables
from benchmarks.invented_records import TODAY, Question, questions
from benchmarks.search_engines import RawTantivy, StockFts5
from content import clock
from content.database import begin_writing
from content.display import searching
from content.display.models import PublicItem
from content.display.searching import FACETS, Ask
from content.items.models import Edition, Item
from content.outbox.change_log import Change
from content.surfaces import search
from portal.database import db
from search_index.index import Index, open_index
from search_index.query import parse

ROUNDS, SLOW_ROUNDS = 40, 3  # FTS5 takes seconds beyond a hundred thousand
SLOW_FROM = 60_000
ADDED = 20
MOST_MEGABYTES = 300
Asked = dict[str, list[Question]]
Engine = RawTantivy | StockFts5
Times = dict[str, list[float]]


def run(records: int, articles: int, keep: Path | None = None) -> None:
    """With a folder to keep, what is built there stays, and a later run only asks."""
    print(f"\nSearching {records:,} records and {articles:,} articles")
    if keep:
        keep.mkdir(parents=True, exist_ok=True)
    with search_site.filled(records, articles, keep) as (app, folder):
        kept.once(folder, "index", lambda: search_site.index(app, folder))
        engines = [built(app, folder, RawTantivy(folder / "raw", FACETS))]
        engines += [built(app, folder, StockFts5(folder / "fts5", FACETS))]
        ask(app, folder, engines, records, articles)


def ask(app: Flask, folder: Path, engines: list[Engine], records: int, articles: int) -> None:
    asked = {name: [full(each) for each in some] for name, some in questions(records, articles, ROUNDS).items()}
    measured: dict[str, Times] = {}
    with app.app_context():
        index = opened(folder / "search_index")
        measured["index"] = times(asked, lambda question: totals_of(index, question))
        with app.test_request_context("/"):
            measured["with rows"] = times(asked, lambda question: found(app, question))
    measured["served page"] = served(folder, asked)
    for engine in engines:
        measured[engine.name] = beside(engine, index, asked)
    show(measured)
    with app.app_context():
        show_added(app, index)


def full(question: Question) -> Question:
    return replace(question, facets=FACETS)


def ask_of(question: Question) -> Ask:
    return Ask(
        words=" ".join(question.words),
        filters={"kind": question.kind} if question.kind else {},
        sort="newest" if question.by_day else "relevance",
    )


def opened(place: Path) -> Index:
    began = time.perf_counter()
    index = open_index(place)
    size = index.size()
    print(f"  {index.engine} over {size:,} opened in {(time.perf_counter() - began) * 1000:.0f} ms")
    return index


def totals_of(index: Index, question: Question) -> int:
    ask = ask_of(question)
    return index.search(
        parse(ask.words), today=TODAY, filters=ask.filters, sort=ask.sort, facet_fields=FACETS  # type: ignore[arg-type]
    ).total  # fmt: skip


def found(app: Flask, question: Question) -> int:
    """What the page is made of: synonyms, hits read from the database and checked, snippets, names of facets."""
    total = searching.search(db.session(), app.extensions["search"], ask_of(question)).total
    db.session.rollback()
    return total


def times(asked: Asked, answer: Callable[[Question], object], rounds: int = ROUNDS) -> Times:
    """Of a warm process, as A14 asks: everything is asked once before, of every engine alike."""
    for some in asked.values():
        for question in some[:rounds]:
            answer(question)
    return {name: [timed(answer, question) for question in some[:rounds]] for name, some in asked.items()}


def timed(answer: Callable[[Question], object], question: Question) -> float:
    began = time.perf_counter()
    answer(question)
    return (time.perf_counter() - began) * 1000


def show_added(app: Flask, index: Index) -> None:
    """One more public item: from its commit in the database until a search shows it."""
    taken = []
    for number in range(ADDED):
        item_id = add_row(number)
        began = time.perf_counter()
        while search.catch_up(db.session(), index):
            pass
        hits = searching.search(db.session(), app.extensions["search"], Ask(words=f"新增条目{number:05d}")).hits
        taken.append((time.perf_counter() - began) * 1000)
        if [hit.item.item_id for hit in hits] != [item_id]:
            raise RuntimeError("what was added is not found")
        take_away(item_id)
        while search.catch_up(db.session(), index):
            pass
        db.session.rollback()
    middle, high = tables.percentile(taken, 0.5), tables.percentile(taken, 0.95)
    print(f"  one more item taken in and found: p50 {middle:.0f} ms, p95 {high:.0f} ms")


def add_row(number: int) -> int:
    """As a publication leaves it: a copy of the newest row under another name, and its line in the change log."""
    session = db.session()
    begin_writing(session)
    model = session.query(PublicItem).order_by(PublicItem.item_id.desc()).first()
    if model is None:
        raise RuntimeError("nothing is public")
    item_id = model.item_id + 1
    for row_of, own in ((Item, "id"), (Edition, "id"), (PublicItem, "item_id")):
        row = search_site.values_of(session.get_one(row_of, model.item_id))  # type: ignore[arg-type]
        row |= {own: item_id, "title": f"新增条目{number:05d}", "edition_id": item_id, "item_id": item_id}
        session.execute(insert(row_of), {name: row[name] for name in row if hasattr(row_of, name)})
    session.execute(insert(Change), {"item_id": item_id, "effect": "shown", "at": model.published_at})
    session.commit()
    return item_id


def take_away(item_id: int) -> None:
    """So that a kept site stays what it was."""
    session = db.session()
    session.rollback()
    begin_writing(session)
    for model, own in ((PublicItem, "item_id"), (Edition, "id"), (Item, "id")):
        session.execute(delete(model).where(getattr(model, own) == item_id))
    session.execute(insert(Change), {"item_id": item_id, "effect": "gone", "at": clock.now()})
    session.commit()


# served


def served(folder: Path, asked: Asked) -> Times:
    with pages.served(folder) as port, closing(socket.create_connection(("127.0.0.1", port))) as connection:
        measured = times(asked, lambda question: pages.fetch(connection, address(question)))
        memory = max(map(own_memory, children_of_gunicorn()))
        verdict = "under" if memory < MOST_MEGABYTES else "OVER"
        print(f"  the web process keeps {memory:.0f} MB of its own ({verdict} {MOST_MEGABYTES})")
    return measured


def address(question: Question) -> str:
    ask = ask_of(question)
    return "/search?" + urlencode({"q": ask.words, **ask.filters, "sort": ask.sort})


def children_of_gunicorn() -> list[int]:
    """The processes below the one this process started last."""
    started = [int(child) for child in kin(Path("/proc/self/task").iterdir())]
    below = [int(child) for each in started for child in kin(Path(f"/proc/{each}/task").iterdir())]
    return below or started


def kin(tasks) -> list[str]:  # noqa: ANN001
    return [child for task in tasks for child in (task / "children").read_text(encoding="ascii").split()]


def own_memory(process: int) -> float:
    """Megabytes that are not mapped files: what the index's pages in the page cache take is shared and not counted."""
    lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Anonymous:")) / 1024


# beside others


def built(app: Flask, folder: Path, engine: Engine) -> Engine:
    kept.once(folder, engine.name, lambda: build(app, engine))
    engine.open()
    return engine


def build(app: Flask, engine: Engine) -> str:
    began = time.perf_counter()
    with app.app_context():
        engine.build(search.documents(db.session()))
        db.session.remove()
    return f"{engine.name} built in {time.perf_counter() - began:.1f} s"


def beside(engine: Engine, ours: Index, asked: Asked) -> Times:
    is_slow = isinstance(engine, StockFts5) and ours.size() > SLOW_FROM
    found = times(asked, engine.ask, SLOW_ROUNDS if is_slow else ROUNDS)
    checked = [each for name, some in asked.items() if "code" not in name for each in some[:2]]
    unequal = [each.words for each in checked if totals_of(ours, each) != engine.ask(each)]
    print(f"  {engine.name}: {len(checked) - len(unequal)} of {len(checked)} totals equal ours {unequal[:3] or ''}")
    return found


def show(measured: dict[str, Times]) -> None:
    everything = {name: [each for some in kinds.values() for each in some] for name, kinds in measured.items()}
    rows = [(kind, *(three(measured[name][kind]) for name in measured)) for kind in next(iter(measured.values()))] + [
        ("ALL", *(three(everything[name]) for name in measured))
    ]
    tables.show("p50 / p95 / p99, ms", ("question", *measured), rows)
    high = {name: tables.percentile(some, 0.95) for name, some in everything.items()}
    raw, stock = high["raw tantivy"], high["FTS5 stock"]
    for name in ("index", "with rows", "served page"):
        bar = "within" if high[name] <= 1.6 * raw + 3 else "BEYOND"
        print(
            f"  {name}: p95 {high[name]:.1f} ms; raw tantivy {raw:.1f} ({high[name] / raw:.2f} times,"
            f" {bar} 1.6 times + 3 ms); FTS5 stock {stock:.0f} ({stock / high[name]:.0f} times slower)"
        )


def three(some: list[float]) -> str:
    return " / ".join(f"{tables.percentile(some, share):.1f}" for share in (0.5, 0.95, 0.99))
