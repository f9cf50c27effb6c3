"""Staff and their roles in units. Nobody is deleted: who acted stays answerable."""

from __future__ import annotations

import re
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint, func, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from content import clock
from content.audit import trail
from content.audit.events import Event
from content.auth import passwords
from content.auth.roles import Role
from content.auth.units import Unit
from content.database import Base
from content.errors import Category, Issue, Refusal, length_issues, refuse_issues

USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,39}")
EMAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
LONGEST_NAME = 40
LONGEST_OFFICE = 80
LONGEST_EMAIL = 120


class Person(Base):
    __tablename__ = "person"

    id: Mapped[int] = mapped_column(primary_key=True)
    username: Mapped[str] = mapped_column(String(40), unique=True)
    display_name: Mapped[str] = mapped_column(String(LONGEST_NAME))
    office: Mapped[str] = mapped_column(String(LONGEST_OFFICE), default="")
    password_hash: Mapped[str] = mapped_column(String(200))
    is_active: Mapped[bool] = mapped_column(default=True)
    #: Invented for the demonstration, with a password everybody knows: signs in only where the demo is on.
    is_demo: Mapped[bool] = mapped_column(default=False)
    #: Their name and account are gone for good; a stable pseudonym stands in their place.
    is_erased: Mapped[bool] = mapped_column(default=False)
    #: Where reminders are sent besides the site; empty for nobody's.
    email: Mapped[str] = mapped_column(String(LONGEST_EMAIL), default="", server_default=text("''"))
    created_at: Mapped[datetime]
    memberships: Mapped[list[Membership]] = relationship(
        back_populates="person", lazy="selectin", order_by="Membership.id"
    )
    stands_in: Mapped[list[StandIn]] = relationship(
        lazy="selectin", order_by="StandIn.id", primaryjoin="Person.id == foreign(StandIn.person_id)", viewonly=True
    )

    @property
    def key(self) -> str:
        """How audit entries and locks name this person: stable, and not a name."""
        return f"person:{self.id}"

    @property
    def home(self) -> Unit | None:
        """The unit whose desk opens first."""
        there = [membership.unit for membership in self.memberships if membership.unit.is_active]
        return there[0] if there else None


