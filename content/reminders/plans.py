"""Reminders of the plan: when progress is asked for, three days before its last day, on it, and the day after."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from content import clock
from content.auth.roles import Role
from content.notices import posting
from content.plans import collecting
from content.plans.models import PlanCollection

#: Days after the last one, latest first, and who is told.
STEPS = (
    (1, (Role.PRODUCER, Role.RESPONSIBLE)),
    (0, (Role.PRODUCER, Role.RESPONSIBLE)),
    (-3, (Role.PRODUCER,)),
    (-400, (Role.PRODUCER,)),
)


def step_of(row: PlanCollection, today: date) -> tuple[int, tuple[Role, ...]]:
    """The last step reached; -400 is the asking itself."""
    past = (today - row.last_on).days
    return next(step for step in STEPS if step[0] <= past)


def remind(session: Session) -> int:
    """Returns how many people were told. Units that have said everything hear nothing."""
    return sum(remind_of(session, row) for row in collecting.running(session))


def remind_of(session: Session, row: PlanCollection) -> int:
    days, told = step_of(row, clock.today())
    number = 0
    for unit_id, count in collecting.missing(session, row).items():
        facts = {"unit": unit_id, "period": row.period, "count": count, "last_on": row.last_on.isoformat()}
        people = posting.holding(session, told, unit_id=unit_id)
        key = f"plan:{row.id}:{unit_id}:{days}"
        number += posting.tell(session, people, "plan_asked", key=key, facts=facts, about=row.key)
    return number
