"""`flask search`: the index."""

from __future__ import annotations

import click
from flask import current_app
from flask.cli import AppGroup, with_appcontext

from content.outbox import change_log
from content.surfaces import search
from portal.database import db

group = AppGroup("search", help="The search index.")


def settings():  # noqa: ANN201
    return current_app.extensions["settings"]


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

        count = search.rebuild(db.session(), settings().index_folder, settings().search_engine, on_progress=on_progress)
    db.session.commit()
    click.echo(f"{count} documents; the index stands at change {change_log.head(db.session())}.")


@group.command()
@with_appcontext
def status() -> None:
    """Engine, size, and how far the index is behind the change log."""
    index = current_app.extensions["search"]
    behind = change_log.head(db.session()) - index.cursor()
    click.echo(f"{index.engine}, {index.size()} documents, {behind} changes behind")