class Membership(Base):
    __tablename__ = "membership"
    __table_args__ = (
        UniqueConstraint("person_id", "unit_id", "role"),
        CheckConstraint(
            "role IN ('producer', 'reviewer', 'responsible', 'overseer', 'administrator')", name="role_is_known"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    role: Mapped[str] = mapped_column(String(16))
    person: Mapped[Person] = relationship(back_populates="memberships")
    unit: Mapped[Unit] = relationship(lazy="joined")


class StandIn(Base):
    """代审人: reviews for an absent colleague of the unit from the first day to the last, and not a day longer."""

    __tablename__ = "stand_in"
    __table_args__ = (
        CheckConstraint("last_day >= first_day", name="stand_in_ends_after_it_begins"),
        CheckConstraint("person_id <> absent_id", name="stand_in_is_another_person"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    absent_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    first_day: Mapped[date]
    last_day: Mapped[date]
    named_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    named_at: Mapped[datetime]
    unit: Mapped[Unit] = relationship(lazy="joined")
    person: Mapped[Person] = relationship(foreign_keys=person_id)
    absent: Mapped[Person] = relationship(foreign_keys=absent_id)

    def is_on(self, day: date) -> bool:
        return self.first_day <= day <= self.last_day


def username_issues(username: str) -> list[Issue]:
    return [] if USERNAME.fullmatch(username) else [Issue("username", "bad_username", {})]


def email_issues(email: str) -> list[Issue]:
    """Empty is fine: then the site alone tells them."""
    found = length_issues("email", email, LONGEST_EMAIL)
    return found if not email or EMAIL.fullmatch(email) else [*found, Issue("email", "bad_email")]


def name_issues(display_name: str, office: str) -> list[Issue]:
    found = [] if display_name else [Issue("display_name", "required", {})]
    found += length_issues("display_name", display_name, LONGEST_NAME)
    return found + length_issues("office", office, LONGEST_OFFICE)


def add(
    session: Session, username: str, display_name: str, password: str, *, office: str = "", by_key: str = "system"
) -> Person:
    """Add a person who can sign in. Raises ``to_mend`` with every issue: name taken, name shape, weak password."""
    display_name, office = display_name.strip(), office.strip()
    issues = username_issues(username) + passwords.issues(password) + name_issues(display_name, office)
    if session.scalar(select(Person.id).where(Person.username == username)):
        issues.append(Issue("username", "taken", {"username": username}))
    refuse_issues(issues)
    person = Person(
        username=username,
        display_name=display_name,
        office=office,
        password_hash=passwords.protect(password),
        created_at=clock.now(),
    )
    session.add(person)
    session.flush()
    trail.append(session, Event.PERSON_ADDED, actor=by_key, about=person.key)
    return person


def refuse_erased(person: Person) -> None:
    """Whoever was erased stays so: no name, no password and no role comes back to that account."""
    if person.is_erased:
        raise Refusal("already_erased", Category.CONFLICT)


def grant(session: Session, person: Person, unit: Unit, role: Role, *, by_key: str = "system") -> None:
    """Give a role in a unit; giving it twice changes nothing."""
    refuse_erased(person)
    if any(m.unit_id == unit.id and m.role == role.value for m in person.memberships):
        return
    facts = {"unit": unit.code, "role": role.value}
    trail.append(session, Event.ROLE_GRANTED, actor=by_key, about=person.key, facts=facts)
    person.memberships.append(Membership(unit_id=unit.id, unit=unit, role=role.value))
    session.flush()


def revoke(session: Session, person: Person, membership_id: int, *, by_key: str) -> None:
    """Take a role away. The last administrator stays, so that the site never locks its keepers out."""
    membership = next((m for m in person.memberships if m.id == membership_id), None)
    if membership is None:
        raise Refusal("no_such_role", Category.MISSING)
    if membership.role == Role.ADMINISTRATOR.value:
        refuse_last_administrator(session, person)
    facts = {"unit": membership.unit.code, "role": membership.role}
    trail.append(session, Event.ROLE_REVOKED, actor=by_key, about=person.key, facts=facts)
    person.memberships.remove(membership)
    session.delete(membership)
    session.flush()


def refuse_last_administrator(session: Session, person: Person) -> None:
    """Counted under the chain's lock, so that two cannot remove each other at once."""
    trail.lock(session)
    others = session.scalar(
        select(func.count(func.distinct(Membership.person_id)))
        .join(Person)
        .where(Membership.role == Role.ADMINISTRATOR.value, Person.is_active, Person.id != person.id)
    )
    if not others:
        raise Refusal("last_administrator", Category.CONFLICT)


def change(
    session: Session,
    person: Person,
    *,
    display_name: str,
    office: str,
    is_active: bool,
    by_key: str,
    email: str | None = None,
) -> Person:
    """Change what an administrator may change. Retiring somebody keeps every trace of their work."""
    refuse_erased(person)
    email = person.email if email is None else email.strip()
    refuse_issues(name_issues(display_name.strip(), office.strip()) + email_issues(email))
    if person.is_active and not is_active and any(m.role == Role.ADMINISTRATOR.value for m in person.memberships):
        refuse_last_administrator(session, person)
    values = {"display_name": display_name.strip(), "office": office.strip(), "is_active": is_active}
    values["email"] = email
    changed = sorted(name for name, value in values.items() if getattr(person, name) != value)
    if changed:
        trail.append(session, Event.PERSON_CHANGED, actor=by_key, about=person.key, facts={"fields": changed})
        for name in changed:
            setattr(person, name, values[name])
        session.flush()
    return person


def set_password(session: Session, person: Person, password: str, *, by_key: str) -> None:
    refuse_erased(person)
    refuse_issues(passwords.issues(password))
    trail.append(session, Event.PERSON_PASSWORD_SET, actor=by_key, about=person.key)
    person.password_hash = passwords.protect(password)
    session.flush()


def by_username(session: Session, username: str) -> Person | None:
    return session.scalar(select(Person).where(Person.username == username))


def by_id(session: Session, person_id: int) -> Person:
    person = session.get(Person, person_id)
    if person is None:
        raise Refusal("no_such_person", Category.MISSING)
    return person


def everyone(session: Session) -> list[Person]:
    return list(session.scalars(select(Person).order_by(Person.is_active.desc(), Person.username)))
