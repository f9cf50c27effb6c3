"""The Item, which has an address, and its numbered Editions, which carry the words."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from content.attachments.models import Attachment
from content.auth.people import Person
from content.auth.units import Unit
from content.database import Base, BigId
from content.items.batches import Batch
from content.items.limit_rows import DraftLimit
from content.subjects.models import Subject


class State(StrEnum):
    """Where an edition stands. Only ``workflow.moving`` assigns it; the table of moves is ``workflow.states``."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    TAKEN_BACK = "taken_back"
    RETURNED = "returned"
    APPROVED = "approved"
    PUBLISHED = "published"
    SUPERSEDED = "superseded"
    HIDDEN = "hidden"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    DISCARDED = "discarded"


IN_PROGRESS = (State.DRAFT, State.SUBMITTED, State.APPROVED)
TO_MEND = (State.RETURNED, State.TAKEN_BACK)
#: Public once. A hidden edition (应急下线) is out of sight for the moment and comes back or leaves for good.
WAS_PUBLIC = (State.PUBLISHED, State.HIDDEN, State.SUPERSEDED, State.WITHDRAWN, State.EXPIRED)


def listed(states: tuple[State, ...]) -> str:
    return ", ".join(f"'{state.value}'" for state in states)


class Item(Base):
    __tablename__ = "item"
    __table_args__ = (
        Index("uq_item_natural_key", "natural_key", unique=True),
        Index("ix_item_subject_id", "subject_id"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    kind: Mapped[str] = mapped_column(String(32))
    column: Mapped[str] = mapped_column("column_slug", String(32))
    started_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    started_at: Mapped[datetime]
    first_published_at: Mapped[datetime | None]
    #: Of a record: whom it is about, and the digest under which the same record is known again.
    subject_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("subject.id"))
    natural_key: Mapped[str | None] = mapped_column(String(64))
    #: Of a record told apart by its document: that number, folded, to be found by it.
    number_key: Mapped[str | None] = mapped_column(String(128))
    unit: Mapped[Unit] = relationship(lazy="joined", innerjoin=True)
    subject: Mapped[Subject | None] = relationship()
    #: Who alone may open it, while it has never been public; ``auth.permissions`` reads it.
    limit: Mapped[DraftLimit | None] = relationship(viewonly=True)
    editions: Mapped[list[Edition]] = relationship(back_populates="item", order_by="Edition.number")

    @property
    def key(self) -> str:
        return f"item:{self.id}"


class Edition(Base):
    """One version of an item's words. Once submitted it never changes: mending makes the next."""

    __tablename__ = "edition"
    __table_args__ = (
        UniqueConstraint("item_id", "number"),
        CheckConstraint(f"state IN ({listed(tuple(State))})", name="edition_state_is_known"),
        CheckConstraint(
            "reviewer_id IS NULL OR (reviewer_id <> author_id AND reviewer_id <> last_editor_id"
            " AND submitter_id IS NOT NULL AND reviewer_id <> submitter_id)",
            name="reviewer_is_not_author",
        ),
        CheckConstraint(
            f"state NOT IN ({listed((State.APPROVED, *WAS_PUBLIC))})"
            " OR (reviewer_id IS NOT NULL AND approved_digest IS NOT NULL AND secrecy_checked_at IS NOT NULL)",
            name="approved_edition_is_answered_for",
        ),
        CheckConstraint(
            f"state NOT IN ({listed(WAS_PUBLIC)}) OR (publisher_id IS NOT NULL AND published_at IS NOT NULL)",
            name="public_edition_has_a_publisher",
        ),
        Index(
            "uq_edition_one_published_per_item",
            "item_id",
            unique=True,
            sqlite_where=text("state = 'published'"),
            postgresql_where=text("state = 'published'"),
        ),
        Index(
            "uq_edition_one_in_progress_per_item",
            "item_id",
            unique=True,
            sqlite_where=text(f"state IN ({listed(IN_PROGRESS)})"),
            postgresql_where=text(f"state IN ({listed(IN_PROGRESS)})"),
        ),
        Index("ix_edition_state_submitted_at", "state", "submitted_at"),
        Index("ix_edition_batch", "batch_id", "id"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    item_id: Mapped[int] = mapped_column(BigId, ForeignKey("item.id"), index=True)
    number: Mapped[int]
    state: Mapped[str] = mapped_column(String(16), default=State.DRAFT.value)
    version: Mapped[int] = mapped_column(default=1)
    title: Mapped[str] = mapped_column(String(400), default="")
    summary: Mapped[str] = mapped_column(Text, default="")
    body: Mapped[str] = mapped_column(Text, default="")
    fields: Mapped[dict[str, Any]] = mapped_column(default=dict)
    produced_on: Mapped[date | None]
    issued_on: Mapped[date | None]
    change_note: Mapped[str] = mapped_column(String(400), default="")

    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    last_editor_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    editor_ids: Mapped[list[Any]] = mapped_column(default=list)
    started_at: Mapped[datetime]
    edited_at: Mapped[datetime]
    secrecy_checked_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    secrecy_checked_at: Mapped[datetime | None]
    submitter_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    submitted_at: Mapped[datetime | None]
    reviewer_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    reviewed_at: Mapped[datetime | None]
    approved_digest: Mapped[str | None] = mapped_column(String(64))
    return_reasons: Mapped[list[Any]] = mapped_column(default=list)
    publisher_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    published_at: Mapped[datetime | None]
    #: Of a row of a batch: which row of the sheet, what it held, and the form that its reviewer is asked about.
    batch_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("batch.id"))
    row_number: Mapped[int | None]
    row_digest: Mapped[str | None] = mapped_column(String(64))
    form_digest: Mapped[str | None] = mapped_column(String(64))

    item: Mapped[Item] = relationship(back_populates="editions", lazy="joined", innerjoin=True)
    batch: Mapped[Batch | None] = relationship()
    attachments: Mapped[list[Attachment]] = relationship(order_by=Attachment.position, viewonly=True)
    author: Mapped[Person] = relationship(foreign_keys=author_id)
    last_editor: Mapped[Person] = relationship(foreign_keys=last_editor_id)
    submitter: Mapped[Person | None] = relationship(foreign_keys=submitter_id)
    reviewer: Mapped[Person | None] = relationship(foreign_keys=reviewer_id)
    publisher: Mapped[Person | None] = relationship(foreign_keys=publisher_id)
    secrecy_checker: Mapped[Person | None] = relationship(foreign_keys=secrecy_checked_by_id)

    @property
    def key(self) -> str:
        return f"edition:{self.id}"

    @property
    def at_rest(self) -> State:
        return State(self.state)

    def worked_on_by(self, person_id: int) -> bool:
        """Did this person have a hand in the text, at any time of this edition or the returned ones it mends?"""
        return person_id in {self.author_id, self.last_editor_id, self.submitter_id, *self.editor_ids}


class IndexSerial(Base):
    """The last serial given to an index number, per organisation and year. Counted under the audit chain's lock."""

    __tablename__ = "index_serial"

    organisation: Mapped[str] = mapped_column(String(18), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last: Mapped[int]
