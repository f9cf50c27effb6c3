"""Reminders of the monthly target: on the 20th and the 25th, to units that still have a gap."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from content import clock
from content.auth.roles import Role
from content.notices import posting
from content.quotas import counting

#: Days of the month, and who is told on each besides the writers.
DAYS = ((25, (Role.PRODUCER, Role.RESPONSIBLE)), (20, (Role.PRODUCER,)))


def step_of(today: date) -> tuple[int, tuple[Role, ...]] | None:
    """The last reminder due by today; a day on which nothing ran is made up for on the next."""
    return next(((day, told) for day, told in DAYS if today.day >= day), None)


def remind(session: Session) -> int:
    """Returns how many people were told."""
    today = clock.today()
    step = step_of(today)
    if step is None:
        return 0
    day, told = step
    _first, end = counting.month_of(today)
    number = 0
    for unit_id, standing in counting.of_month(session, today).items():
        if standing.short:
            facts = {"unit": unit_id, "done": standing.done, "goal": standing.goal, "days_left": (end - today).days}
            people = posting.holding(session, told, unit_id=unit_id)
            key = f"target:{unit_id}:{today:%Y-%m}:{day}"
            number += posting.tell(session, people, "target_gap", key=key, facts=facts)
    return number
