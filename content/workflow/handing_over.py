"""Open work of a unit that ends: drafts and whatever is on its way go to the unit that goes on with it."""

from __future__ import annotations

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from content.audit import trail
from content.audit.events import Event
from content.auth.people import Person
from content.auth.units import Unit
from content.items.models import Item
from content.working_calendar.many import chunks
from content.working_calendar.models import Deadline


def open_items(session: Session, unit: Unit, goes_to: dict[int, Unit], otherwise: Unit, *, by: Person) -> int:
    """Items never public go over with their clocks. What is or was public keeps the unit that answered for it."""
    open_ones = session.scalars(select(Item.id).where(Item.unit_id == unit.id, Item.first_published_at.is_(None))).all()
    by_target: dict[int, list[int]] = {}
    for item_id in open_ones:
        by_target.setdefault(goes_to.get(item_id, otherwise).id, []).append(item_id)
    for unit_id, item_ids in by_target.items():
        for chunk in chunks(item_ids):
            session.execute(update(Item).where(Item.id.in_(chunk)).values(unit_id=unit_id))
            keys = [f"item:{item_id}" for item_id in chunk]
            running = update(Deadline).where(Deadline.about.in_(keys), Deadline.stopped_on.is_(None))
            session.execute(running.values(unit_id=unit_id))
        facts = {"from": unit.id, "items": len(item_ids)}
        trail.append(session, Event.ITEMS_HANDED_OVER, actor=by.key, about=f"unit:{unit_id}", facts=facts)
    session.expire_all()
    return len(open_ones)
