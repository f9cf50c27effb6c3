"""`flask settings`: every setting with its help and whether it is set."""

from __future__ import annotations

import re
from dataclasses import fields

import click
from flask import current_app
from flask.cli import with_appcontext

from portal.settings import Settings

#: user:password@ in an address; the password may hold any sign but the @ that ends it.
PASSWORD = re.compile(r"(\w://[^/@:]*:).*@")


def without_password(value: str) -> str:
    """A database's address carries its password."""
    address = PASSWORD.sub(r"\1***@", value)
    return address or "-"


@click.command("settings")
@with_appcontext
def command() -> None:
    """List the settings of the environment. Secrets are not printed."""
    settings: Settings = current_app.extensions["settings"]
    for field in fields(settings):
        value = getattr(settings, field.name)
        shown = ("(set)" if value else "(made by the site)") if field.name == "secret_key" else without_password(value)
        click.echo(f"{field.metadata['variable']:16} {shown:28} {field.metadata['help']}")
