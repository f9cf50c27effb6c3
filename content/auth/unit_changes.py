"""The history of units: what became of each, when, and by which document. Added, never changed."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from content.database import Base

SORTS = ("renamed", "merged", "split")


class UnitChange(Base):
    """``former`` holds the names as they were; ``successor_id`` goes on with the unit's work, itself where renamed."""

    __tablename__ = "unit_change"
    __table_args__ = (
        CheckConstraint("sort IN ('renamed', 'merged', 'split')", name="unit_change_sort_is_known"),
        Index("ix_unit_change_unit", "unit_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    sort: Mapped[str] = mapped_column(String(16))
    successor_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    took_effect_on: Mapped[date]
    source: Mapped[str] = mapped_column(String(120))
    former: Mapped[dict[str, Any]]
    entered_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    entered_at: Mapped[datetime]
