"""产生日期 and its changes: each is kept, and one that comes late needs a reason before the item may be submitted."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from content import clock
from content.audit import trail
from content.audit.events import Event
from content.auth.people import Person
from content.database import Base, BigId
from content.items.limit_rows import DraftLimit
from content.items.models import Edition, Item


class ProducedOnChange(Base):
    """One change. ``is_late``: it moved the deadline back when the item was no longer new."""

    __tablename__ = "produced_on_change"
    __table_args__ = (
        CheckConstraint("to_day IS NULL OR to_day <> from_day", name="produced_on_change_changes_something"),
        Index("ix_produced_on_change_late", "is_late", "changed_at"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    item_id: Mapped[int] = mapped_column(BigId, ForeignKey("item.id"), index=True)
    from_day: Mapped[date]
    to_day: Mapped[date | None]
    is_late: Mapped[bool]
    reason: Mapped[str] = mapped_column(String(200), default="")
    changed_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    changed_at: Mapped[datetime]

    item: Mapped[Item] = relationship()
    changed_by: Mapped[Person] = relationship()


def is_late(edition_number: int, started_on: date, old: date, new: date | None, *, today: date) -> bool:
    """Moved to a later day, or taken away, once submitted or on a later day than the item was begun."""
    moves_back = new is None or new > old
    return moves_back and (edition_number > 1 or today > started_on)


def note(session: Session, edition: Edition, new: date | None, *, reason: str, by: Person) -> None:
    """A changed 产生日期 moves a deadline, so it is kept with both dates, and in the trail."""
    old = edition.produced_on
    if not old or new == old:
        return
    item = edition.item
    started = clock.day_of(item.started_at)
    change = ProducedOnChange(
        item_id=item.id,
        from_day=old,
        to_day=new,
        is_late=is_late(edition.number, started, old, new, today=clock.today()),
        reason=reason,
        changed_by_id=by.id,
        changed_at=clock.now(),
    )
    session.add(change)
    facts = {"from": old.isoformat(), "to": new.isoformat() if new else None, "late": change.is_late}
    trail.append(session, Event.PRODUCED_ON_CHANGED, actor=by.key, about=item.key, facts=facts)


def unexplained(session: Session, item_id: int) -> list[ProducedOnChange]:
    """Late changes for which nobody has given a reason yet."""
    query = select(ProducedOnChange).where(
        ProducedOnChange.item_id == item_id, ProducedOnChange.is_late, ProducedOnChange.reason == ""
    )
    return list(session.scalars(query.order_by(ProducedOnChange.id)))


def of_item(session: Session, item_id: int) -> list[ProducedOnChange]:
    """Late changes of one item, for whoever reviews it."""
    query = select(ProducedOnChange).where(ProducedOnChange.item_id == item_id, ProducedOnChange.is_late)
    return list(session.scalars(query.order_by(ProducedOnChange.id)))


def explain(session: Session, item_id: int, reason: str) -> None:
    """One reason for every late change that waits for one."""
    for change in unexplained(session, item_id):
        change.reason = reason


def late(session: Session, since: datetime, until: datetime) -> list[ProducedOnChange]:
    """Late changes of a span, the newest first: the bureau looks at them, at a limited draft's once it is public."""
    query = select(ProducedOnChange).where(
        ProducedOnChange.is_late, ProducedOnChange.changed_at >= since, ProducedOnChange.changed_at < until
    )
    query = query.where(ProducedOnChange.item_id.not_in(select(DraftLimit.item_id)))
    return list(session.scalars(query.order_by(ProducedOnChange.changed_at.desc())))
