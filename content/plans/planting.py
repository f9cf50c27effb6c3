"""What a year's plan begins with: last year's rows, or the notice's twenty tasks and the indicators of the file."""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from content.audit import trail
from content.audit.events import Event
from content.auth import units
from content.auth.people import Person
from content.auth.permissions import Permission, require
from content.auth.units import Unit
from content.plans.models import Indicator, PlanOwner, PlanTask

FOLDER = Path(__file__).parent


@cache
def read(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))


def begin(session: Session, year: int, *, by: Person) -> list[PlanTask]:
    """Give a year its plan and indicators where it has none; a year that has them is left as people set it."""
    require(by, Permission.OVERSEE)
    trail.lock(session)
    tasks = list(session.scalars(select(PlanTask).where(PlanTask.year == year)))
    if not tasks:
        tasks = carried_tasks(session, year) or notice_tasks(session, year)
        session.add_all(tasks)
        session.flush()
        facts = {"year": year, "tasks": len(tasks)}
        trail.append(session, Event.PLAN_SET, actor=by.key, about=f"plan:{year}", facts=facts)
    begin_indicators(session, year)
    return tasks


def carried_tasks(session: Session, year: int) -> list[PlanTask]:
    before = session.scalars(select(PlanTask).where(PlanTask.year == year - 1).order_by(PlanTask.number))
    there = {unit.id for unit in units.everyone(session)}
    return [
        PlanTask(
            year=year,
            number=task.number,
            title=task.title,
            text=task.text,
            due_on=on_year(task.due_on, year),
            source=task.source,
            owners=[PlanOwner(unit_id=owner.unit_id) for owner in task.owners if owner.unit_id in there],
        )
        for task in before
    ]


def on_year(day: date, year: int) -> date:
    """The same day of another year; 29 February becomes the 28th."""
    return day.replace(year=year, day=min(day.day, 28)) if day.month == 2 else day.replace(year=year)


def notice_tasks(session: Session, year: int) -> list[PlanTask]:
    notice = read("tasks.toml")
    ids = {unit.code: unit.id for unit in session.scalars(select(Unit).where(Unit.is_active))}
    return [
        PlanTask(
            year=year,
            number=number,
            title=raw["title"],
            text=raw["text"],
            due_on=date(year, 12, 31),
            source=f"{notice['source']} 第{number}项",
            owners=[PlanOwner(unit_id=ids[code]) for code in named(raw["owners"], notice["groups"]) if code in ids],
        )
        for number, raw in enumerate(notice["task"], start=1)
    ]


def named(owners: list[str], groups: dict[str, list[str]]) -> list[str]:
    """Unit codes, each once: ``@counties`` stands for its group."""
    codes = [code for owner in owners for code in (groups[owner[1:]] if owner.startswith("@") else [owner])]
    return list(dict.fromkeys(codes))


def begin_indicators(session: Session, year: int) -> None:
    if session.scalar(select(Indicator.id).where(Indicator.year == year).limit(1)):
        return
    before = list(session.scalars(select(Indicator).where(Indicator.year == year - 1).order_by(Indicator.number)))
    if before:
        session.add_all(copied(one, year) for one in before)
    else:
        file = read("indicators.toml")
        session.add_all(
            Indicator(year=year, number=number, source=file["source"], **({"figure": ""} | raw))
            for number, raw in enumerate(file["indicators"], start=1)
        )
    session.flush()


def copied(one: Indicator, year: int) -> Indicator:
    names = ("number", "name", "text", "full_marks", "figure", "source")
    return Indicator(year=year, **{name: getattr(one, name) for name in names})
