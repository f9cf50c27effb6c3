"""From a publication's commit to the first search that shows it: the real worker idle, then under a large import."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask

from app import create_app
from benchmarks import imports, site, tables
from content.auth import units
from content.display import searching
from content.display.searching import Ask
from content.errors import Refusal
from content.importers import receiving
from content.items.batches import Batch, BatchState
from content.spreadsheets.source import Source
from content.workflow import batch_deciding, batch_examining, batches
from portal.cli import batches as driving
from portal.cli.database import prepare
from portal.database import db
from portal.settings import Settings

ROOT = Path(__file__).parent.parent
IDLE, PAUSE, LOOK_EVERY, LONGEST = 60, 0.5, 0.02, 180.0
#: Seconds at the 95th percentile that are asked for.
BARS = {"idle": 1.0, "import": 5.0}
Waits = dict[str, list[float]]


def run(rows: int) -> None:
    """Of no rows: the idle worker alone."""
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        path = imports.workbook(Path(name) / "penalties.xlsx", rows)
        app = create_app(Settings(data_dir=str(Path(name) / "site"), demo="0"))
        with app.app_context():
            prepare()
            publisher = Publisher(app)
            with worker(Path(name) / "site"):
                publisher.one()
                waits = {"idle": [publisher.one() for _ in range(IDLE)]}
                if rows:
                    waits |= publisher.beside(publisher.hand_in(path))
            db.session.remove()
            db.engine.dispose()
    show(rows, waits)


@contextmanager
def worker(folder: Path) -> Iterator[None]:
    """`flask worker` in a process of its own, as it runs beside the web."""
    words = [sys.executable, "-m", "flask", "--app", "app", "worker"]
    environment = os.environ | {"DATA_DIR": str(folder), "DEMO": "0"}
    child = subprocess.Popen(words, cwd=ROOT, env=environment)  # noqa: S603
    try:
        yield
    finally:
        child.terminate()
        child.wait(timeout=60)


class Publisher:
    """Publishes one article after the other by the real verbs, and looks for each until a search shows it."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.chance = random.Random(3)  # noqa: S311
        self.number = 0
        driving.write(site.staff)

    def one(self) -> float:
        time.sleep(PAUSE * self.chance.random())
        self.number += 1
        driving.write(self.publish)
        began = time.perf_counter()
        while not self.is_found():
            if time.perf_counter() - began > LONGEST:
                raise RuntimeError(f"number {self.number} is not found")
            time.sleep(LOOK_EVERY)
        return time.perf_counter() - began

    def publish(self, session) -> None:  # noqa: ANN001
        site.publish(session, self.number, self.chance, tuple(imports.team(session, name) for name in "wrp"))

    def is_found(self) -> bool:
        ask = Ask(words=f"连交〔2026〕{self.number + 1}号")
        try:
            return searching.search(db.session(), self.app.extensions["search"], ask).total > 0
        except Refusal:  # the worker has not built the first index yet
            return False
        finally:
            db.session.remove()

    def hand_in(self, path: Path) -> int:
        return driving.write(lambda session: self.received(session, path).id)

    def received(self, session, path: Path) -> Batch:  # noqa: ANN001
        unit, by = units.by_code(session, "zhifa"), imports.team(session, "w")
        return receiving.receive(
            session, self.app.extensions["vault"], Source(path),
            name=path.name, unit=unit, kind="penalty", mode="good", by=by,
        )  # fmt: skip

    def beside(self, batch_id: int) -> Waits:
        """Wait after wait while the worker carries the batch, by what it was at; people do their part in between."""
        waits: Waits = {}
        while (state := imports.state(batch_id)) is not BatchState.PUBLISHED:
            if state is BatchState.FAULTY:
                raise RuntimeError("the sheet was refused")
            if state is BatchState.READY:
                driving.write(lambda session: people_submit(session, batch_id))
            elif state is BatchState.SUBMITTED and is_examined(batch_id):
                driving.write(lambda session: people_release(session, batch_id))
            db.session.remove()
            waits.setdefault(f"import: {state.value}", []).append(self.one())
        return waits


def is_examined(batch_id: int) -> bool:
    session = driving.read()
    try:
        batch_examining.refuse_unexamined(session, session.get_one(Batch, batch_id))
    except Refusal:
        return False
    return True


def people_submit(session, batch_id: int) -> None:  # noqa: ANN001
    batch, reviewer = session.get_one(Batch, batch_id), imports.team(session, "r")
    batches.submit(session, batch, by=imports.team(session, "w"), secrecy_checked=True)
    for group in batch_deciding.groups(session, batch):
        batch_deciding.decide(session, batch, by=reviewer, shows=False, field=group.field, kind=group.kind)


def people_release(session, batch_id: int) -> None:  # noqa: ANN001
    batch = session.get_one(Batch, batch_id)
    batches.approve(session, batch, by=imports.team(session, "r"), seen_digest=batches.digest_of(session, batch))
    batches.publish(session, batch, by=imports.team(session, "p"))


def show(rows: int, waits: Waits) -> None:
    whole = waits | {"import": [wait for name, some in waits.items() if name != "idle" for wait in some]}
    whole = {name: some for name, some in whole.items() if some}
    told = [
        (name, len(some), *(f"{tables.percentile(some, share):.2f}" for share in (0.5, 0.95)), f"{max(some):.2f}")
        for name, some in whole.items()
    ]
    tables.show(f"Published until found, seconds; import of {rows:,} rows", ("worker", "n", "p50", "p95", "max"), told)
    for name, bar in [(name, bar) for name, bar in BARS.items() if name in whole]:
        high = tables.percentile(whole[name], 0.95)
        print(f"  {name}: p95 {high:.2f} s ({'within' if high <= bar else 'BEYOND'} {bar:.0f})")
