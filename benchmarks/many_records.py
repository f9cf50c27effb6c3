"""A record's, a company's and a column's page at ten thousand public records and at a million, in one process.

Some thousand records go the whole way by the batch verbs; the rest are copies of their rows, with numbers and companies
of their own. What is measured is how pages and their queries grow, not how the rows came there.
"""

from __future__ import annotations

import os
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from benchmarks import exports, tables

BY_VERBS = 2_000
COPIED_AT_ONCE = 20
#: Not at the end of its display yet: what ended is taken down by the worker, and nobody runs one here.
STANDS = "(last_day IS NULL OR last_day > date('now', '+2 days'))"
ASKED = 300
#: How the copies are written, on a connection that goes with them: nothing of it is left when pages are asked.
HURRIED = ("cache_size=-1000000", "synchronous=OFF", "wal_autocheckpoint=50000")
SAME = (
    *("edition_number", "kind", "column_slug", "title", "summary", "html", "text", "issued_on", "change_note"),
    *("published_at", "last_day", "files", "files_text", "digest", "is_record", "repair_from", "unit_id"),
    *("producer_unit_id", "producer_office", "produced_at", "reviewer_unit_id", "reviewer_office", "reviewed_at"),
)
SAME_EDITION = (
    *("number", "state", "version", "title", "summary", "body", "fields", "change_note", "author_id", "last_editor_id"),
    *("editor_ids", "started_at", "edited_at", "return_reasons", "submitter_id", "submitted_at", "reviewer_id"),
    *("secrecy_checked_at", "reviewed_at", "approved_digest", "publisher_id", "published_at"),
)


@contextmanager
def filled(records: int) -> Iterator[Flask]:
    from flask.testing import FlaskCliRunner

    from app import create_app
    from portal.settings import Settings

    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        os.environ["DATA_DIR"] = folder
        app = create_app(Settings(data_dir=folder))
        runner = FlaskCliRunner(app, catch_exceptions=False)
        runner.invoke(args=["db", "upgrade"])
        runner.invoke(args=["demo", "scale", "--records", str(min(BY_VERBS, records))])
        with app.app_context():
            multiply(records)
        yield app


