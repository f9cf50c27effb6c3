"""A small invented corpus, an index of it in each engine, and the meaning of a query spelled out without any engine."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from pathlib import Path

import pytest

from search_index.analysis import Terms, analyse
from search_index.document import Document
from search_index.index import Index, open_index
from search_index.query import Need, Query
from search_index.rebuilding import rebuild

TODAY = date(2026, 11, 22)
ENGINES = ["whoosh", "tantivy"]


def corpus() -> list[Document]:
    chance = random.Random(5)
    return [_notice(), *(_record(chance, number) for number in range(2, 161))]


def _notice() -> Document:
    return Document(
        1,
        "关于印发2024年全市交通运输信用体系建设工作要点的通知",
        ("连云港市交通运输局",),
        "推进信用承诺制度，落实“四书同达”。信息用于公示，不作其他承担或许诺。",
        ("连交〔2024〕98号", "14252524/2024-00150"),
        {"kind": "policy", "column": "制度建设", "unit": "xj", "year": "2024"},
        date(2024, 5, 30),
    )


def _record(chance: random.Random, number: int) -> Document:
    place = chance.choice(("连云港市", "海州区", "赣榆区", "东海县"))
    brand = "".join(chance.choices("恒达通远顺捷安泰鑫盛隆宏博", k=2))
    name = f"{place}{brand}{chance.choice(('运输', '物流', '航运'))}有限公司"
    kind = chance.choice(("permit", "penalty", "rating"))
    matter = chance.choice(("超限运输许可", "道路货物运输经营许可", "未按规定超限行驶", "信用修复"))
    day = date(2026, 11, 20) - timedelta(days=chance.randint(0, 1500))
    until = chance.choice((None, None, TODAY - timedelta(days=1), TODAY, TODAY + timedelta(days=30)))
    code = f"9132070{number % 10}MA1MK{number:04d}A"
    decision = f"连交罚〔{day.year}〕{number}号"
    text = f"{decision} {name}，{chance.choice(('准予', '警告', '公示'))}{matter}。条例第{number % 70}条。"
    facets = {"kind": kind, "unit": f"u{number % 4}", "year": str(day.year)}
    facets |= {"column": "信用信息"} if number % 5 else {}
    return Document(number, f"{name}{matter}", (name,), text, (code, decision), facets, day, until)


def _build(folder: Path, engine: str, documents: Iterable[Document], cursor: int = 1) -> Index:
    rebuild(folder, documents, cursor=cursor, engine=engine)
    return open_index(folder, engine)


@pytest.fixture(scope="session")
def documents() -> list[Document]:
    return corpus()


@pytest.fixture(scope="session", params=ENGINES)
def engine(request) -> str:
    return request.param


@pytest.fixture(scope="session")
def filled(engine, documents, tmp_path_factory) -> Index:
    """The corpus, to be read only."""
    return _build(tmp_path_factory.mktemp(engine), engine, documents)


@pytest.fixture(scope="session")
def both_filled(documents, tmp_path_factory) -> dict[str, Index]:
    return {engine: _build(tmp_path_factory.mktemp(engine), engine, documents) for engine in ENGINES}


@pytest.fixture
def build(tmp_path, engine) -> Callable[..., Index]:
    """Documents → an index of their own."""
    return lambda *documents, cursor=1: _build(tmp_path / "index", engine, documents, cursor)


@pytest.fixture(scope="session")
def build_for_all(engine, tmp_path_factory) -> Callable[[Iterable[Document]], Index]:
    return lambda documents: _build(tmp_path_factory.mktemp(engine), engine, documents)


def _holds(terms: Terms, need: Need) -> bool:
    if need.how == "phrase":
        row = f" {' '.join(need.tokens)} "
        return any(row in f" {stream} " for stream in getattr(terms, need.field))
    found = sum(token in getattr(terms, need.field) for token in set(need.tokens))
    return found >= (need.fewest if need.how == "most" else len(set(need.tokens)))


@pytest.fixture(scope="session")
def means() -> Callable[[Query, Document], bool]:
    """What a query asks of a document, by definition; the engines must agree with it."""

    def answer(query: Query, document: Document) -> bool:
        terms = analyse(document)
        wanted = all(any(_holds(terms, need) for need in clause.match) for clause in query.wanted)
        return wanted and not any(_holds(terms, need) for clause in query.unwanted for need in clause.match)

    return answer
