"""Stored rows beside an edition's way: who took it up, how urgent it is, and when it is to go out."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from content.auth.people import Person
from content.database import Base, BigId
from content.items.models import Edition


class ReviewClaim(Base):
    """认领: somebody has taken up the review of one edition, so that two do not read the same."""

    __tablename__ = "review_claim"

    edition_id: Mapped[int] = mapped_column(BigId, ForeignKey("edition.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    taken_at: Mapped[datetime]
    person: Mapped[Person] = relationship(lazy="joined")


class Urgency(Base):
    """加急审核: why one edition goes before the others, and by which hour."""

    __tablename__ = "urgency"
    __table_args__ = (CheckConstraint("hours BETWEEN 1 AND 72", name="urgency_is_counted_in_hours"),)

    edition_id: Mapped[int] = mapped_column(BigId, ForeignKey("edition.id"), primary_key=True)
    reason: Mapped[str] = mapped_column(String(200))
    hours: Mapped[int]
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    asked_at: Mapped[datetime]
    due_at: Mapped[datetime]


class PublishSchedule(Base):
    """定时发布: an approved edition is to go out at a moment. ``outcome`` is empty while it waits."""

    __tablename__ = "publish_schedule"
    __table_args__ = (
        CheckConstraint(
            "outcome IN ('', 'published', 'voided', 'refused', 'cancelled', 'overtaken')",
            name="schedule_outcome_is_known",
        ),
        CheckConstraint("(outcome = '') = (ended_at IS NULL)", name="schedule_ends_with_an_outcome"),
        Index(
            "one_waiting_schedule_per_edition",
            "edition_id",
            unique=True,
            sqlite_where=text("outcome = ''"),
            postgresql_where=text("outcome = ''"),
        ),
        Index("ix_publish_schedule_waiting", "outcome", "goes_out_at"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    edition_id: Mapped[int] = mapped_column(BigId, ForeignKey("edition.id"), index=True)
    goes_out_at: Mapped[datetime]
    set_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    set_at: Mapped[datetime]
    outcome: Mapped[str] = mapped_column(String(12), default="")
    #: The code of the refusal, where that is how it ended.
    refusal: Mapped[str] = mapped_column(String(64), default="")
    ended_at: Mapped[datetime | None]
    edition: Mapped[Edition] = relationship(lazy="joined", innerjoin=True)
    set_by: Mapped[Person] = relationship(lazy="joined", innerjoin=True)