def multiply(records: int) -> None:
    """Copy what the verbs made until there are so many, each copy with its own item, edition, company and number."""
    from portal.database import db

    hurry(db.engine)
    session = db.session()
    made = session.scalar(text("SELECT count(*) FROM public_item WHERE is_record")) or 1
    span = session.scalar(text("SELECT max(id) FROM item"))
    people = session.scalar(text("SELECT max(id) FROM subject"))
    editions = session.scalar(text("SELECT max(id) FROM edition"))
    for copy in range(1, records // made):
        who = copy // COPIED_AT_ONCE * people
        shift = {"by": copy * span, "who": who, "edition": copy * editions, "n": copy, "people": people}
        if copy % COPIED_AT_ONCE == 0:
            session.execute(text(SUBJECTS), {name: shift[name] for name in shift if f":{name}" in SUBJECTS})
        for statement in (ITEMS, EDITIONS, PUBLIC, CHANGES):
            session.execute(text(statement), {name: shift[name] for name in shift if f":{name}" in statement})
        if copy % 50 == 0:
            session.commit()
    session.commit()
    session.execute(text("ANALYZE"))
    session.commit()
    db.session.remove()
    db.engine.dispose()


def hurry(engine: Engine) -> None:
    """Leave the pool one connection, with these habits."""
    engine.dispose()
    connection = engine.raw_connection()
    for habit in HURRIED:
        connection.cursor().execute(f"PRAGMA {habit}")
    connection.close()


SUBJECTS = """INSERT INTO subject (id, sort, code, name, since)
SELECT id + :who, sort, 'C' || substr('00000000000000000' || (id + :who), -17), name || :n, since FROM subject
WHERE id <= :people AND code IS NOT NULL"""
ITEMS = """INSERT INTO item
(id, unit_id, kind, column_slug, started_by_id, started_at, first_published_at, subject_id)
SELECT id + :by, unit_id, kind, column_slug, started_by_id, started_at, first_published_at, subject_id + :who
FROM item WHERE id <= :by / :n AND subject_id IS NOT NULL AND subject_id + :who IN (SELECT id FROM subject)"""
EDITIONS = f"""INSERT INTO edition (id, item_id, {", ".join(SAME_EDITION)})
SELECT id + :edition, item_id + :by, {", ".join(SAME_EDITION)} FROM edition
WHERE id <= :edition / :n AND item_id + :by IN (SELECT id FROM item WHERE id > :by) AND state = 'published'"""  # noqa: S608
PUBLIC = f"""INSERT INTO public_item (item_id, edition_id, subject_id, first_published_at, fields, {", ".join(SAME)})
SELECT item_id + :by, edition_id + :edition, subject_id + :who,
strftime('%Y-%m-%d %H:%M:%f', first_published_at, '-' || :n || ' minutes'),
json_set(fields, '$.document_number', json_extract(fields, '$.document_number') || '-' || :n),
{", ".join(SAME)} FROM public_item
WHERE item_id <= :by / :n AND item_id + :by IN (SELECT id FROM item WHERE id > :by)"""  # noqa: S608
CHANGES = """INSERT INTO change_log (item_id, effect, at)
SELECT item_id, 'shown', '2026-01-01 00:00:00' FROM public_item WHERE item_id > :by"""


def sample(app: Flask) -> dict[str, list[str]]:
    """Addresses of each kind of page, drawn by lot."""
    from portal.database import db

    lot = random.Random(7)  # noqa: S311 - the same addresses each time
    with app.app_context():
        session: Session = db.session()
        ids = list(session.scalars(text(f"SELECT item_id FROM public_item WHERE is_record AND {STANDS}")))
        codes = list(
            session.scalars(
                text(
                    "SELECT code FROM subject WHERE code IS NOT NULL AND id IN"
                    f" (SELECT subject_id FROM public_item WHERE {STANDS} LIMIT 200000)"
                )
            )
        )
        db.session.remove()
    return {
        "record": [f"/items/{item_id}" for item_id in lot.sample(ids, min(ASKED, len(ids)))],
        "company": [f"/subjects/{code}" for code in lot.sample(codes, min(ASKED, len(codes)))],
        "column": [f"/columns/credit-information?kind=permit&after={at}" for at in places(app, ids, lot)],
    }


def places(app: Flask, ids: list[int], lot: random.Random) -> list[str]:
    """Places of pages anywhere in the list, so that none is kept from the time before."""
    from content.display.finding import Place
    from content.display.models import PublicItem
    from portal.database import db

    with app.app_context():
        drawn = lot.sample(ids, min(ASKED, len(ids)))
        found = [db.session.get_one(PublicItem, item_id) for item_id in drawn]
        return [str(Place(item.first_published_at, item.item_id)) for item in found]


def timed(ask: Callable[[], object]) -> float:
    """Milliseconds of processor: a busy machine does not make a page slower. Reading from disk is not in it."""
    start = time.process_time()
    ask()
    return (time.process_time() - start) * 1000


def measure(app: Flask) -> dict[str, tuple[float, float]]:
    """p50 and p95 of each kind of page in milliseconds, every address asked once: nothing is kept yet."""
    client = app.test_client()
    figures = {}
    for name, addresses in sample(app).items():
        for address in addresses[:5]:
            client.get(address)
        times = [timed(lambda address=address: answered(client, address)) for address in addresses[5:]]
        figures[name] = (tables.percentile(times, 0.5), tables.percentile(times, 0.95))
    return figures


def answered(client, address: str) -> None:  # noqa: ANN001
    response = client.get(address)
    if response.status_code != 200:
        raise RuntimeError(f"{address} answered {response.status_code}")


def run(most: int) -> None:
    rows = []
    known: dict[str, float] = {}
    for records in (10_000, most):
        begun = time.perf_counter()
        with filled(records) as app:
            size = Path(app.extensions["settings"].folder / "site.db").stat().st_size
            print(f"{records:>9,} records in {time.perf_counter() - begun:.0f} s, {size / 1e6:,.0f} MB")
            for name, (middle, high) in measure(app).items():
                ratio = f"{high / known[name]:.2f}" if name in known else "1.00"
                known.setdefault(name, high)
                rows.append((name, f"{records:,}", f"{middle:.1f}", f"{high:.1f}", ratio))
            if records == most:
                exports.run(app)
    headers = ("page", "records", "p50 ms", "p95 ms", "× at 10,000")
    tables.show("Pages of records, rendered in process, each address asked once, time of the processor", headers, rows)
