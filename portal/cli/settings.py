"""`flask settings`: every setting with its help and whether it is set."""

from __future__ import annotations

from dataclasses import fields

import click
from flask import current_app
from flask.cli import with_appcontext

from portal.settings import Settings


@click.command("settings")
@with_appcontext
def command() -> None:
    """List the settings of the environment. Secrets are not printed."""
    settings: Settings = current_app.extensions["settings"]
    for field in fields(settings):
        value = getattr(settings, field.name)
        shown = ("(set)" if value else "(made by the site)") if field.name == "secret_key" else value or "-"
        click.echo(f"{field.metadata['variable']:16} {shown:28} {field.metadata['help']}")
