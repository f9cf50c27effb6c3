"""A workbook of 50,000 penalties taken in: beside what reading and inserting it cost bare, in the same run."""

from __future__ import annotations

import io
import resource
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from flask import Flask
from python_calamine import CalamineWorkbook
from sqlalchemy import JSON, Column, Integer, MetaData, String, Table, create_engine, func, insert, select

from app import create_app
from benchmarks import site, tables
from content import clock
from content.auth import people, units
from content.database import begin_writing
from content.display.models import PublicItem
from content.importers import advancing, receiving
from content.items.batches import Batch, BatchState
from content.kinds import reader
from content.records import generating
from content.spreadsheets.books import writing
from content.spreadsheets.source import Source
from content.workflow import batch_deciding, batches
from portal.cli import batches as driving
from portal.cli.database import prepare
from portal.database import db
from portal.settings import Settings

ROWS = 50_000
BEFORE_NAMES = (BatchState.READING, BatchState.STORING)
#: What is asked for: times the bare cost, records a second, megabytes.
MOST_TIMES, LEAST_RATE, MOST_MEGABYTES = 4.0, 500, 900


def run(rows: int = ROWS) -> None:
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        path = workbook(folder / "penalties.xlsx", rows)
        bare = timed(lambda: read_and_insert(path, folder / "bare.db"))
        app = create_app(Settings(data_dir=str(folder / "site"), demo="0"))
        with app.app_context():
            steps = taken_in(app, path)
            memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            steps |= carried_out(app)
            shown = db.session.scalar(select(func.count()).select_from(PublicItem)) or 0
            db.session.remove()
            db.engine.dispose()
    imported = steps["read, check, store"]
    rate = rows / steps["publish"]
    tables.show(
        f"Import of {rows} rows",
        ("step", "seconds", "rows a second"),
        [
            (step, f"{took:.1f}", f"{rows / took:.0f}")
            for step, took in ({"bare read and insert": bare} | steps).items()
        ],
    )
    print(f"  import {imported / bare:.2f} times the bare cost (at most {MOST_TIMES})")
    print(
        f"  publish {rate:.0f} a second (at least {LEAST_RATE}); {shown} shown, the others kept inside by their terms"
    )
    print(f"  {memory:.0f} MB after import (at most {MOST_MEGABYTES})")


def workbook(path: Path, rows: int) -> Path:
    fields = reader.kind("penalty").fields
    with writing(path, is_long=True) as book:
        sheet = book.sheet("1")
        for column, field in enumerate(fields):
            book.write(sheet, 0, column, field.label())
        for number, row in enumerate(generating.rows("penalty", rows, seed=1, today=clock.today()), 1):
            for column, field in enumerate(fields):
                if row.get(field.name) is not None:
                    book.write(sheet, number, column, row[field.name])
    return path


def timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def read_and_insert(path: Path, database: Path) -> None:
    """What nobody can do without: calamine reads the cells, one Core insert stores them."""
    rows = CalamineWorkbook.from_filelike(io.BytesIO(path.read_bytes())).get_sheet_by_index(0).to_python()
    headings = [str(heading) for heading in rows[0]]
    record = Table(
        "record", MetaData(), Column("id", Integer, primary_key=True), Column("title", String), Column("fields", JSON)
    )
    engine = create_engine(f"sqlite:///{database}")
    record.metadata.create_all(engine)
    with engine.begin() as connection:
        values = [dict(zip(headings, map(str, row), strict=True)) for row in rows[1:]]
        connection.execute(insert(record), [{"title": row[headings[0]], "fields": row} for row in values])
    engine.dispose()


def taken_in(app: Flask, path: Path) -> dict[str, float]:
    prepare()
    batch_id = driving.write(lambda session: hand_in(app, session, path))
    began = time.perf_counter()
    stored = began
    for _ in driving.steps(app, batch_id):
        if state(batch_id) in BEFORE_NAMES:
            stored = time.perf_counter()
    return {"read, check, store": stored - began, "names and forms": time.perf_counter() - stored}


def hand_in(app: Flask, session: Any, path: Path) -> int:
    writer, *_ = site.staff(session)
    unit = units.by_code(session, "zhifa")
    return receiving.receive(
        session,
        app.extensions["vault"],
        Source(path),
        name=path.name,
        unit=unit,
        kind="penalty",
        mode="all",
        by=writer,
    ).id


def state(batch_id: int) -> BatchState:
    return advancing.state_of(driving.read(), batch_id)


def carried_out(app: Flask) -> dict[str, float]:
    batch_id = driving.read().scalars(select(Batch.id)).one()
    session = db.session()
    begin_writing(session)
    batch = session.get_one(Batch, batch_id)
    writer, reviewer, publisher = (team(session, name) for name in "wrp")
    batches.submit(session, batch, by=writer, secrecy_checked=True)
    for group in batch_deciding.groups(session, batch):
        batch_deciding.decide(session, batch, by=reviewer, shows=False, field=group.field, kind=group.kind)
    session.commit()
    through(app, batch_id)
    session = db.session()
    begin_writing(session)
    batch, reviewer, publisher = session.get_one(Batch, batch_id), team(session, "r"), team(session, "p")
    batches.approve(session, batch, by=reviewer, seen_digest=batches.digest_of(session, batch))
    batches.publish(session, batch, by=publisher)
    session.commit()
    return {"publish": timed(lambda: through(app, batch_id))}


def team(session: Any, name: str) -> Any:
    return people.by_username(session, f"bench-{name}")


def through(app: Flask, batch_id: int) -> None:
    for _ in driving.steps(app, batch_id):
        pass
