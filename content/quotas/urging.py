"""催报: a word from the bureau to a unit whose month is not met. Once a day; everybody of the unit who can mend it."""

from __future__ import annotations

from sqlalchemy.orm import Session

from content import clock
from content.audit import trail
from content.audit.events import Event
from content.auth.people import Person
from content.auth.permissions import Permission, require
from content.auth.roles import Role
from content.auth.units import Unit
from content.errors import Category, Refusal
from content.notices import posting
from content.quotas import counting, outlooks, spans
from content.quotas.forecast import Outlook

TOLD = (Role.PRODUCER, Role.REVIEWER, Role.RESPONSIBLE)


def urge(session: Session, unit: Unit, *, by: Person) -> int:
    """Tell the unit what is missing. Returns how many people were told, 0 when they were told today already.

    Raises ``nothing_to_urge`` where the month is met or nothing is owed.
    """
    require(by, Permission.OVERSEE)
    trail.lock(session)
    today = clock.today()
    ahead = outlook_of(session, unit)
    if ahead is None or ahead.done >= ahead.goal:
        raise Refusal("nothing_to_urge", Category.CONFLICT)
    facts = {"unit": unit.id, "done": ahead.done, "goal": ahead.goal, "needed_a_week": ahead.needed_a_week}
    facts |= {"days_left": (spans.month_of(today)[1] - today).days}
    people = posting.holding(session, TOLD, unit_id=unit.id)
    key = f"urged:{unit.id}:{today.isoformat()}"
    told = posting.tell(session, people, "urged", key=key, facts=facts)
    if told:
        trail.append(session, Event.UNIT_URGED, actor=by.key, about=f"unit:{unit.id}", facts={"told": told} | facts)
    return told


def outlook_of(session: Session, unit: Unit) -> Outlook | None:
    today = clock.today()
    standings = counting.of_month(session, today)
    return outlooks.of_month(session, today, standings).get(unit.id)
