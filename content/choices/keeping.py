"""Reading what the site's keepers chose; choosing otherwise adds a row with its source and changes no old one."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from content import clock
from content.audit import trail
from content.audit.events import Event
from content.auth.people import Person
from content.auth.permissions import Permission, require
from content.choices.models import SiteChoice
from content.errors import Category, Issue, Refusal, length_issues, refuse_issues

CHOICES_FILE = Path(__file__).parent / "choices.toml"
LONGEST_SOURCE = 200


@cache
def seeds() -> dict[str, dict[str, Any]]:
    listed = tomllib.loads(CHOICES_FILE.read_text(encoding="utf-8"))["choice"]
    return {one["name"]: one for one in listed}


def seed(name: str) -> dict[str, Any]:
    if name not in seeds():
        raise Refusal("no_such_choice", Category.MISSING)
    return seeds()[name]


def planted_value(name: str) -> str:
    planted = seeds()[name]
    return str(planted.get("value") or planted["values"][0])


def plant(session: Session) -> None:
    """Enter every choice that the database does not have."""
    settled = set(session.scalars(select(SiteChoice.name)))
    for name, one in seeds().items():
        if name not in settled:
            session.add(SiteChoice(name=name, value=planted_value(name), source=one["source"], set_at=clock.now()))
    session.flush()


def value(session: Session, name: str) -> str:
    """What is in force; before anything was planted, what would be."""
    query = select(SiteChoice.value).where(SiteChoice.name == name).order_by(SiteChoice.id.desc()).limit(1)
    return session.scalar(query) or planted_value(name)


def number(session: Session, name: str) -> int:
    return int(value(session, name))


def is_on(session: Session, name: str) -> bool:
    return value(session, name) == "yes"


def in_force(session: Session) -> list[SiteChoice]:
    """The newest row of each name."""
    newest = select(func.max(SiteChoice.id)).group_by(SiteChoice.name)
    return list(session.scalars(select(SiteChoice).where(SiteChoice.id.in_(newest)).order_by(SiteChoice.name)))


def choose(session: Session, name: str, chosen: str, *, by: Person, source: str) -> SiteChoice:
    """Set a choice, with the paper or decision it rests on. Raises ``to_mend`` with every issue at once."""
    require(by, Permission.ADMINISTER)
    what = seed(name)
    said, plain = " ".join(source.split()), chosen.strip()
    issues = value_issues(what, plain) + length_issues("source", said, LONGEST_SOURCE)
    refuse_issues(issues + ([] if said else [Issue("source", "required")]))
    trail.lock(session)
    row = SiteChoice(name=name, value=plain, source=said, set_by_id=by.id, set_at=clock.now())
    session.add(row)
    session.flush()
    facts = {"value": plain}
    trail.append(session, Event.SITE_CHOICE_CHANGED, actor=by.key, about=f"site_choice:{name}", facts=facts)
    return row


def value_issues(what: dict[str, Any], chosen: str) -> list[Issue]:
    if "values" in what:
        return [] if chosen in what["values"] else [Issue("value", "not_a_choice", {})]
    fits = chosen.isdecimal() and len(chosen) < 7 and what["least"] <= int(chosen) <= what["most"]
    return [] if fits else [Issue("value", "not_in_range", {"least": what["least"], "most": what["most"]})]
