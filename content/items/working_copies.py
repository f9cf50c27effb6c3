"""Working copies: what somebody is typing and has not saved yet. Never an edition, and nobody else's business."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from content import clock
from content.auth.people import Person
from content.auth.permissions import Permission, require
from content.database import Base, BigId
from content.errors import Category, Refusal
from content.items import checks
from content.items.models import Edition, State

#: All texts of one form together, in characters: the longest body that may be submitted, and as much beside it.
LONGEST = 2 * checks.LONGEST_BODY
#: A month away from the desk and back: unsaved words are no archive.
KEPT_DAYS = 30


class WorkingCopy(Base):
    """One person's unsaved texts of one edition, by the form's field names.

    ``base_version`` is the edition's version the form was opened with; ``serial`` counts the copy's own writes, so
    that two windows of one person never overwrite each other in silence.
    """

    __tablename__ = "working_copy"
    __table_args__ = (UniqueConstraint("person_id", "edition_id"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    edition_id: Mapped[int] = mapped_column(BigId, ForeignKey("edition.id"), index=True)
    base_version: Mapped[int]
    serial: Mapped[int] = mapped_column(default=1)
    texts: Mapped[dict[str, Any]]
    saved_at: Mapped[datetime]


def of(session: Session, edition: Edition, person: Person) -> WorkingCopy | None:
    """This person's own copy; there is no way to ask for anybody else's."""
    mine = select(WorkingCopy).where(WorkingCopy.edition_id == edition.id, WorkingCopy.person_id == person.id)
    return session.scalar(mine)


def keep(
    session: Session, edition: Edition, texts: Mapping[str, str], *, base_version: int, serial: int, by: Person
) -> WorkingCopy:
    """Store what is typed right now. ``serial`` is the last one this window saw, 0 when it saw none.

    No new version and no audit entry: until it is saved, it is as private as a sheet in a drawer. The very words that
    are kept already, sent again because their answer was lost or their page closed, are kept, whatever ``serial`` says.

    Raises ``other_window`` when another window of the same person wrote meanwhile, ``not_a_draft`` once submitted,
    and ``too_long_to_keep`` for more than any form can hold.
    """
    require(by, Permission.WRITE, item=edition.item)
    if edition.at_rest is not State.DRAFT:
        raise Refusal("not_a_draft", Category.CONFLICT, state=edition.state)
    if sum(map(len, texts.values())) > LONGEST:
        raise Refusal("too_long_to_keep", Category.INVALID, longest=LONGEST)
    found = of(session, edition, by)
    if found and (found.base_version, found.texts) == (base_version, dict(texts)):
        return found
    if serial != (found.serial if found else 0):
        raise Refusal("other_window", Category.CONFLICT, serial=found.serial if found else 0)
    if found is None:
        found = WorkingCopy(person_id=by.id, edition_id=edition.id, serial=0)
        session.add(found)
    found.base_version, found.texts, found.saved_at = base_version, dict(texts), clock.now()
    found.serial = serial + 1
    session.flush()
    return found


def forget(session: Session, edition: Edition, person: Person) -> None:
    """The edition has it now, or the person threw it away."""
    session.execute(delete(WorkingCopy).where(WorkingCopy.edition_id == edition.id, WorkingCopy.person_id == person.id))


def forget_all_of(session: Session, person: Person) -> None:
    """An erased person leaves no unsaved words behind."""
    session.execute(delete(WorkingCopy).where(WorkingCopy.person_id == person.id))


def purge(session: Session, *, days: int = KEPT_DAYS) -> int:
    """Remove copies nobody came back for in ``days`` days. Returns how many."""
    old = delete(WorkingCopy).where(WorkingCopy.saved_at < clock.now() - timedelta(days=days))
    return session.execute(old).rowcount  # type: ignore[attr-defined]
