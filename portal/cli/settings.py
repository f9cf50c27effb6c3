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

#: Settings that are never printed, and what is said while they are empty.
SECRETS = {"secret_key": "(made by the site)", "identity_keys": "(made by the site)", "smtp_password": "-"}


def without_password(value: str) -> str:
    """A database's address carries its password."""
    address = PASSWORD.sub(r"\1***@", value)
    return address or "-"


def hidden(name: str, value: str) -> str:
    """What stands for a secret, empty where the setting is none."""
    if name not in SECRETS:
        return ""
    return "(set)" if value else SECRETS[name]


@click.command("settings")
@with_appcontext
def command() -> None:
    """List the settings of the environment. Secrets are not printed."""
    settings: Settings = current_app.extensions["settings"]
    for field in fields(settings):
        value = getattr(settings, field.name)
        shown = hidden(field.name, value) or without_password(value)
        click.echo(f"{field.metadata['variable']:16} {shown:28} {field.metadata['help']}")
