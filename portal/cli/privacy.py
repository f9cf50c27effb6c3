"""`flask privacy`: find personal data in files or on the live site, purge old editions, lay a new key over digests."""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TextIO

import click
from flask import current_app
from flask.cli import AppGroup, with_appcontext
from sqlalchemy import func, select

from content.attachments import conversion, kinds, reading, scanning
from content.audit import trail
from content.audit.events import Event
from content.database import begin_writing
from content.display import rescanning
from content.display.models import PublicItem
from content.errors import Refusal
from content.identifiers.digest import Keys
from content.items import purging, working_copies
from content.masking import gate
from content.subjects import identities
from portal import vault
from portal.database import db

group = AppGroup("privacy", help="Personal data: scan files or the live site, purge old editions, rotate the key.")

HEAD = ("where", "place", "kind", "confidence", "why", "hidden")
TEXTS = {".txt", ".md", ".csv", ".html", ".htm", ".json", ".xml", ".toml"}

Row = tuple[str, str, str, str, str, str]


def files_of(path: Path) -> list[Path]:
    return sorted(file for file in path.rglob("*") if file.is_file()) if path.is_dir() else [path]


def rows_of_text(name: str, text: str) -> Iterator[Row]:
    for finding in gate.examine(text).findings:
        place = f"paragraph {finding.place.paragraph}" if finding.place else ""
        yield name, place, finding.kind, finding.confidence, finding.why, "yes" if finding.is_masked else "no"


def rows_of_file(file: Path) -> Iterator[Row]:
    """The findings of one file; a file that cannot be read is a row that says so, never silence."""
    name = str(file)
    if file.suffix.lower() in TEXTS:
        yield from rows_of_text(name, file.read_text(encoding="utf-8", errors="replace"))
        return
    try:
        data = file.read_bytes()
        kind = kinds.identify(data)
        if kind.way is kinds.Way.CONVERTED:
            data, kind = conversion.convert(data, kind), kinds.KINDS[kind.becomes]
        verdict = scanning.examine(reading.read(data, kind.code), file.name)
    except Refusal as refusal:
        yield name, "", "unreadable", "", " ".join(issue.code for issue in refusal.issues) or refusal.code, ""
        return
    for found in verdict.findings:
        finding, place = found.finding, found.part.place
        spot = f"{place.code} {place.number or ''} {place.row or ''} {place.column or ''}"
        yield name, " ".join(spot.split()), finding.kind, finding.confidence, finding.why, "no"


def write(rows: Iterator[Row], target: TextIO) -> int:
    writer = csv.writer(target)
    writer.writerow(HEAD)
    count = 0
    for row in rows:
        writer.writerow(row)
        count += 1
    return count


@group.command()
@click.argument("path", type=click.Path(exists=True, path_type=Path), required=False)
@click.option("--live", is_flag=True, help="Look at everything public now, and store what is found as tasks.")
@click.option("--report", type=click.Path(path_type=Path), help="Write the csv here instead of to the screen.")
@with_appcontext
def scan(path: Path | None, live: bool, report: Path | None) -> None:
    """Find personal data in a file, a folder, or on the live site. The report never repeats what was found.

    Exit 1 when something was found.
    """
    if live == (path is not None):
        raise click.UsageError("give a PATH or --live")
    rows = scan_live() if live else scan_files(files_of(path)) if path else iter(())
    if report:
        with report.open("w", newline="", encoding="utf-8-sig") as target:
            count = write(rows, target)
    else:
        count = write(rows, sys.stdout)
    click.echo(f"{count} findings", err=True)
    if count:
        raise click.exceptions.Exit(1)


def scan_files(files: list[Path]) -> Iterator[Row]:
    with click.progressbar(files, label="Scanning", file=sys.stderr) as bar:
        for file in bar:
            yield from rows_of_file(file)


def scan_live() -> Iterator[Row]:
    """Every item in turn, then the findings stored in place of the last look's."""
    total = db.session.scalar(select(func.count()).select_from(PublicItem)) or 0
    with click.progressbar(length=max(total, 1), label="Scanning", file=sys.stderr) as bar:
        steps = rescanning.look(db.session)
        try:
            while True:
                bar.update(next(steps) - bar.pos)
        except StopIteration as end:
            found = end.value
    db.session.rollback()
    begin_writing(db.session())
    rescanning.rescan(db.session(), found)
    db.session.commit()
    for sighting in found:
        place = f"{sighting.field} {sighting.paragraph}"
        yield f"item {sighting.item_id}", place, sighting.kind, "", "", "no"


@group.command()
@click.option("--days", default=365, show_default=True, help="Only editions that left use this many days ago.")
@click.option("--yes", is_flag=True, help="Do it; without this only the number is told.")
@with_appcontext
def purge(days: int, yes: bool) -> None:
    """Reduce old editions that hold findings to their public form. The audit chain stays whole."""
    begin_writing(db.session())
    count = purging.purge(db.session(), days=days)
    copies = working_copies.purge(db.session(), days=min(days, working_copies.KEPT_DAYS))
    if not yes:
        db.session.rollback()
        click.echo(f"{count} editions would be purged, and {copies} unsaved texts. Say --yes to do it.")
        return
    db.session.commit()
    click.echo(f"{count} editions purged, and {copies} unsaved texts.")


@group.command("rotate-key")
@with_appcontext
def rotate_key() -> None:
    """Lay a new key over every stored digest of an identity number. May be cut short at any moment and run again.

    Meanwhile sheets that name persons wait; afterwards start the web processes and the worker anew.
    """
    settings = current_app.extensions["settings"]
    keys = vault.identity_keys(settings)
    if identities.waiting(db.session(), keys):
        click.echo("Some digests lack the newest key: these are finished, and no further key is added.")
    elif settings.identity_keys:
        click.echo("IDENTITY_KEYS is set: append a comma and a new key there, then run this again.")
        return
    else:
        count = vault.add_identity_key(settings.folder)
        keys = vault.identity_keys(settings)
        in_transaction(lambda: note_key(count))
        click.echo(f"Key {count} is added.")
    click.echo(f"{lift_everything(keys)} digests lifted. Start the web processes and the worker anew.")


def note_key(count: int) -> None:
    trail.append(db.session(), Event.IDENTITY_KEY_ADDED, actor="operator", about="identity_keys", facts={"keys": count})


def lift_everything(keys: Keys) -> int:
    """A chunk in each transaction, so that nobody waits long and a crash loses nothing."""
    total = identities.waiting(db.session(), keys)
    db.session.rollback()
    lifted = 0
    with click.progressbar(length=max(total, 1), label="Lifting", file=sys.stderr) as bar:
        while some := lift_chunk(keys):
            lifted += some
            bar.update(some)
    return lifted


def lift_chunk(keys: Keys) -> int:
    begin_writing(db.session())
    some = identities.lift_some(db.session(), keys)
    db.session.commit()
    return some


def in_transaction(work: Callable[[], None]) -> None:
    db.session.rollback()
    begin_writing(db.session())
    work()
    db.session.commit()
