"""Invented records, handed in as sheets and carried to the public by the same verbs as everybody's."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from flask import Flask
from sqlalchemy.orm import Session

from content import clock
from content.auth import people, units
from content.auth.people import Person
from content.importers import receiving
from content.items.batches import Batch
from content.kinds import reader
from content.records import generating
from content.spreadsheets.source import Source
from content.workflow import batch_deciding, batches
from portal.cli.batches import steps, write
from portal.cli.records import as_text

SEED = 2026


@dataclass(frozen=True)
class InventedSheet:
    """``goes`` is how far: to the public, only to the reviewer, or to whoever must mend it."""

    kind: str
    unit: str
    count: int
    days_ago: int
    goes: str = "public"


SHEETS = (
    InventedSheet("permit", "yunshu", 70, 12),
    InventedSheet("penalty", "zhifa", 55, 9),
    InventedSheet("rating", "gonglu", 30, 7),
    InventedSheet("commitment", "ganghang", 25, 6),
    InventedSheet("good_record", "yunshu", 8, 5),
    InventedSheet("measure", "gonglu", 6, 4),
    InventedSheet("listing", "zhifa", 6, 3),
    InventedSheet("penalty", "zhifa", 12, 1, "review"),
    InventedSheet("penalty", "zhifa", 9, 0, "faulty"),
)
#: A number of which no detector knows whose it is: the reviewer of the waiting sheet has something to decide.
UNSURE = "现场留有电话0518-85801234。"
#: What is wrong in the sheet that waits to be mended, by row.
WRONG: dict[int, dict[str, Any]] = {
    2: {"tier": None},
    4: {"fine": "2000元"},
    5: {"decided_on": "2026年13月5日"},
    7: {"penalty_categories": "罚金"},
}


def carry(app: Flask, sheet: InventedSheet, number: int, trio: tuple[str, str, str]) -> None:
    """One sheet on its way, by the three people of its unit, named by their accounts."""
    batch_id = write(lambda session: hand_in(app, session, sheet, number, trio[0]))
    through(app, batch_id)
    if sheet.goes == "faulty":
        return
    act(
        batch_id,
        lambda session, batch: batches.submit(session, batch, by=named(session, trio[0]), secrecy_checked=True),
    )
    if sheet.goes == "review":
        return
    act(batch_id, lambda session, batch: hide_uncertain(session, batch, named(session, trio[1])))
    through(app, batch_id)
    act(batch_id, lambda session, batch: approve(session, batch, named(session, trio[1])))
    act(batch_id, lambda session, batch: batches.publish(session, batch, by=named(session, trio[2])))
    through(app, batch_id)


def hand_in(app: Flask, session: Session, sheet: InventedSheet, number: int, writer: str) -> int:
    batch = receiving.receive(
        session,
        app.extensions["vault"],
        Source(table(sheet.kind, rows(sheet, number))),
        name=f"{reader.kind(sheet.kind).label()}{clock.today():%Y%m%d}.csv",
        unit=units.by_code(session, sheet.unit),
        kind=sheet.kind,
        mode="all",
        by=named(session, writer),
    )
    return batch.id


def rows(sheet: InventedSheet, number: int) -> list[dict[str, Any]]:
    made = list(generating.rows(sheet.kind, sheet.count, seed=SEED + number, today=clock.today()))
    if sheet.goes == "faulty":
        return [row | WRONG.get(place, {}) for place, row in enumerate(made)]
    if sheet.goes == "review":
        return [row | {"violation_facts": f"{row['violation_facts']}{UNSURE}"} for row in made]
    return made


def table(kind: str, made: Iterable[dict[str, Any]]) -> bytes:
    fields, out = reader.kind(kind).fields, io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([field.label() for field in fields])
    writer.writerows([as_text(row.get(field.name)) for field in fields] for row in made)
    return out.getvalue().encode("utf-8-sig")


def named(session: Session, username: str) -> Person:
    found = people.by_username(session, username)
    if found is None:
        raise LookupError(username)
    return found


def act(batch_id: int, work: Callable[[Session, Batch], object]) -> None:
    def done(session: Session) -> None:
        work(session, session.get_one(Batch, batch_id))

    write(done)


def through(app: Flask, batch_id: int) -> None:
    for _ in steps(app, batch_id):
        pass


def hide_uncertain(session: Session, batch: Batch, reviewer: Person) -> None:
    for group in batch_deciding.groups(session, batch):
        batch_deciding.decide(session, batch, by=reviewer, shows=False, field=group.field, kind=group.kind)


def approve(session: Session, batch: Batch, reviewer: Person) -> None:
    batches.approve(session, batch, by=reviewer, seen_digest=batches.digest_of(session, batch))
