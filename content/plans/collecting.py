"""催报 of the plan: by quarter and half-year, every unit says how its tasks stand before the last day."""

from __future__ import annotations

import re
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from content import clock
from content.audit import trail
from content.audit.events import Event
from content.auth.people import Person
from content.auth.permissions import Permission, require
from content.errors import Category, Issue, Refusal, refuse_issues
from content.plans.models import PlanCollection, PlanOwner, PlanProgress, PlanTask

PERIOD = re.compile(r"(20\d\d)-(Q[1-4]|H[12])")


def last_month(period: str) -> int:
    """The last month of 2026-Q3 is 9, of 2026-H1 is 6."""
    return int(period[6]) * (3 if period[5] == "Q" else 6)


def open_one(session: Session, period: str, *, last_on: date | None, by: Person) -> PlanCollection:
    """Ask every unit with a task of that year. What is said from today on answers it."""
    require(by, Permission.OVERSEE)
    trail.lock(session)
    found, today = PERIOD.fullmatch(period), clock.today()
    issues = [] if found else [Issue("period", "not_a_choice", {"choices": []})]
    if last_on is None:
        issues.append(Issue("last_on", "required"))
    elif last_on < today:
        issues.append(Issue("last_on", "too_early", {"earliest": today.isoformat()}))
    refuse_issues(issues)
    year = int(period[:4])
    if session.scalar(select(PlanTask.id).where(PlanTask.year == year).limit(1)) is None:
        raise Refusal("no_plan_yet", Category.CONFLICT, year=year)
    if session.scalar(select(PlanCollection.id).where(PlanCollection.period == period)):
        raise Refusal("already_collecting", Category.CONFLICT, period=period)
    row = PlanCollection(
        period=period, year=year, first_on=today, last_on=last_on, opened_by_id=by.id, opened_at=clock.now()
    )
    session.add(row)
    session.flush()
    facts = {"period": period, "last_on": last_on.isoformat() if last_on else ""}
    trail.append(session, Event.PLAN_COLLECTED, actor=by.key, about=row.key, facts=facts)
    return row


def everything(session: Session) -> list[PlanCollection]:
    return list(session.scalars(select(PlanCollection).order_by(PlanCollection.id.desc())))


def running(session: Session) -> list[PlanCollection]:
    """Asked for, and not a month past its last day."""
    return [row for row in everything(session) if (clock.today() - row.last_on).days <= 31]


def missing(session: Session, row: PlanCollection) -> dict[int, int]:
    """By unit: how many of its tasks it has not said anything of since it was asked. A finished task needs no word."""
    spoken = (
        select(PlanProgress.id)
        .where(PlanProgress.task_id == PlanOwner.task_id, PlanProgress.unit_id == PlanOwner.unit_id)
        .where((PlanProgress.said_at >= row.opened_at) | (PlanProgress.standing == "done"))
        .exists()
    )
    query = (
        select(PlanOwner.unit_id)
        .join(PlanTask, PlanTask.id == PlanOwner.task_id)
        .where(PlanTask.year == row.year, ~spoken)
    )
    found: dict[int, int] = {}
    for unit_id in session.scalars(query):
        found[unit_id] = found.get(unit_id, 0) + 1
    return found
