"""`flask people`: add somebody, give a role, set a password, from the console."""

from __future__ import annotations

import click
from flask.cli import AppGroup, with_appcontext

from content.auth import people, sign_in, units
from content.auth.people import Person
from content.auth.roles import Role
from content.database import begin_writing
from content.errors import Refusal
from portal import words
from portal.database import db

group = AppGroup("people", help="Staff accounts.")


def named(username: str) -> Person:
    person = people.by_username(db.session(), username)
    if person is None:
        raise click.ClickException(f"There is no account {username}.")
    return person


def refuse(refusal: Refusal) -> click.ClickException:
    details = [f"{issue.field}: {words.issue(issue)}" for issue in refusal.issues]
    return click.ClickException("\n".join([words.refusal(refusal), *details]))


@group.command()
@click.argument("username")
@click.argument("display_name")
@click.password_option()
@with_appcontext
def add(username: str, display_name: str, password: str) -> None:
    """Add a person who can sign in."""
    begin_writing(db.session())
    try:
        people.add(db.session(), username, display_name, password)
    except Refusal as refusal:
        raise refuse(refusal) from refusal
    db.session.commit()


@group.command()
@click.argument("username")
@click.argument("unit")
@click.argument("role", type=click.Choice([role.value for role in Role]))
@with_appcontext
def grant(username: str, unit: str, role: str) -> None:
    """Give a person a role in a unit."""
    begin_writing(db.session())
    try:
        people.grant(db.session(), named(username), units.by_code(db.session(), unit), Role(role))
    except Refusal as refusal:
        raise refuse(refusal) from refusal
    db.session.commit()


@group.command()
@click.argument("username")
@click.password_option()
@with_appcontext
def password(username: str, password: str) -> None:
    """Set a person's password and end every sign-in of theirs."""
    begin_writing(db.session())
    person = named(username)
    try:
        people.set_password(db.session(), person, password, by_key="system")
    except Refusal as refusal:
        raise refuse(refusal) from refusal
    sign_in.end_all(db.session(), person)
    db.session.commit()
