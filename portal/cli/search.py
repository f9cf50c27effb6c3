"""`flask search`: the index."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup, with_appcontext

from content.outbox import change_log
from content.surfaces import search
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
    total = search.count(db.session())
    with click.progressbar(length=max(total, 1), label="Indexing") as bar:
        seen = 0

        def on_progress(done: int) -> None:
            nonlocal seen
            bar.update(done - seen)
            seen = done

        count = patiently(lambda: search.rebuild(db.session(), *where(), on_progress=on_progress))
    click.echo(f"{count} documents; the change log stands at {change_log.head(db.session())}.")


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
