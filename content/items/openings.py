"""Who opened a limited draft, and when: noted where it is found, written down by whoever hands it over."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from content.audit import trail
from content.audit.events import Event
from content.audit.trail import AuditEntry
from content.auth.people import Person
from content.items.models import Item

#: Where a session keeps the items asked for until their openings are written down.
NOTED = "limited drafts asked for"


def note(session: Session, item: Item) -> None:
    """A limited draft was found for somebody; nothing is noted of any other."""
    if item.limit is not None:
        session.info.setdefault(NOTED, {})[item.id] = item.key


def take(session: Session) -> list[str]:
    """The keys of what was asked for since the last time, each once."""
    return list(session.info.pop(NOTED, {}).values())


def write_down(session: Session, keys: list[str], *, page: str, by: Person) -> None:
    """One entry for each draft that was opened. ``page`` says where it was read."""
    for key in keys:
        trail.append(session, Event.DRAFT_OPENED, actor=by.key, about=key, facts={"page": page})


def of_item(session: Session, item: Item, *, limit: int) -> list[AuditEntry]:
    """The newest openings first."""
    query = select(AuditEntry).where(AuditEntry.about == item.key, AuditEntry.event == Event.DRAFT_OPENED.value)
    return list(session.scalars(query.order_by(AuditEntry.number.desc()).limit(limit)))
