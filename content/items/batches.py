"""A batch: one uploaded sheet of records, which is reviewed and published as one, and what was said of its rows."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from content.auth.people import Person
from content.auth.units import Unit
from content.database import Base, BigId


class BatchState(StrEnum):
    """Where a batch stands. Only ``workflow.moving`` assigns it; the table of moves is ``workflow.batch_states``."""

    READING = "reading"  # uploaded; every row is being read and checked
    FAULTY = "faulty"  # nothing was stored: rows have faults and all or none was asked for
    STORING = "storing"  # checked; good rows become editions, a chunk at a time
    EXAMINING = "examining"  # stored; names are being looked for in every text
    READY = "ready"  # everything known; may be submitted or undone
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"
    PUBLISHING = "publishing"  # going out, a chunk at a time
    PUBLISHED = "published"
    WITHDRAWING = "withdrawing"
    WITHDRAWN = "withdrawn"
    UNDOING = "undoing"
    UNDONE = "undone"


#: A worker goes on with these, chunk by chunk, until they stand.
AT_WORK = (
    BatchState.READING,
    BatchState.STORING,
    BatchState.EXAMINING,
    BatchState.PUBLISHING,
    BatchState.WITHDRAWING,
    BatchState.UNDOING,
)
#: ``all``: every row or none; ``good``: the good rows now, the others when they are mended.
MODES = ("all", "good")
ANSWERED_FOR = (BatchState.APPROVED, BatchState.PUBLISHING, BatchState.PUBLISHED)


class Batch(Base):
    """``mode``: ``all`` stores all rows or none, ``good`` stores the good ones and keeps the rest to be mended.

    While a batch is on its way its editions stay drafts that nobody may edit; state, people and times of the way stand
    here and are written to each edition as it goes out.
    """

    __tablename__ = "batch"
    __table_args__ = (
        CheckConstraint(f"state IN ({', '.join(repr(s.value) for s in BatchState)})", name="batch_state_is_known"),
        CheckConstraint("mode IN ('all', 'good')", name="batch_mode_is_known"),
        CheckConstraint(
            "reviewer_id IS NULL OR (reviewer_id <> uploader_id AND submitter_id IS NOT NULL"
            " AND reviewer_id <> submitter_id)",
            name="batch_reviewer_is_not_uploader",
        ),
        CheckConstraint(
            f"state NOT IN ({', '.join(repr(s.value) for s in ANSWERED_FOR)})"
            " OR (reviewer_id IS NOT NULL AND digest IS NOT NULL AND secrecy_checked_at IS NOT NULL)",
            name="approved_batch_is_answered_for",
        ),
        Index("ix_batch_unit_uploaded", "unit_id", "uploaded_at"),
        Index("ix_batch_state", "state"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    kind: Mapped[str] = mapped_column(String(32))
    column: Mapped[str] = mapped_column("column_slug", String(32))
    mode: Mapped[str] = mapped_column(String(8))
    state: Mapped[str] = mapped_column(String(16))
    file_name: Mapped[str] = mapped_column(String(200))
    file_digest: Mapped[str] = mapped_column(String(64), index=True)
    #: Where the sheet lies in the encrypted spool; None once it is deleted.
    spooled: Mapped[str | None] = mapped_column(String(80))
    mapping: Mapped[dict[str, Any]] = mapped_column(default=dict)
    notes: Mapped[list[Any]] = mapped_column(default=list)

    rows: Mapped[int] = mapped_column(default=0)
    faulty: Mapped[int] = mapped_column(default=0)
    fresh: Mapped[int] = mapped_column(default=0)
    changed: Mapped[int] = mapped_column(default=0)
    unchanged: Mapped[int] = mapped_column(default=0)
    barred: Mapped[int] = mapped_column(default=0)
    #: How far the step at work is, of how many, and since when.
    done: Mapped[int] = mapped_column(default=0)
    to_do: Mapped[int] = mapped_column(default=0)
    step_at: Mapped[datetime]
    fault: Mapped[str] = mapped_column(String(400), default="")
    findings: Mapped[dict[str, Any]] = mapped_column(default=dict)

    uploader_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    uploaded_at: Mapped[datetime]
    secrecy_checked_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    secrecy_checked_at: Mapped[datetime | None]
    submitter_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    submitted_at: Mapped[datetime | None]
    reviewer_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    reviewed_at: Mapped[datetime | None]
    digest: Mapped[str | None] = mapped_column(String(64))
    return_note: Mapped[str] = mapped_column(String(400), default="")
    publisher_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    published_at: Mapped[datetime | None]
    leaving_reason: Mapped[str] = mapped_column(String(400), default="")
    left_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))

    unit: Mapped[Unit] = relationship(lazy="joined", innerjoin=True)
    uploader: Mapped[Person] = relationship(foreign_keys=uploader_id)
    submitter: Mapped[Person | None] = relationship(foreign_keys=submitter_id)
    reviewer: Mapped[Person | None] = relationship(foreign_keys=reviewer_id)
    publisher: Mapped[Person | None] = relationship(foreign_keys=publisher_id)

    @property
    def key(self) -> str:
        return f"batch:{self.id}"

    @property
    def at_rest(self) -> BatchState:
        return BatchState(self.state)

    @property
    def stored(self) -> int:
        return self.fresh + self.changed

    def worked_on_by(self, person_id: int) -> bool:
        return person_id in {self.uploader_id, self.submitter_id, self.secrecy_checked_by_id}


class BatchFault(Base):
    """One fault of one cell. ``field`` is the kind's field name, ``cell`` its address in the sheet; never the value."""

    __tablename__ = "batch_fault"
    __table_args__ = (Index("ix_batch_fault_batch_row", "batch_id", "row_number"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    batch_id: Mapped[int] = mapped_column(BigId, ForeignKey("batch.id"))
    row_number: Mapped[int]
    field: Mapped[str] = mapped_column(String(40))
    cell: Mapped[str] = mapped_column(String(12))
    code: Mapped[str] = mapped_column(String(60))
    facts: Mapped[dict[str, Any]] = mapped_column(default=dict)


class BatchFinding(Base):
    """Something personal a detector is not sure of, in one text of one row: waits for the reviewer's word."""

    __tablename__ = "batch_finding"
    __table_args__ = (Index("ix_batch_finding_batch", "batch_id", "field", "kind", "id"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    batch_id: Mapped[int] = mapped_column(BigId, ForeignKey("batch.id"))
    edition_id: Mapped[int] = mapped_column(BigId, ForeignKey("edition.id"))
    field: Mapped[str] = mapped_column(String(40))
    kind: Mapped[str] = mapped_column(String(40))
    digest: Mapped[str] = mapped_column(String(64))
    start: Mapped[int]
    end: Mapped[int]
    #: None while nobody has decided; whether the stretch is shown.
    shows: Mapped[bool | None]
    reason: Mapped[str] = mapped_column(String(200), default="")


class BatchReturn(Base):
    """A row that its reviewer sent back while the rest went on."""

    __tablename__ = "batch_return"
    __table_args__ = (UniqueConstraint("edition_id"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    batch_id: Mapped[int] = mapped_column(BigId, ForeignKey("batch.id"), index=True)
    edition_id: Mapped[int] = mapped_column(BigId, ForeignKey("edition.id"))
    code: Mapped[str] = mapped_column(String(32))
    note: Mapped[str] = mapped_column(String(400), default="")
    returned_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    returned_at: Mapped[datetime]


class ImportMapping(Base):
    """Which heading of a unit's sheets means which field, remembered from its last upload of the kind."""

    __tablename__ = "import_mapping"

    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(32), primary_key=True)
    headings: Mapped[dict[str, Any]]
    at: Mapped[datetime]


class ZeroReport(Base):
    """零报告: a unit says that a month had no decision of a kind."""

    __tablename__ = "zero_report"
    __table_args__ = (UniqueConstraint("unit_id", "kind", "year", "month"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    kind: Mapped[str] = mapped_column(String(32))
    year: Mapped[int]
    month: Mapped[int]
    said_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    said_at: Mapped[datetime]
