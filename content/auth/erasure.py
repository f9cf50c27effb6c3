"""Erasing a person: name and account go, a stable pseudonym stays, and history remains readable and whole."""

from __future__ import annotations

import secrets

from sqlalchemy import delete
from sqlalchemy.orm import Session

from content.audit import trail
from content.audit.events import Event
from content.auth import passwords, sign_in
from content.auth.people import Person, refuse_erased, refuse_last_administrator
from content.auth.roles import Role
from content.auth.throttle import FailedSignIn
from content.errors import Category, Refusal


def pseudonym(person: Person) -> str:
    """The same for the same person for ever, and nothing of them in it."""
    return f"已注销人员{person.id}号"


def erase(session: Session, person: Person, *, by_key: str) -> Person:
    """Replace everything that names a person. Editions and audit entries name only their key, so nothing is rewritten.

    Raises ``already_erased``, ``own_account`` and ``last_administrator``.
    """
    refuse_erased(person)
    if person.key == by_key:
        raise Refusal("own_account", Category.FORBIDDEN)
    if any(membership.role == Role.ADMINISTRATOR.value for membership in person.memberships):
        refuse_last_administrator(session, person)
    trail.append(session, Event.PERSON_ERASED, actor=by_key, about=person.key)
    session.execute(delete(FailedSignIn).where(FailedSignIn.scope == "name", FailedSignIn.key == person.username))
    sign_in.end_all(session, person)
    person.username = f"erased-{person.id}"
    person.display_name = pseudonym(person)
    person.office = person.email = ""
    person.password_hash = passwords.protect(secrets.token_urlsafe(32))
    person.is_active, person.is_erased = False, True
    for membership in list(person.memberships):
        session.delete(membership)
    session.flush()
    session.expire(person, ["memberships"])
    return person
