"""`flask search`: the index."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup, with_appcontext

from content.outbox import change_log
from content.surfaces import drift as drifting
from content.surfaces import search
from content.surfaces.drift import Drift
from portal.database import db
from portal.settings import Setting, Settings

group = AppGroup("search", help="The search index.")


ATTEMPTS = 120
PAUSE = 0.5


def where() -> tuple[Path, Setting]:
    """The index's folder and the engine asked for."""
    settings: Settings = current_app.extensions["settings"]
    return settings.index_folder, settings.engine


@group.command()
@with_appcontext
def rebuild() -> None:
    """Build the index anew beside the old one, then switch. Searches go on meanwhile."""
    with progress("Indexing", search.count(db.session())) as done:
        count = patiently(lambda: search.rebuild(db.session(), *where(), on_progress=done))
    click.echo(f"{count} documents; the change log stands at {change_log.head(db.session())}.")


@contextmanager
def progress(label: str, total: int) -> Iterator[Callable[[int], None]]:
    """A bar that is told how many are done, not how many more."""
    with click.progressbar(length=max(total, 1), label=label) as bar:
        seen = 0

        def done(count: int) -> None:
            nonlocal seen
            bar.update(count - seen)
            seen = count

        yield done


@group.command()
@with_appcontext
def check() -> None:
    """Compare the index with what is public, by count and checksum. Ends with an error where they differ."""
    if told(looked()).ids:
        raise SystemExit(1)


@group.command()
@with_appcontext
def repair() -> None:
    """Put in what is missing or stale, drop what is no longer public; nothing else is touched."""
    drift = told(looked())
    if not drift.ids:
        return
    index = search.open_for_writing(*where())
    with progress("Mending", len(drift.ids)) as done:
        patiently(lambda: mended(index, drift, done))
    if told(looked()).ids:
        raise SystemExit(1)


def looked() -> Drift:
    index = search.open_for_writing(*where())
    try:
        with progress("Comparing", search.count(db.session())) as done:
            found = drifting.found(db.session, index, on_progress=done)
    except search.Away as error:
        raise click.ClickException(f"There is no index to compare ({error.reason}): `flask search rebuild`.") from error
    db.session.rollback()
    return found


def told(drift: Drift) -> Drift:
    counts = f"{len(drift.missing)} missing, {len(drift.stale)} stale, {len(drift.extra)} extra"
    click.echo(f"{counts}\n{drift.fault}" if drift.ids else "The index holds exactly what is public.")
    return drift


def mended(index: search.SearchIndex, drift: Drift, done: Callable[[int], None]) -> int:
    for count in drifting.repair(db.session, index, drift):
        done(count)
    return len(drift.ids)


def patiently(work: Callable[[], int]) -> int:
    """Try again while the worker holds the writer's lock; it never does for long."""
    for _attempt in range(ATTEMPTS):
        try:
            return work()
        except search.Busy:
            time.sleep(PAUSE)
    raise click.ClickException("Another process is writing to the index. Try again when it is done.")


@group.command()
@with_appcontext
def status() -> None:
    """Engine, size, and how far the index is behind the change log."""
    index = current_app.extensions["search"]
    behind = change_log.head(db.session()) - index.cursor()
    click.echo(f"{index.engine}, {index.size()} documents, {behind} changes behind")
