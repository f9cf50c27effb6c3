"""Stored rows of leaving the public: what one person asks for and another confirms, one by one or as a list."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from content.auth.people import Person
from content.auth.units import Unit
from content.database import Base, BigId
from content.items.models import Item

OUTCOMES = "outcome IN ('', 'done', 'refused', 'overtaken')"


class RepairList(Base):
    """修复结果名单 as read and matched: its lines, and who confirmed it. ``outcome`` is empty while it waits."""

    __tablename__ = "repair_list"
    __table_args__ = (
        CheckConstraint(OUTCOMES, name="repair_list_outcome_is_known"),
        CheckConstraint("(outcome = '') = (decided_at IS NULL)", name="repair_list_ends_with_an_outcome"),
        CheckConstraint(
            "outcome NOT IN ('done', 'refused') OR (decided_by_id IS NOT NULL AND decided_by_id <> entered_by_id)",
            name="repair_list_takes_two_people",
        ),
        Index("ix_repair_list_unit_outcome", "unit_id", "outcome"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    file_name: Mapped[str] = mapped_column(String(200))
    file_digest: Mapped[str] = mapped_column(String(64))
    lines: Mapped[list[Any]]
    entered_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    entered_at: Mapped[datetime]
    outcome: Mapped[str] = mapped_column(String(12), default="")
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    decided_at: Mapped[datetime | None]
    unit: Mapped[Unit] = relationship()
    entered_by: Mapped[Person] = relationship(foreign_keys=entered_by_id)
    decided_by: Mapped[Person | None] = relationship(foreign_keys=decided_by_id)

    @property
    def key(self) -> str:
        return f"repair_list:{self.id}"


class LeavingRequest(Base):
    """That one record is to leave the public, why, and by which document. ``outcome`` is empty while it waits."""

    __tablename__ = "leaving_request"
    __table_args__ = (
        CheckConstraint(
            "cause IN ('repaired', 'annulled', 'changed', 'error', 'privacy')", name="leaving_cause_is_known"
        ),
        CheckConstraint(OUTCOMES, name="leaving_outcome_is_known"),
        CheckConstraint("(outcome = '') = (decided_at IS NULL)", name="leaving_ends_with_an_outcome"),
        CheckConstraint(
            "outcome NOT IN ('done', 'refused') OR (decided_by_id IS NOT NULL AND decided_by_id <> entered_by_id)",
            name="leaving_takes_two_people",
        ),
        CheckConstraint(
            "cause NOT IN ('repaired', 'annulled', 'changed') OR (document_number <> '' AND document_date IS NOT NULL)",
            name="leaving_rests_on_a_document",
        ),
        CheckConstraint("cause NOT IN ('annulled', 'changed') OR reason <> ''", name="annulment_gives_its_reason"),
        Index(
            "one_open_leaving_request_per_item",
            "item_id",
            unique=True,
            sqlite_where=text("outcome = ''"),
            postgresql_where=text("outcome = ''"),
        ),
        Index("ix_leaving_request_unit_outcome", "unit_id", "outcome", "due_on"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    item_id: Mapped[int] = mapped_column(BigId, ForeignKey("item.id"), index=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    list_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("repair_list.id"), index=True)
    cause: Mapped[str] = mapped_column(String(12))
    document_number: Mapped[str] = mapped_column(String(128), default="")
    document_date: Mapped[date | None]
    #: Public where a decision was annulled or changed; for colleagues only everywhere else.
    reason: Mapped[str] = mapped_column(String(800), default="")
    #: The document is older than the minimum term of a rule nobody confirmed yet: the second person has to look.
    is_before_minimum: Mapped[bool] = mapped_column(default=False)
    due_on: Mapped[date | None]
    entered_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    entered_at: Mapped[datetime]
    outcome: Mapped[str] = mapped_column(String(12), default="")
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    decided_at: Mapped[datetime | None]
    item: Mapped[Item] = relationship()
    entered_by: Mapped[Person] = relationship(foreign_keys=entered_by_id)
    decided_by: Mapped[Person | None] = relationship(foreign_keys=decided_by_id)

    @property
    def key(self) -> str:
        return f"leaving_request:{self.id}"

    @property
    def is_open(self) -> bool:
        return self.outcome == ""
