"""`flask demo scale`: a data directory filled with published records, by the verbs that carry every other batch."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context

import click
from flask import Flask, current_app
from flask.cli import ScriptInfo, with_appcontext
from sqlalchemy.orm import Session

from content import clock
from content.auth import people, units
from content.auth.people import Person
from content.auth.units import Unit
from content.importers import advancing, checking
from content.importers.advancing import Hands
from content.importers.checking import Checked
from content.importers.mapping import Mapped
from content.items.batches import Batch, BatchState
from content.kinds import reader
from content.records import generating
from content.workflow import batch_deciding, batches
from portal.cli import demo
from portal.cli.batches import read, steps, write
from portal.settings import Settings

#: How many of a hundred records are of which kind: permits are many, lists are short.
SHARES = {
    "permit": 58,
    "penalty": 14,
    "rating": 15,
    "commitment": 8,
    "good_record": 2,
    "measure": 2,
    "listing": 1,
}
#: Rows of one batch: as a unit's sheet of a busy month.
ROWS = 10_000
UNITS = ("zhifa", "yunshu", "gonglu", "ganghang")
MODE = "good"


def counts(records: int) -> dict[str, int]:
    """How many of each kind, adding up to the whole."""
    shared = {kind: records * share // 100 for kind, share in SHARES.items()}
    return shared | {"permit": shared["permit"] + records - sum(shared.values())}


@dataclass(frozen=True)
class Part:
    """One batch to carry: ``count`` records of a kind from ``first`` on, of so many in all."""

    kind: str
    first: int
    count: int
    of: int
    seed: int
    unit: str

    @property
    def name(self) -> str:
        return f"{self.kind}-{self.seed}-{self.first}"


def parts(records: int, seed: int) -> list[Part]:
    """Every batch, the kinds taken in turn."""
    cut = [
        (
            first // ROWS,
            Part(kind, first + 1, min(ROWS, count - first), count, seed, UNITS[(number + first // ROWS) % 4]),
        )
        for number, (kind, count) in enumerate(counts(records).items())
        for first in range(0, count, ROWS)
    ]
    return [part for _, part in sorted(cut, key=lambda turn: (turn[0], turn[1].kind))]


@click.command("scale")
@click.option("--records", required=True, type=click.IntRange(1), help="How many to invent and publish.")
@click.option("--seed", default=1, show_default=True, help="The same seed gives the same records.")
@click.option("--processes", default=1, show_default=True, type=click.IntRange(1), help="How many work at once.")
@with_appcontext
def command(records: int, seed: int, processes: int) -> None:
    """Invent records and publish them, by the same batch verbs as everybody's. Run the worker afterwards."""
    demo.plant_if_new()
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    began = time.monotonic()
    with click.progressbar(length=records, label="published", show_pos=True) as bar:
        for part in fill(app, parts(records, seed), processes):
            bar.update(part.count)
    length = time.monotonic() - began
    click.echo(f"{records} records in {length:.0f} s, {records / length:.0f} a second")


def fill(app: Flask, todo: list[Part], processes: int = 1) -> Iterator[Part]:
    """Carry every part; answers with each one that is out."""
    if processes == 1:
        for part in todo:
            carry(app, part)
            yield part
        return
    settings: Settings = app.extensions["settings"]
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        for done in as_completed([pool.submit(carry_apart, settings, part) for part in todo]):
            yield done.result()


def carry_apart(settings: Settings, part: Part) -> Part:
    """In a process of its own: finding names takes most of the time, and one process has one processor."""
    app = another(settings)
    with app.app_context():
        carry(app, part)
    return part


@cache
def another(settings: Settings) -> Flask:
    """The site once more, built as every command builds it, over the same data directory."""
    os.environ["DATA_DIR"] = settings.data_dir
    return ScriptInfo(app_import_path="app").load_app()


def carry(app: Flask, part: Part) -> None:
    """One batch, from checked rows to the public, by the three people of its unit."""
    hands = Hands(read, write)
    batch_id = write(lambda session: begin(session, part))
    outcome = Checked()
    fields = tuple(field.name for field in reader.kind(part.kind).fields)
    rows = generating.rows(part.kind, part.count, seed=part.seed, today=clock.today(), first=part.first, of=part.of)
    numbered = ((number, [row.get(field) for field in fields], ()) for number, row in enumerate(rows, 2))
    rulings = advancing.rulings_of(read(), batch_id, app.extensions["vault"])
    through(checking.check(numbered, Mapped(fields, (), (), ()), rulings, outcome))
    if write(lambda session: advancing.settle(session, batch_id, outcome)) is not BatchState.STORING:
        return
    through(advancing.store(batch_id, hands, outcome))
    through(steps(app, batch_id))
    if not advancing.the(read(), batch_id).stored:  # this seed was here before
        return
    write(lambda session: submit(session, batch_id))
    write(lambda session: decide(session, batch_id))
    through(steps(app, batch_id))
    write(lambda session: release(session, batch_id))
    through(steps(app, batch_id))


def through(walk: Iterator[int]) -> None:
    for _ in walk:
        pass


def trio(session: Session, unit: Unit) -> list[Person]:
    """Writer, reviewer and publisher of a unit in the demonstration."""
    own = [one for one in demo.PEOPLE if one.unit == unit.code and one.roles[0] in demo.TRIO]
    named = [people.by_username(session, one.username) for one in own or demo.OTHERS]
    return [person for person in named if person is not None]


def begin(session: Session, part: Part) -> int:
    unit = units.by_code(session, part.unit)
    now = clock.now()
    batch = Batch(
        unit=unit,
        kind=part.kind,
        column=reader.kind(part.kind).column,
        mode=MODE,
        state=BatchState.READING.value,
        file_name=f"{part.name}.xlsx",
        file_digest="",
        step_at=now,
        uploader_id=trio(session, unit)[0].id,
        uploaded_at=now,
    )
    session.add(batch)
    session.flush()
    return batch.id


def submit(session: Session, batch_id: int) -> None:
    batch = session.get_one(Batch, batch_id)
    batches.submit(session, batch, by=trio(session, batch.unit)[0], secrecy_checked=True)


def decide(session: Session, batch_id: int) -> None:
    """What a detector is not sure of is hidden: nobody looks at invented texts one by one."""
    batch = session.get_one(Batch, batch_id)
    reviewer = trio(session, batch.unit)[1]
    for group in batch_deciding.groups(session, batch):
        batch_deciding.decide(session, batch, by=reviewer, shows=False, field=group.field, kind=group.kind)


def release(session: Session, batch_id: int) -> None:
    batch = session.get_one(Batch, batch_id)
    _, reviewer, publisher = trio(session, batch.unit)
    batches.approve(session, batch, by=reviewer, seen_digest=batches.digest_of(session, batch))
    batches.publish(session, batch, by=publisher)
