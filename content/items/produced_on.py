"""产生日期 and its changes: each is kept, and one that comes late needs a reason before the item may be submitted."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from content.auth.people import Person
from content.database import Base, BigId
from content.items.models import Item


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
