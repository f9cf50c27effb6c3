"""Stored rows of the year's plan: tasks with who answers for them, what was said of each, and what shows it."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from content.auth.people import Person
from content.auth.units import Unit
from content.database import Base, BigId

STANDINGS = ("under_way", "done", "hindered")


class PlanTask(Base):
    """One task of a year's 工作要点, by its number there."""

    __tablename__ = "plan_task"
    __table_args__ = (
        UniqueConstraint("year", "number"),
        CheckConstraint("number >= 1", name="plan_tasks_count_from_one"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    year: Mapped[int]
    number: Mapped[int]
    title: Mapped[str] = mapped_column(String(120))
    text: Mapped[str] = mapped_column(String(600))
    due_on: Mapped[date]
    source: Mapped[str] = mapped_column(String(120))
    owners: Mapped[list[PlanOwner]] = relationship(
        back_populates="task", lazy="selectin", order_by="PlanOwner.unit_id", cascade="all, delete-orphan"
    )

    @property
    def key(self) -> str:
        return f"plan_task:{self.id}"

    def is_owned_by(self, unit_id: int) -> bool:
        return any(owner.unit_id == unit_id for owner in self.owners)


class PlanOwner(Base):
    """责任单位: a unit that answers for a task."""

    __tablename__ = "plan_owner"

    task_id: Mapped[int] = mapped_column(ForeignKey("plan_task.id"), primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), primary_key=True)
    task: Mapped[PlanTask] = relationship(back_populates="owners")


class PlanProgress(Base):
    """What a unit said of a task on a day. Added, never changed: the newest is how the task stands."""

    __tablename__ = "plan_progress"
    __table_args__ = (
        CheckConstraint("standing IN ('under_way', 'done', 'hindered')", name="plan_standing_is_known"),
        CheckConstraint("percent BETWEEN 0 AND 100", name="plan_percent_is_of_a_hundred"),
        Index("ix_plan_progress_task_unit", "task_id", "unit_id"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    task_id: Mapped[int] = mapped_column(ForeignKey("plan_task.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    said_on: Mapped[date]
    percent: Mapped[int]
    standing: Mapped[str] = mapped_column(String(16))
    text: Mapped[str] = mapped_column(String(1000))
    said_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    said_at: Mapped[datetime]
    unit: Mapped[Unit] = relationship(lazy="joined", innerjoin=True)
    said_by: Mapped[Person] = relationship()


class PlanEvidence(Base):
    """What shows it: an item of this site, or a file kept inside."""

    __tablename__ = "plan_evidence"
    __table_args__ = (
        CheckConstraint("(item_id IS NULL) <> (file_digest IS NULL)", name="plan_evidence_is_item_or_file"),
        Index("ix_plan_evidence_task_unit", "task_id", "unit_id"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    task_id: Mapped[int] = mapped_column(ForeignKey("plan_task.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    item_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("item.id"))
    file_digest: Mapped[str | None] = mapped_column(String(64))
    file_name: Mapped[str] = mapped_column(String(200), default="")
    file_kind: Mapped[str] = mapped_column(String(16), default="")
    note: Mapped[str] = mapped_column(String(200), default="")
    added_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    added_at: Mapped[datetime]


class PlanCollection(Base):
    """One collecting of progress, of a quarter or half-year: what is to be said from its first day up to its last."""

    __tablename__ = "plan_collection"
    __table_args__ = (
        UniqueConstraint("period"),
        CheckConstraint("last_on >= first_on", name="plan_collection_ends_after_it_begins"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    #: 2026-Q3 or 2026-H1.
    period: Mapped[str] = mapped_column(String(8))
    year: Mapped[int]
    first_on: Mapped[date]
    last_on: Mapped[date]
    opened_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    opened_at: Mapped[datetime]

    @property
    def key(self) -> str:
        return f"plan_collection:{self.id}"


class Indicator(Base):
    """One indicator of 信用交通城市: what is looked at, and how many marks it may bring."""

    __tablename__ = "indicator"
    __table_args__ = (
        UniqueConstraint("year", "number"),
        CheckConstraint("full_marks > 0", name="indicator_brings_marks"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    year: Mapped[int]
    number: Mapped[int]
    name: Mapped[str] = mapped_column(String(120))
    text: Mapped[str] = mapped_column(String(400))
    full_marks: Mapped[int]
    #: The query that gives its live figure, by name; empty where evidence alone speaks.
    figure: Mapped[str] = mapped_column(String(40), default="")
    source: Mapped[str] = mapped_column(String(120))


class Assessment(Base):
    """自评: marks for one indicator, place and quarter, with that day's figure and what shows it. The newest holds."""

    __tablename__ = "assessment"
    __table_args__ = (
        CheckConstraint("quarter BETWEEN 1 AND 4", name="assessment_quarter_is_one_of_four"),
        CheckConstraint("tenths >= 0", name="assessment_marks_are_not_below_zero"),
        Index("ix_assessment_indicator_quarter", "indicator_id", "quarter"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    indicator_id: Mapped[int] = mapped_column(ForeignKey("indicator.id"))
    #: The bureau for the city, a county's unit for the county.
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    quarter: Mapped[int]
    #: Marks in tenths: 47 is 4.7.
    tenths: Mapped[int]
    figure: Mapped[str] = mapped_column(String(40), default="")
    evidence: Mapped[str] = mapped_column(String(400))
    item_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("item.id"))
    said_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    said_at: Mapped[datetime]
