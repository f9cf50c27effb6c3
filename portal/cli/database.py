"""`flask db`: the schema up, down, and where it stands."""

from __future__ import annotations

import click
from flask.cli import AppGroup, with_appcontext

from content import clock
from content.audit import trail
from content.auth import units
from content.choices import keeping as choices
from content.database import begin_writing
from content.display import term_rules
from content.items import templates, wrong_words
from content.migrations import walking
from content.quality import catalogue
from content.quotas import targets
from content.records import codes
from content.supervision import sampling
from content.synonyms import keeping as synonyms
from content.tags import planting as tags
from content.working_calendar import rules, years
from portal.database import db

group = AppGroup("db", help="The database's schema and its first rows.")


def prepare() -> None:
    """Bring the schema up and plant what every site starts with: the units and this year's targets."""
    walking.upgrade(db.engine)
    begin_writing(db.session())
    trail.lock(db.session())
    units.plant(db.session())
    targets.plant(db.session(), clock.today().year)
    years.plant(db.session())
    rules.plant(db.session())
    wrong_words.plant(db.session())
    templates.plant(db.session())
    term_rules.plant(db.session())
    codes.plant(db.session())
    tags.plant(db.session())
    synonyms.plant(db.session())
    choices.plant(db.session())
    catalogue.plant(db.session())
    sampling.plant(db.session())
    db.session.commit()


@group.command()
@with_appcontext
def upgrade() -> None:
    """Bring the schema up to date; plant the units and targets that are not there yet."""
    prepare()
    click.echo(f"The schema stands at {walking.current(db.engine)}.")


@group.command()
@click.argument("revision")
@with_appcontext
def downgrade(revision: str) -> None:
    """Take the schema back to a revision ("base" for none)."""
    walking.downgrade(db.engine, revision)
    click.echo(f"The schema stands at {walking.current(db.engine)}.")


@group.command()
@with_appcontext
def current() -> None:
    """Say where the schema stands and where it should."""
    click.echo(f"{walking.current(db.engine)} (newest: {walking.newest(db.engine)})")
