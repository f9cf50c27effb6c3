"""What people are told when the working calendar changes, or is missing when it should be here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from content import clock
from content.auth.roles import Role
from content.items import limiting
from content.items.models import Item
from content.notices import posting
from content.reminders.ladder import MOST_NAMED
from content.working_calendar import years
from content.working_calendar.many import chunks
from content.working_calendar.models import Deadline
from content.working_calendar.recomputing import Moved


def moved(session: Session, year: int, changes: Iterable[Moved]) -> int:
    """Tell each unit whose due days changed: old and new day, one notice for all of them. Returns how many people."""
    changed = [one for one in changes if one.has_new_day]
    units = units_of(session, [one.deadline_id for one in changed])
    limited = limiting.limited(session)
    gathered: dict[tuple[int, Item | None], list[Moved]] = defaultdict(list)
    for one in changed:
        unit_id = units.get(one.deadline_id)
        if unit_id is not None:
            gathered[unit_id, limited.get(one.about)].append(one)
    return sum(tell(session, year, unit_id, found, item) for (unit_id, item), found in gathered.items())


def units_of(session: Session, deadline_ids: list[int]) -> dict[int, int | None]:
    found: dict[int, int | None] = {}
    for chunk in chunks(deadline_ids):
        found |= dict(session.execute(select(Deadline.id, Deadline.unit_id).where(Deadline.id.in_(chunk))).all())
    return found


def tell(session: Session, year: int, unit_id: int, found: list[Moved], limited: Item | None) -> int:
    """One notice for all of them; of a limited draft by itself, to those alone who may know of it."""
    named = [[one.about, one.old.isoformat(), one.new.isoformat()] for one in found[:MOST_NAMED]]
    facts = {"unit": unit_id, "year": year, "count": len(found), "things": named}
    about = found[0].about if len(found) == 1 else ""
    key = f"deadlines_moved:{unit_id}:{year}:{clock.now().isoformat(timespec='seconds')}"
    if limited:
        key += f":{limited.id}"
    people = posting.holding(session, (Role.PRODUCER, Role.REVIEWER, Role.RESPONSIBLE), unit_id=unit_id)
    people = limiting.only_insiders(session, limited, people)
    return posting.tell(session, people, "deadlines_moved", key=key, facts=facts, about=about)


def missing(session: Session) -> int:
    """Tell the administrators once when a year's table should be here by now and is not."""
    number = 0
    for year in years.warns_from(clock.today(), years.table(session, since=clock.today())):
        people = posting.holding(session, (Role.ADMINISTRATOR,))
        number += posting.tell(
            session, people, "calendar_missing", key=f"calendar_missing:{year}", facts={"year": year}
        )
    return number
