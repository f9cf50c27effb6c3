"""Reminders of deadlines: a day before, on the day, one and three days after; each once, the last to the head."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, partial
from typing import Any, Protocol, TypeVar

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from content import clock
from content.audit import trail
from content.auth.roles import Role
from content.items import limiting
from content.items.models import Item
from content.notices import posting
from content.working_calendar import deadlines, years
from content.working_calendar.many import chunks
from content.working_calendar.models import ClockRule, Deadline
from content.working_calendar.reckoning import DayType
from content.working_calendar.workdays import Table, between

T = TypeVar("T")


class Writing(Protocol):
    """Runs a piece of work in a transaction of its own and commits it, or leaves no trace."""

    def __call__(self, work: Callable[[Session], T], /) -> T: ...


@dataclass(frozen=True)
class Step:
    """``days`` after the due day, in the rule's own days: who is told, by which code."""

    code: str
    days: int
    told: tuple[Role, ...]


STEPS = (
    Step("due_soon", -1, (Role.PRODUCER,)),
    Step("due_today", 0, (Role.PRODUCER, Role.REVIEWER)),
    Step("overdue", 1, (Role.PRODUCER, Role.REVIEWER, Role.RESPONSIBLE)),
    Step("long_overdue", 3, (Role.RESPONSIBLE,)),
)
#: The longest stretch without a working day is a good week; nothing due later than this is due on the next one.
AHEAD = timedelta(days=14)
#: Deadlines marked in one transaction.
MARKED = 2_000
#: A notice names this many things and counts the rest.
MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class Waited:
    """As much of a running clock as a reminder needs: fifty thousand of a batch may be late together."""

    id: int
    about: str
    unit_id: int | None
    due_on: date
    reminded: str
    day_type: str


def days_past(due_on: date, day_type: str, today: date, table: Table) -> int:
    """How many of the rule's days ``today`` lies after the due day; below zero before it."""
    return (today - due_on).days if day_type == DayType.CALENDAR else between(due_on, today, table).number


def step_of(due_on: date, day_type: str, today: date, table: Table) -> Step | None:
    """The last step of the ladder reached by today; steps missed while nobody ran are not made up for one by one."""
    past = days_past(due_on, day_type, today, table)
    reached = [step for step in STEPS if step.days <= past]
    return reached[-1] if reached else None


@dataclass(frozen=True, slots=True)
class Group:
    """What one notice speaks of: deadlines of a unit at one step, a limited draft's by itself."""

    unit_id: int
    step: Step
    waited: tuple[Waited, ...]

    @property
    def latest(self) -> date:
        return max(one.due_on for one in self.waited)


def remind(read: Callable[[], Session], write: Writing) -> int:
    """Tell every unit about its deadlines that reached a step. Returns how many deadlines were spoken of.

    In short transactions, for fifty thousand may be late together and nobody is to wait for all of them.
    A notice is put down once by the first of its deadlines, and that one is marked last: no restart tells anybody
    twice, and none leaves a deadline unspoken of.
    """
    groups = due(read())
    return sum(len(group.waited) for group in groups if spoken_of(group, write))


def spoken_of(group: Group, write: Writing) -> bool:
    if not write(lambda session: tell(session, group)):
        return False
    for chunk in reversed(list(chunks((one.id for one in group.waited), MARKED))):
        write(partial(mark, ids=chunk, group=group))
    return True


def due(session: Session) -> list[Group]:
    """What there is to tell now. Only reads."""
    today = clock.today()
    table = years.table(session, since=today - timedelta(days=400))
    limited = limiting.limited(session)
    gathered: dict[tuple[int, Step, Item | None], list[Waited]] = defaultdict(list)
    reached = cache(lambda due_on, day_type: step_of(due_on, day_type, today, table))
    for deadline in running(session, today):
        step = reached(deadline.due_on, deadline.day_type)
        if step and step.code != deadline.reminded and deadline.unit_id is not None:
            gathered[deadline.unit_id, step, limited.get(deadline.about)].append(deadline)
    return [Group(unit_id, step, tuple(found)) for (unit_id, step, _item), found in gathered.items()]


def running(session: Session, today: date) -> list[Waited]:
    """What is due soon or overdue and has not been spoken of to the end."""
    columns = (Deadline.id, Deadline.about, Deadline.unit_id, Deadline.due_on, Deadline.reminded, ClockRule.day_type)
    of_version = (ClockRule.code == Deadline.rule_code) & (ClockRule.version == Deadline.rule_version)
    query = select(*columns).join(ClockRule, of_version)
    query = query.where(Deadline.stopped_on.is_(None), Deadline.due_on <= today + AHEAD)
    query = query.where(Deadline.reminded != STEPS[-1].code).order_by(Deadline.due_on, Deadline.id)
    found = session.execute(query)
    return [Waited(one, about, unit, due or today, told, day_type) for one, about, unit, due, told, day_type in found]


def tell(session: Session, group: Group) -> bool:
    """One notice for all of them; of a limited draft to those alone who may know of it. False when one of them was
    limited since they were gathered: the next round tells them apart."""
    trail.lock(session)
    limited, found = limiting.limited(session), group.waited
    items = {limited.get(one.about) for one in found}
    if len(items) > 1:
        return False
    named = [[one.about, spoken(one.due_on)] for one in found[:MOST_NAMED]]
    facts: dict[str, Any] = {"unit": group.unit_id, "count": len(found), "things": named}
    about = found[0].about if len(found) == 1 else ""
    key = f"{group.step.code}:{group.unit_id}:{clock.today().isoformat()}:{found[0].id}"
    people = posting.holding(session, group.step.told, unit_id=group.unit_id)
    people = limiting.only_insiders(session, items.pop(), people)
    posting.tell(session, people, group.step.code, key=key, facts=facts, about=about)
    return True


def mark(session: Session, *, ids: list[int], group: Group) -> None:
    """All but what was moved on since it was gathered: its new day is yet to be spoken of."""
    trail.lock(session)
    for chunk in chunks(ids):
        of_then = Deadline.id.in_(chunk), Deadline.due_on <= group.latest
        session.execute(update(Deadline).where(*of_then).values(reminded=group.step.code))


def spoken(day: date | None) -> str:
    return deadlines.spoken(day) or ""
