"""Units renamed, added and ended, with their people: the tree's own part of 机构调整."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from content import clock
from content.audit import trail
from content.audit.events import Event
from content.auth import people
from content.auth.people import Membership, Person
from content.auth.permissions import Permission, require
from content.auth.roles import Role
from content.auth.unit_changes import UnitChange
from content.auth.units import Unit
from content.errors import Category, Issue, Refusal, length_issues, refuse_issues

CODE = re.compile(r"[a-z][a-z0-9-]{1,31}")
LONGEST_SOURCE, LONGEST_NAME = 120, 60


def change_issues(day: date | None, source: str) -> list[Issue]:
    """A change is of today or the past, and rests on a document."""
    issues = [] if source else [Issue("source", "required")]
    if day is None:
        issues.append(Issue("took_effect_on", "required"))
    elif day > clock.today():
        issues.append(Issue("took_effect_on", "in_the_future", {"today": clock.today().isoformat()}))
    return issues + length_issues("source", source, LONGEST_SOURCE)


def name_issues(field: str, names: dict[str, str]) -> list[Issue]:
    issues = [] if names.get("zh-Hans") else [Issue(field, "required")]
    return issues + [issue for name in names.values() for issue in length_issues(field, name, LONGEST_NAME)]


def note(session: Session, unit: Unit, sort: str, successor: Unit, day: date, source: str, *, by: Person) -> UnitChange:
    row = UnitChange(
        unit_id=unit.id,
        sort=sort,
        successor_id=successor.id,
        took_effect_on=day,
        source=source,
        former={"names": dict(unit.names), "short_names": dict(unit.short_names)},
        entered_by_id=by.id,
        entered_at=clock.now(),
    )
    session.add(row)
    event = {"renamed": Event.UNIT_RENAMED, "merged": Event.UNIT_MERGED, "split": Event.UNIT_SPLIT}[sort]
    facts = {"successor": successor.code, "on": day.isoformat(), "source": source}
    trail.append(session, event, actor=by.key, about=f"unit:{unit.id}", facts=facts)
    return row


def rename(
    session: Session, unit: Unit, *, names: dict[str, str], short_names: dict[str, str], day: date | None,
    source: str, by: Person,
) -> UnitChange:  # fmt: skip
    """The same unit under another name from a day on. What came out before stays signed with the name of then."""
    require(by, Permission.ADMINISTER)
    trail.lock(session)
    said = " ".join(source.split())
    issues = change_issues(day, said) + name_issues("names", names) + name_issues("short_names", short_names)
    refuse_issues(issues)
    refuse_ended(unit)
    if day is None or unit.names == names:
        raise Refusal("same_name", Category.CONFLICT)
    row = note(session, unit, "renamed", unit, day, said, by=by)
    old: dict[str, Any] = row.former | {"until": day.isoformat()}
    unit.former_names = [*(unit.former_names or ()), old]
    unit.names, unit.short_names = names, short_names
    session.flush()
    return row


def refuse_ended(unit: Unit) -> None:
    if unit.ended_on is not None or not unit.is_active:
        raise Refusal("unit_has_ended", Category.CONFLICT)


def add(
    session: Session, *, code: str, like: Unit, names: dict[str, str], short_names: dict[str, str], day: date
) -> Unit:
    """A new unit of the same kind and place in the tree as another."""
    issues = name_issues("names", names) + name_issues("short_names", short_names)
    if not CODE.fullmatch(code):
        issues.append(Issue("unit_code", "bad_unit_code"))
    elif session.scalar(select(Unit.id).where(Unit.code == code)):
        issues.append(Issue("unit_code", "taken_code"))
    refuse_issues(issues)
    last = session.scalar(select(func.max(Unit.position))) or 0
    unit = Unit(
        code=code,
        kind=like.kind,
        parent_id=like.parent_id,
        names=names,
        short_names=short_names,
        position=last + 1,
        began_on=day,
        publisher_may_approve=like.publisher_may_approve,
    )
    session.add(unit)
    session.flush()
    return unit


def end(session: Session, unit: Unit, sort: str, successor: Unit, *, day: date, source: str, by: Person) -> UnitChange:
    """The unit works no longer from a day on; another goes on with what it had."""
    refuse_ended(unit)
    if unit.kind == "bureau" or unit.id == successor.id:
        raise Refusal("not_its_own_successor", Category.CONFLICT)
    row = note(session, unit, sort, successor, day, source, by=by)
    unit.is_active, unit.ended_on = False, day
    session.flush()
    return row


def move_people(session: Session, unit: Unit, goes_to: dict[int, Unit], otherwise: Unit, *, by: Person) -> int:
    """Every role held in the unit is held in the unit each person goes to. Returns how many people moved.

    Their roles in the ended unit stay with them: what it published is still theirs to correct and to withdraw.
    """
    held = session.scalars(select(Membership).where(Membership.unit_id == unit.id).order_by(Membership.id)).all()
    persons = {membership.person_id: people.by_id(session, membership.person_id) for membership in held}
    for membership in held:
        person = persons[membership.person_id]
        if not person.is_erased:
            people.grant(session, person, goes_to.get(person.id, otherwise), Role(membership.role), by_key=by.key)
    return len(persons)


def history(session: Session, unit: Unit) -> list[UnitChange]:
    """What became of a unit and what came to it, the newest first."""
    query = select(UnitChange).where((UnitChange.unit_id == unit.id) | (UnitChange.successor_id == unit.id))
    return list(session.scalars(query.order_by(UnitChange.took_effect_on.desc(), UnitChange.id.desc())))


def successor_of(session: Session, unit: Unit) -> Unit:
    """Who answers today for what the unit did: itself while it is there, else the end of its chain."""
    seen: set[int] = set()
    while unit.ended_on is not None and unit.id not in seen:
        seen.add(unit.id)
        query = select(UnitChange.successor_id).where(UnitChange.unit_id == unit.id, UnitChange.sort != "renamed")
        following = session.scalar(query.order_by(UnitChange.id.desc()).limit(1))
        if following is None:
            break
        unit = session.get_one(Unit, following)
    return unit


def predecessors(session: Session, first: date, end: date) -> dict[int, int]:
    """Units that ended in a span, with the unit that goes on: by id, to the end of each chain."""
    query = (
        select(UnitChange.unit_id, UnitChange.successor_id)
        .join(Unit, Unit.id == UnitChange.unit_id)
        .where(Unit.ended_on >= first, Unit.ended_on < end, UnitChange.sort != "renamed")
        .order_by(UnitChange.id)
    )
    following = dict(session.execute(query).all())
    return {unit_id: last(unit_id, following) for unit_id in following}


def last(unit_id: int, following: dict[int, int]) -> int:
    for _ in following:
        unit_id = following.get(unit_id, unit_id)
    return unit_id


def before(session: Session, unit: Unit) -> list[Unit]:
    """Every unit whose work this one goes on with, near and far."""
    found: dict[int, Unit] = {}
    wanted: Iterable[int] = [unit.id]
    while ids := list(wanted):
        query = select(Unit).join(UnitChange, UnitChange.unit_id == Unit.id)
        rows = session.scalars(query.where(UnitChange.successor_id.in_(ids), Unit.ended_on.is_not(None))).all()
        wanted = [row.id for row in rows if row.id not in found and row.id != unit.id]
        found |= {row.id: row for row in rows if row.id != unit.id}
    return list(found.values())
