"""Stored rows: the years and their days, the rules of clocks, the deadlines that run by them and their pauses."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    String,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from content.database import Base, BigId
from content.working_calendar.workdays import Entry, Kind


class CalendarYear(Base):
    """A year's table. Unconfirmed, its days are used and everything counted by them stays provisional."""

    __tablename__ = "calendar_year"
    __table_args__ = (CheckConstraint("year BETWEEN 1949 AND 2200", name="calendar_year_is_plausible"),)

    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    #: The notice's number, empty where it is not known.
    source: Mapped[str] = mapped_column(String(120), default="")
    is_confirmed: Mapped[bool] = mapped_column(default=True)
    entered_by: Mapped[str] = mapped_column(String(64))
    entered_at: Mapped[datetime]

    @property
    def key(self) -> str:
        return f"calendar_year:{self.year}"


class CalendarDay(Base):
    """One day a notice took out of the usual week. A notice may reach back into the December before its year."""

    __tablename__ = "calendar_day"
    __table_args__ = (CheckConstraint("kind IN ('off', 'working')", name="calendar_day_kind_is_known"),)

    day: Mapped[date] = mapped_column(primary_key=True)
    #: The year whose notice set the day.
    set_by: Mapped[int] = mapped_column(ForeignKey("calendar_year.year"), index=True)
    kind: Mapped[str] = mapped_column(String(8))
    name: Mapped[str] = mapped_column(String(40), default="")
    source: Mapped[str] = mapped_column(String(120), default="")

    @property
    def entry(self) -> Entry:
        return Entry(self.day, Kind(self.kind), self.name, self.source)


class ClockRule(Base):
    """How long something may take. A version is never rewritten: a change ends it and adds the next."""

    __tablename__ = "clock_rule"
    __table_args__ = (
        CheckConstraint("length BETWEEN 1 AND 366", name="clock_rule_length_is_plausible"),
        CheckConstraint("day_type IN ('working', 'calendar')", name="clock_rule_day_type_is_known"),
        CheckConstraint("version >= 1", name="clock_rule_versions_count_from_one"),
        CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="clock_rule_ends_after_it_begins"),
    )

    code: Mapped[str] = mapped_column(String(32), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    #: What starts the clock, and what stops it.
    event: Mapped[str] = mapped_column(String(32))
    stops_on: Mapped[str] = mapped_column(String(32))
    length: Mapped[int]
    day_type: Mapped[str] = mapped_column(String(8))
    pause_reasons: Mapped[list[Any]]
    #: First and last day on which a clock may start by this version; open where not known or not over.
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    source: Mapped[str] = mapped_column(String(200))
    entered_by: Mapped[str] = mapped_column(String(64))
    entered_at: Mapped[datetime]

    def governs(self, day: date) -> bool:
        """May a clock start by this version on that day?"""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


class ClockFor(Base):
    """Which clocks run for a sort of thing, and which of its dates starts each. ``*`` stands for every kind of item."""

    __tablename__ = "clock_for"

    subject: Mapped[str] = mapped_column(String(32), primary_key=True)
    rule_code: Mapped[str] = mapped_column(String(32), primary_key=True)
    #: A date of the edition that starts it by itself; empty where somebody's act does.
    starts_at: Mapped[str] = mapped_column(String(32), default="")
    source: Mapped[str] = mapped_column(String(200), default="")


class Deadline(Base):
    """A clock that runs, or ran, for one thing. ``due_on`` is empty while it is paused: nobody can be late then."""

    __tablename__ = "deadline"
    __table_args__ = (
        ForeignKeyConstraint(["rule_code", "rule_version"], ["clock_rule.code", "clock_rule.version"]),
        CheckConstraint("due_on IS NULL OR due_on >= started_on", name="deadline_is_due_after_its_start"),
        CheckConstraint("stopped_on IS NULL OR stopped_on >= started_on", name="deadline_stops_after_its_start"),
        CheckConstraint("stopped_on IS NULL OR due_on IS NOT NULL", name="deadline_that_stopped_was_due"),
        Index(
            "one_running_deadline_per_thing",
            "about",
            "rule_code",
            unique=True,
            sqlite_where=text("stopped_on IS NULL"),
            postgresql_where=text("stopped_on IS NULL"),
        ),
        Index("ix_deadline_running_due_on", "stopped_on", "due_on"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    #: A key such as ``item:12``.
    about: Mapped[str] = mapped_column(String(64), index=True)
    rule_code: Mapped[str] = mapped_column(String(32))
    rule_version: Mapped[int]
    started_on: Mapped[date]
    due_on: Mapped[date | None]
    is_provisional: Mapped[bool] = mapped_column(default=False)
    stopped_on: Mapped[date | None]
    #: Kept at the stop: the calendar it was counted by, so that its explanation never changes afterwards.
    counted_by: Mapped[dict[str, Any] | None]
    #: Whose unit answers for it, and what stopped it.
    unit_id: Mapped[int | None] = mapped_column(index=True)
    stopped_by: Mapped[str] = mapped_column(String(32), default="", server_default=text("''"))
    #: Why it was late, in the unit's own words.
    late_reason: Mapped[str] = mapped_column(String(200), default="", server_default=text("''"))
    #: The last step of the ladder of reminders that was taken for this due day.
    reminded: Mapped[str] = mapped_column(String(16), default="", server_default=text("''"))
    rule: Mapped[ClockRule] = relationship(lazy="joined", innerjoin=True)
    pauses: Mapped[list[DeadlinePause]] = relationship(
        back_populates="deadline", lazy="selectin", order_by="DeadlinePause.id"
    )

    @property
    def key(self) -> str:
        return f"deadline:{self.id}"

    @property
    def is_running(self) -> bool:
        return self.stopped_on is None

    @property
    def is_paused(self) -> bool:
        return self.due_on is None


class DeadlinePause(Base):
    """Days that do not count: from the pause until the day before the clock was taken up again."""

    __tablename__ = "deadline_pause"
    __table_args__ = (
        CheckConstraint("resumed_on IS NULL OR resumed_on >= paused_on", name="deadline_pause_ends_after_it_begins"),
        Index(
            "one_open_pause_per_deadline",
            "deadline_id",
            unique=True,
            sqlite_where=text("resumed_on IS NULL"),
            postgresql_where=text("resumed_on IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    deadline_id: Mapped[int] = mapped_column(ForeignKey("deadline.id"), index=True)
    reason: Mapped[str] = mapped_column(String(32))
    paused_on: Mapped[date]
    resumed_on: Mapped[date | None]
    deadline: Mapped[Deadline] = relationship(back_populates="pauses")
