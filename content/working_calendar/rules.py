"""The rules of clocks as rows: planted from a file, chosen by the day a clock starts, changed by adding a version."""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from content import clock
from content.audit import trail
from content.audit.events import Event
from content.auth.people import Person
from content.auth.permissions import Permission, require
from content.errors import Category, Refusal
from content.working_calendar.models import ClockFor, ClockRule
from content.working_calendar.workdays import DAY

EVERY_KIND = "*"
RULES_FILE = Path(__file__).parent / "rules.toml"

#: What a new version may say differently; code and starting event are what the rule is.
CHANGEABLE = ("stops_on", "length", "day_type", "pause_reasons", "source")


@cache
def seed_file() -> dict[str, Any]:
    return tomllib.loads(RULES_FILE.read_text(encoding="utf-8"))


def seeds() -> tuple[dict[str, Any], ...]:
    return tuple(seed_file()["rule"])


def plant(session: Session) -> None:
    """Enter the first version of every rule the database does not have."""
    known = set(session.scalars(select(ClockRule.code)))
    for seed in seeds():
        if seed["code"] not in known:
            values = {"pause_reasons": [], "valid_from": None} | seed
            session.add(ClockRule(version=1, entered_by="system", entered_at=clock.now(), **values))
    assigned = {(row.subject, row.rule_code) for row in session.scalars(select(ClockFor))}
    session.add_all(
        ClockFor(**seed) for seed in seed_file()["clock_for"] if (seed["subject"], seed["rule_code"]) not in assigned
    )
    session.flush()


def of_subject(session: Session, subject: str) -> list[ClockFor]:
    """The clocks of a sort of thing: its own, or those of every kind where it has none."""
    rows = list(session.scalars(select(ClockFor).where(ClockFor.subject.in_((subject, EVERY_KIND)))))
    own = [row for row in rows if row.subject == subject]
    return own or rows


def versions(session: Session, code: str) -> list[ClockRule]:
    """Every version of a rule, newest first."""
    return list(session.scalars(select(ClockRule).where(ClockRule.code == code).order_by(ClockRule.version.desc())))


def found(session: Session, code: str, *, on: date) -> ClockRule | None:
    """The version by which a clock started on that day runs, where there is one."""
    return session.scalar(
        select(ClockRule)
        .where(ClockRule.code == code)
        .where(or_(ClockRule.valid_from.is_(None), ClockRule.valid_from <= on))
        .where(or_(ClockRule.valid_to.is_(None), ClockRule.valid_to >= on))
        .order_by(ClockRule.version.desc())
        .limit(1)
    )


def in_force(session: Session, code: str, *, on: date) -> ClockRule:
    """As ``found``; raises ``no_rule_in_force``."""
    rule = found(session, code, on=on)
    if rule is None:
        raise Refusal("no_rule_in_force", Category.MISSING, rule=code, on=on)
    return rule


def revise(session: Session, code: str, *, valid_from: date, by: Person, **changes: Any) -> ClockRule:
    """End the rule's last version the day before and add the next. Running clocks keep the version they began by."""
    require(by, Permission.ADMINISTER)
    trail.lock(session)
    unknown = changes.keys() - set(CHANGEABLE)
    if unknown:
        raise TypeError(f"not part of a version: {sorted(unknown)}")
    last = latest(session, code)
    refuse_begun(last, valid_from)
    last.valid_to = valid_from - DAY
    session.flush()
    said = {name: getattr(last, name) for name in (*CHANGEABLE, "code", "event")} | changes
    revised = ClockRule(
        version=last.version + 1, valid_from=valid_from, entered_by=by.key, entered_at=clock.now(), **said
    )
    session.add(revised)
    session.flush()
    facts = {"version": revised.version, "valid_from": valid_from.isoformat(), "changed": sorted(changes)}
    trail.append(session, Event.CLOCK_RULE_REVISED, actor=by.key, about=f"clock_rule:{code}", facts=facts)
    return revised


def latest(session: Session, code: str) -> ClockRule:
    known = versions(session, code)
    if not known:
        raise Refusal("no_such_rule", Category.MISSING, rule=code)
    return known[0]


def refuse_begun(last: ClockRule, valid_from: date) -> None:
    """A version begins today or later, and after the one before it: nobody's past is judged by a new rule."""
    if valid_from < clock.today():
        raise Refusal("rule_begins_in_the_past", valid_from=valid_from)
    if last.valid_from is not None and valid_from <= last.valid_from:
        raise Refusal("rule_begins_too_early", Category.CONFLICT, valid_from=valid_from, after=last.valid_from)
