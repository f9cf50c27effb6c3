"""Merging and splitting units: people, open work, targets and tasks go on; what is out stays as it was."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from content.audit import trail
from content.auth import reorganising
from content.auth.people import Person
from content.auth.permissions import Permission, require
from content.auth.units import Unit
from content.errors import Category, Refusal, refuse_issues
from content.plans.models import PlanOwner, PlanTask
from content.quotas import succession
from content.workflow import handing_over


@dataclass(frozen=True)
class NewUnit:
    """A unit that the change brings about."""

    code: str
    names: dict[str, str]
    short_names: dict[str, str]


@dataclass(frozen=True)
class HandedOver:
    """How much went to other hands."""

    people: int
    items: int
    tasks: int


@dataclass(frozen=True)
class Shares:
    """Who and what goes elsewhere than to the main successor, by person id and item id."""

    people: Mapping[int, Unit] = field(default_factory=dict)
    items: Mapping[int, Unit] = field(default_factory=dict)


def merge(session: Session, unit: Unit, into: Unit, *, day: date | None, source: str, by: Person) -> HandedOver:
    """The unit ends; another that is there already goes on with its work."""
    require(by, Permission.ADMINISTER)
    trail.lock(session)
    said = " ".join(source.split())
    refuse_issues(reorganising.change_issues(day, said))
    reorganising.refuse_ended(into)
    if day is None or unit.id == into.id:
        raise Refusal("not_its_own_successor", Category.CONFLICT)
    return hand_over(session, unit, "merged", into, Shares(), day=day, source=said, by=by)


def split(
    session: Session,
    unit: Unit,
    into: list[NewUnit],
    *,
    people: Mapping[int, str] | None = None,
    items: Mapping[int, str] | None = None,
    day: date | None,
    source: str,
    by: Person,
) -> list[Unit]:
    """The unit ends and new ones take its place; the first goes on with whatever is given to none by its code."""
    require(by, Permission.ADMINISTER)
    trail.lock(session)
    said = " ".join(source.split())
    refuse_issues(reorganising.change_issues(day, said))
    reorganising.refuse_ended(unit)
    if day is None or len(into) < 2:
        raise Refusal("split_into_two", Category.INVALID)
    made = [
        reorganising.add(session, code=one.code, like=unit, names=one.names, short_names=one.short_names, day=day)
        for one in into
    ]
    by_code = {one.code: one for one in made}
    shares = Shares(
        {person: by_code[code] for person, code in (people or {}).items() if code in by_code},
        {item: by_code[code] for item, code in (items or {}).items() if code in by_code},
    )
    hand_over(session, unit, "split", made[0], shares, day=day, source=said, by=by)
    for other in made[1:]:
        succession.begin(session, unit, other, day)
        own_tasks(session, unit, other, day)
    return made


def hand_over(
    session: Session, unit: Unit, sort: str, main: Unit, shares: Shares, *, day: date, source: str, by: Person
) -> HandedOver:
    people = reorganising.move_people(session, unit, dict(shares.people), main, by=by)
    items = handing_over.open_items(session, unit, dict(shares.items), main, by=by)
    succession.begin(session, unit, main, day)
    tasks = own_tasks(session, unit, main, day)
    reorganising.end(session, unit, sort, main, day=day, source=source, by=by)
    return HandedOver(people, items, tasks)


def own_tasks(session: Session, unit: Unit, successor: Unit, day: date) -> int:
    """The plan's tasks of this year and later are the successor's too; what the unit said of them stays its own."""
    tasks = session.scalars(
        select(PlanTask).join(PlanOwner).where(PlanOwner.unit_id == unit.id, PlanTask.due_on >= day)
    ).all()
    for task in tasks:
        if not task.is_owned_by(successor.id):
            task.owners.append(PlanOwner(unit_id=successor.id))
    session.flush()
    return len(tasks)
