"""Stored rows: what was held, and who was honoured."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from content.auth.units import Unit
from content.database import Base, BigId
from content.masking.rows import Consent

SORTS = ("training", "campaign", "meeting")
HONOURED = ("unit", "person")


class Activity(Base):
    """A training, a campaign's event or an exchange meeting: when, about what, for how many."""

    __tablename__ = "activity"
    __table_args__ = (
        CheckConstraint("sort IN ('training', 'campaign', 'meeting')", name="activity_sort_is_known"),
        CheckConstraint("people >= 0", name="activity_people_are_counted"),
        Index("ix_activity_held_on", "held_on"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    sort: Mapped[str] = mapped_column(String(16))
    held_on: Mapped[date]
    topic: Mapped[str] = mapped_column(String(120))
    people: Mapped[int]
    evidence: Mapped[str] = mapped_column(String(400))
    item_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("item.id"))
    entered_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    entered_at: Mapped[datetime]
    unit: Mapped[Unit] = relationship(lazy="joined", innerjoin=True)

    @property
    def key(self) -> str:
        return f"activity:{self.id}"


class Honour(Base):
    """诚信典型: a unit or a person set as an example. A person stands here by a recorded consent alone."""

    __tablename__ = "honour"
    __table_args__ = (
        UniqueConstraint("year", "title", "name"),
        CheckConstraint("sort IN ('unit', 'person')", name="honour_sort_is_known"),
        CheckConstraint("sort <> 'person' OR consent_id IS NOT NULL", name="honoured_person_consented"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    year: Mapped[int]
    title: Mapped[str] = mapped_column(String(80))
    sort: Mapped[str] = mapped_column(String(16))
    name: Mapped[str] = mapped_column(String(80))
    reason: Mapped[str] = mapped_column(String(400))
    consent_id: Mapped[int | None] = mapped_column(ForeignKey("naming_consent.id"))
    entered_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    entered_at: Mapped[datetime]
    unit: Mapped[Unit] = relationship(lazy="joined", innerjoin=True)
    consent: Mapped[Consent | None] = relationship(lazy="joined")

    @property
    def key(self) -> str:
        return f"honour:{self.id}"
