"""Search in process over the generated items: percentiles per class of query."""

from __future__ import annotations

import time

from flask import Flask

from benchmarks import tables
from content.display import searching
from content.display.searching import Ask
from portal.database import db

CLASSES = {
    "common word": ["信用承诺", "双公示", "推进", "企业"],
    "two words": ["东海 大件许可", "公路养护 培训班", "信易行 试点"],
    "phrase": ["“分级分类监管”", "“覆盖企业”"],
    "part of a name": ["执法支", "港航", "东海县"],
    "document number": ["连交〔2026〕77号", "连交(2026)1234号", "连交[2026]９号"],
    "index number": ["014252524/2026-00042", "14252524/2026-01000"],
    "rare words": ["第777期", "第4321期"],
    "nothing": ["量子计算机", "不存在的词语"],
}
ROUNDS = 12


def times(app: Flask, words: str, **more: object) -> list[float]:
    index = app.extensions["search"]
    taken = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        searching.search(db.session(), index, Ask(words=words, **more))  # type: ignore[arg-type]
        taken.append((time.perf_counter() - started) * 1000)
        db.session.rollback()
    return taken


def run(app: Flask) -> None:
    with app.test_request_context("/"):
        measured = {name: [t for words in asked for t in times(app, words)] for name, asked in CLASSES.items()}
        measured["filtered"] = times(app, "信用", filters={"column": "updates"}) + times(
            app, "信用", filters={"unit": "zhifa"}, sort="newest"
        )
        engine, size = app.extensions["search"].engine, app.extensions["search"].size()
    measured["ALL"] = [t for values in measured.values() for t in values]
    rows = [
        (name, f"{tables.percentile(values, 0.5):.1f}", f"{tables.percentile(values, 0.95):.1f}", len(values))
        for name, values in measured.items()
    ]
    title = f"Search with facets, snippets and the last check, {size} items, {engine}, ms"
    tables.show(title, ("class", "p50", "p95", "n"), rows)
