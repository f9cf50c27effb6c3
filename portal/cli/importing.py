"""`flask records import`: a sheet taken in by the same verbs as at the desk, up to where somebody submits it."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import click
from flask import Flask, current_app
from flask.cli import with_appcontext
from flask_babel import force_locale
from sqlalchemy import select
from sqlalchemy.orm import Session

from content.auth import people, units
from content.auth.people import Person
from content.auth.permissions import Permission, may
from content.auth.units import Unit
from content.errors import Refusal
from content.importers import marking, receiving
from content.importers.receiving import Vault
from content.items import finding_batches
from content.items.batches import MODES, Batch, BatchFault, BatchState
from content.kinds import reader
from content.spreadsheets.source import Source
from portal import batch_words, words
from portal.cli import batches
from portal.database import db

#: Faults said in the terminal; the workbook holds all.
MOST_SAID = 50
#: Signs of the bar, and seconds between two of its lines.
WIDTH, EVERY = 30, 0.2
CHINESE = "zh_Hans"
RECORD_KINDS = sorted(code for code, kind in reader.kinds().items() if kind.is_record)


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--kind", required=True, type=click.Choice(RECORD_KINDS))
@click.option("--unit", "unit_code", required=True, help="Code of the unit whose records they are.")
@click.option(
    "--mode", default="all", show_default=True, type=click.Choice(MODES), help="All rows or none, or the good."
)
@click.option("--by", "username", default="", help="Who hands it in; somebody of the unit who writes, if left out.")
@click.option("--faults", "marked", type=click.Path(dir_okay=False, path_type=Path), help="Write the marked workbook.")
@with_appcontext
def command(file: Path, kind: str, unit_code: str, mode: str, username: str, marked: Path | None) -> None:
    """Check FILE whole and store its rows. Leaves 1 when a row was refused, 2 when nothing could be taken."""
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    vault: Vault = app.extensions["vault"]
    with app.test_request_context(), force_locale(CHINESE):
        try:
            batch_id = batches.write(lambda session: received(session, vault, file, kind, unit_code, mode, username).id)
        except Refusal as refusal:
            raise click.ClickException(words.refusal(refusal)) from None
        advance(app, batch_id)
        sys.exit(tell(batch_id, vault, marked))


def received(session: Session, vault: Vault, file: Path, kind: str, unit_code: str, mode: str, username: str) -> Batch:
    unit = units.by_code(session, unit_code)
    by = people.by_username(session, username) if username else writer_of(session, unit)
    if by is None:
        raise Refusal("no_such_person")
    return receiving.receive(session, vault, Source(file), name=file.name, unit=unit, kind=kind, mode=mode, by=by)


def writer_of(session: Session, unit: Unit) -> Person | None:
    """Somebody who writes for the unit, the longest known first."""
    found = session.scalars(select(Person).order_by(Person.id))
    return next((person for person in found if may(person, Permission.WRITE, unit=unit)), None)


def advance(app: Flask, batch_id: int) -> None:
    """Every step to its end, each with a line that says how far it is and how fast."""
    step, started, told = "", time.monotonic(), 0.0
    for done in batches.steps(app, batch_id):
        batch, now = db.session.get_one(Batch, batch_id), time.monotonic()
        if batch.state != step:
            step, started, told = batch.state, now, 0.0
            click.echo(err=True)
        if now - told > EVERY:
            click.echo(f"\r{line(batch, done, now - started)}", nl=False, err=True)
            told = now
    click.echo(err=True)
    db.session.remove()


def line(batch: Batch, done: int, seconds: float) -> str:
    goal = max(batch.to_do, done, 1)
    bar = "#" * (WIDTH * done // goal)
    return (
        f"{batch_words.STATES[batch.state]} [{bar:-<{WIDTH}}] {done}/{goal} {done / max(seconds, 0.001):,.0f} rows/s "
    )


def tell(batch_id: int, vault: Vault, marked: Path | None) -> int:
    """Counts and faults in words. Returns the exit code."""
    batch = db.session.get_one(Batch, batch_id)
    numbers = ", ".join(f"{line['label']} {line['value']}" for line in batch_words.counts(batch))
    click.echo(f"{batch_words.title(batch)} ({batch.id}): {batch_words.STATES[batch.state]}. {numbers}")
    for said in batch_words.notes(batch):
        click.echo(f"  {said}")
    faults = [fault for of_row in finding_batches.all_faults(db.session(), batch).values() for fault in of_row]
    for fault in faults[:MOST_SAID]:
        click.echo(f"  {fault.cell}  {batch_words.fault_line(batch, fault)}")
    if len(faults) > MOST_SAID:
        click.echo(f"  … {len(faults) - MOST_SAID}")
    if marked and faults and batch.spooled:
        mark(batch, vault, marked)
    if batch.fault:
        click.echo(batch.fault, err=True)
    return 2 if batch.at_rest is not BatchState.READY else 1 if faults else 0


def mark(batch: Batch, vault: Vault, out: Path) -> None:
    def say(fault: BatchFault) -> str:
        return batch_words.fault_line(batch, fault)

    marking.mark(db.session(), vault, batch, out, say=say, heading=str(batch_words.TO_MEND))
    click.echo(f"{out}")
