"""One thing a citizen sent in, and its answer."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column, relationship

from content.auth.people import Person
from content.auth.units import Unit
from content.database import Base, BigId


class Kind(StrEnum):
    ERROR = "error"  # 我要纠错: anyone, about a page
    OBJECTION = "objection"  # 异议申诉: the subject or an agent, about a record
    REPAIRED = "repaired"  # 已修复，请同步: the same, with the document of the repair


class Stage(StrEnum):
    RECEIVED = "received"  # waits for somebody to write the answer
    DRAFTED = "drafted"  # waits for another person's yes
    ANSWERED = "answered"


class Outcome(StrEnum):
    """What became of an objection; a report of an error has none."""

    UPHELD = "upheld"
    REJECTED = "rejected"


class Report(Base):
    """``wrong`` and ``contact`` are for the unit's eyes only; the public ever sees ``answer`` and the times.

    ``contact`` is erased when it is no longer needed, ``sender_mark`` (a keyed digest, for the throttle) within a day.
    ``facts`` holds what one kind has beside the others: who objects, as whom, the proofs, the document of a repair.
    Of an objection ``wrong``, ``contact`` and all that names a person are erased a while after it was answered.
    """

    __tablename__ = "report"
    __table_args__ = (
        CheckConstraint("kind IN ('error', 'objection', 'repaired')", name="report_kind_is_known"),
        CheckConstraint("outcome IN ('', 'upheld', 'rejected')", name="report_outcome_is_known"),
        CheckConstraint(
            "kind = 'error' OR stage <> 'answered' OR outcome <> ''", name="answered_objection_has_its_outcome"
        ),
        CheckConstraint("stage IN ('received', 'drafted', 'answered')", name="report_stage_is_known"),
        CheckConstraint(
            "approved_by_id IS NULL OR (answered_by_id IS NOT NULL AND approved_by_id <> answered_by_id)",
            name="approver_is_not_answerer",
        ),
        CheckConstraint(
            "stage <> 'answered' OR (approved_by_id IS NOT NULL AND answer <> '' AND approved_at IS NOT NULL)",
            name="answered_report_is_answered_for",
        ),
        Index("ix_report_unit_stage", "unit_id", "stage"),
        Index("ix_report_sender_mark", "sender_mark", "received_at"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    receipt: Mapped[str] = mapped_column(String(24), unique=True)
    kind: Mapped[str] = mapped_column(String(16))
    stage: Mapped[str] = mapped_column(String(16), default=Stage.RECEIVED.value)
    #: Path of the page on this site, without the site's own name.
    page: Mapped[str] = mapped_column(String(400))
    item_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("item.id"), index=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    wrong: Mapped[str] = mapped_column(Text)
    contact: Mapped[str] = mapped_column(String(120), default="")
    facts: Mapped[dict[str, Any]] = mapped_column(default=dict)
    sender_mark: Mapped[str | None] = mapped_column(String(64))
    received_at: Mapped[datetime]
    answer: Mapped[str] = mapped_column(Text, default="")
    outcome: Mapped[str] = mapped_column(String(12), default="", server_default=sql("''"))
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    answered_at: Mapped[datetime | None]
    returned_note: Mapped[str] = mapped_column(String(200), default="")
    approved_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    approved_at: Mapped[datetime | None]
    erased_at: Mapped[datetime | None]

    unit: Mapped[Unit] = relationship(lazy="joined", innerjoin=True)
    answered_by: Mapped[Person | None] = relationship(foreign_keys=answered_by_id)
    approved_by: Mapped[Person | None] = relationship(foreign_keys=approved_by_id)

    @property
    def key(self) -> str:
        return f"report:{self.id}"
