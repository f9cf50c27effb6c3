"""Signing in, staying in, and being out: a row per sign-in, so that ending one really ends it."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, String, delete, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from content import clock
from content.auth import passwords, throttle
from content.auth.people import Person, by_username
from content.database import Base
from content.errors import Category, Refusal

LONGEST = timedelta(hours=12)


class SignIn(Base):
    """One signed-in browser. Only the digest of its token is stored."""

    __tablename__ = "sign_in"

    token_digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    started_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    person: Mapped[Person] = relationship(lazy="joined")


def digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def check(session: Session, username: str, password: str, *, address: str, demo: bool) -> Person:
    """The person, or a Refusal: ``too_many_attempts`` or ``wrong_sign_in`` (never which half was wrong).

    ``demo`` says whether invented demonstration people may sign in here.
    A failure is added to the session; the caller must commit it even though it is refused.
    """
    name = username.strip().lower()
    throttle.refuse_too_many(session, name=name, address=address)
    person = by_username(session, name)
    right = passwords.matches(person.password_hash if person else None, password)
    if person is None or not right or not person.is_active or (person.is_demo and not demo):
        throttle.remember(session, name=name, address=address)
        raise Refusal("wrong_sign_in", Category.FORBIDDEN)
    throttle.forget(session, name=name)
    if passwords.wants_rehash(person.password_hash):
        person.password_hash = passwords.protect(password)
    return person


def start(session: Session, person: Person) -> str:
    """Open a sign-in and return its token, which is known to the browser alone."""
    token = secrets.token_urlsafe(32)
    now = clock.now()
    session.add(SignIn(token_digest=digest(token), person_id=person.id, started_at=now, ends_at=now + LONGEST))
    return token


def person_of(session: Session, token: str) -> Person | None:
    """Whose browser this is, or None once the sign-in ended or the person was retired."""
    found = session.scalar(select(SignIn).where(SignIn.token_digest == digest(token), SignIn.ends_at > clock.now()))
    return found.person if found and found.person.is_active else None


def end(session: Session, token: str) -> None:
    session.execute(delete(SignIn).where(SignIn.token_digest == digest(token)))


def end_all(session: Session, person: Person) -> None:
    """Everywhere this person is signed in, as after a new password."""
    session.execute(update(SignIn).where(SignIn.person_id == person.id).values(ends_at=clock.now()))


def sweep(session: Session) -> int:
    swept = session.connection().execute(delete(SignIn).where(SignIn.ends_at <= clock.now()))
    return swept.rowcount
