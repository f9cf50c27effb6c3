"""`flask surfaces`: does anything still show what left the public, and make it stop."""

from __future__ import annotations

from datetime import timedelta

import click
from flask import current_app
from flask.cli import AppGroup, with_appcontext

from content import clock
from content.surfaces import probing
from content.surfaces.probing import Outcome
from portal import probes
from portal.cli import displays
from portal.database import db

group = AppGroup("surfaces", help="What left the public, and whether every surface has followed.")

#: More than leaves in any month by hand; a batch is looked at by a sample.
MOST = 500
days = click.option("--days", default=3, show_default=True, help="How far back to look.")
url = click.option("--url", default="", help="Ask a running site at this address instead of this process.")


def looked(days: int, url: str) -> list[Outcome]:
    if url and not url.startswith(("http://", "https://")):
        raise click.BadParameter("An address begins with http:// or https://.")
    get = probes.over_http(url) if url else probes.in_process(current_app._get_current_object())  # type: ignore[attr-defined]
    since = clock.now() - timedelta(days=days)
    found = probing.check(db.session(), probes.probes(get), since=since, limit=MOST)
    db.session.remove()
    return found


def told(outcomes: list[Outcome]) -> bool:
    """Say how each surface stands. Returns whether one lags."""
    for outcome in outcomes:
        click.echo(f"{outcome.surface.removeprefix(probing.LIVE):<12} {outcome.fault or 'follows'}")
    return any(outcome.still for outcome in outcomes)


@group.command()
@days
@url
@with_appcontext
def check(days: int, url: str) -> None:
    """Ask every surface about what left lately. Ends with an error where one still shows something."""
    if told(looked(days, url)):
        raise SystemExit(1)


@group.command()
@days
@with_appcontext
def repair(days: int) -> None:
    """Say once more what left, so that kept pages lapse and the worker takes it out of the index again."""
    faulty = [outcome for outcome in looked(days, "") if outcome.still]
    if faulty:
        displays.write(lambda session: displays.repeat(session, faulty))
    if told(looked(days, "")):
        raise SystemExit(1)
