"""The bureau's boards over fifteen units and three years, in process: time and queries of each page."""

from __future__ import annotations

import random
import re
import statistics
import tempfile
import time
from datetime import timedelta
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, insert, inspect, select

from app import create_app
from benchmarks import site, tables
from content import clock
from content.auth import people, units
from content.auth.roles import Role
from content.database import begin_writing
from content.display.models import PublicItem
from content.items.models import Edition, Item
from content.quotas import counting
from portal.cli.database import prepare
from portal.database import db
from portal.settings import Settings

ITEMS, DAYS = 20_000, 3 * 365
PAGES = ("overview", "units", "columns", "punctuality", "counties", "export")
ROUNDS = 9
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


def values_of(row: Any) -> dict[str, Any]:
    return {attribute.key: getattr(row, attribute.key) for attribute in inspect(row).mapper.column_attrs}


def fill(count: int) -> None:
    """One item through the real verbs, the others copied from it with other days, units and columns."""
    session = db.session()
    begin_writing(session)
    team, rng = site.staff(session), random.Random(1)  # noqa: S311 - invented
    people.grant(session, team[0], units.by_code(session, "xuanjiao"), Role.OVERSEER)
    site.publish(session, 1, rng, team)
    session.flush()
    model = session.scalars(select(PublicItem)).one()
    public, item = values_of(model), values_of(session.get(Item, model.item_id))
    edition = values_of(session.get(Edition, model.edition_id))
    owing = counting.with_target(session, clock.today().year)
    rows: dict[type, list[dict[str, Any]]] = {Item: [], Edition: [], PublicItem: []}
    for number in range(1_000, 1_000 + count):
        at = clock.now() - timedelta(days=rng.randrange(DAYS), hours=1)
        unit, column = rng.choice(owing).id, rng.choice(("updates", "updates", "notices", "rules", "cases"))
        owner = {"unit_id": unit, "producer_unit_id": unit, "reviewer_unit_id": unit}
        rows[Item].append(item | {"id": number, "unit_id": unit, "column": column, "first_published_at": at})
        rows[Edition].append(edition | {"id": number, "item_id": number, "submitted_at": at})
        own = {"item_id": number, "edition_id": number, "column": column, "first_published_at": at}
        rows[PublicItem].append(public | owner | own)
    for table, values in rows.items():
        session.execute(insert(table), values)
    session.commit()


def signed_in(app: Flask) -> FlaskClient:
    client = app.test_client()
    token = TOKEN.search(client.get("/account/sign-in").get_data(as_text=True))
    assert token
    typed = {"csrf_token": token[1], "username": "bench-w", "password": "bench-password-1"}
    client.post("/account/sign-in", data=typed)
    return client


def measure(app: Flask, client: FlaskClient, page: str) -> tuple[float, float, int]:
    """The median of a page in milliseconds after the first, by the clock and of the processor, and its statements."""
    with app.test_request_context():
        from flask import url_for

        path = url_for(f"oversight.{page}")
    asked: list[str] = []
    with app.app_context():
        event.listen(db.engine, "before_cursor_execute", lambda *call: asked.append(call[2]))
    took, worked = [], []
    for _round in range(ROUNDS + 1):
        asked.clear()
        started, began = time.perf_counter(), time.process_time()
        answer = client.get(path)
        took.append(1000 * (time.perf_counter() - started))
        worked.append(1000 * (time.process_time() - began))
        assert answer.status_code == 200, path
    return statistics.median(took[1:]), statistics.median(worked[1:]), len(asked)


def run(count: int = ITEMS) -> None:
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        app = create_app(Settings(data_dir=folder, demo="0"))
        with app.app_context():
            prepare()
            fill(count)
            db.session.remove()
        client = signed_in(app)
        found = [(page, *measure(app, client, page)) for page in PAGES]
        rows = [(page, f"{ms:.0f}", f"{cpu:.0f}", asked) for page, ms, cpu, asked in found]
        head = ("page", "ms", "ms of the processor", "statements")
        tables.show(f"Boards over {count} items of three years, in process", head, rows)
        with app.app_context():
            db.session.remove()
            db.engine.dispose()
