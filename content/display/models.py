"""What is public now, one row per item, already masked; and, for what left, only that it left."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, false
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column, relationship

from content.auth.units import Unit
from content.database import Base, BigId
from content.subjects.models import Subject


class PublicItem(Base):
    """The public form of a published edition. Made only in ``public_view``; read only through ``visibility``.

    Everything here has passed the masking gate. The row goes when the item leaves the public: no flag hides it.
    """

    __tablename__ = "public_item"
    __table_args__ = (
        CheckConstraint("digest <> '' AND title <> ''", name="public_item_has_form"),
        Index("ix_public_item_column_day", "column_slug", "first_published_at", "item_id"),
        Index("ix_public_item_unit_day", "unit_id", "first_published_at", "item_id"),
        Index("ix_public_item_day", "first_published_at", "item_id"),
        Index("ix_public_item_kind_day", "column_slug", "kind", "first_published_at", "item_id"),
        Index("ix_public_item_record_day", "is_record", "first_published_at", "item_id"),
        Index("ix_public_item_subject_kind_day", "subject_id", "kind", "issued_on", "item_id"),
        Index("ix_public_item_column_last_day", "column_slug", "kind", "last_day"),
        Index("ix_public_item_unit_last_day", "unit_id", "is_record", "last_day"),
    )

    item_id: Mapped[int] = mapped_column(BigId, ForeignKey("item.id"), primary_key=True, autoincrement=False)
    edition_id: Mapped[int] = mapped_column(BigId, ForeignKey("edition.id"), unique=True)
    edition_number: Mapped[int]
    kind: Mapped[str] = mapped_column(String(32))
    column: Mapped[str] = mapped_column("column_slug", String(32))
    title: Mapped[str] = mapped_column(String(800))
    summary: Mapped[str] = mapped_column(Text)
    fields: Mapped[dict[str, Any]]
    html: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    issued_on: Mapped[date | None]
    change_note: Mapped[str] = mapped_column(String(800))
    first_published_at: Mapped[datetime]
    published_at: Mapped[datetime]
    last_day: Mapped[date | None] = mapped_column(index=True)
    #: From when repair may be asked for, where the rule of the record's tier is confirmed.
    repair_from: Mapped[date | None]
    #: None in rows older than this column, for PostgreSQL compares no JSON defaults.
    kept_files: Mapped[list[Any] | None] = mapped_column("files", default=list)
    #: What those files say where the gate found nothing to hide: for search alone.
    files_text: Mapped[str] = mapped_column(Text, default="", server_default=sql("''"), deferred=True)
    digest: Mapped[str] = mapped_column(String(64))
    is_record: Mapped[bool] = mapped_column(default=False, server_default=false())
    #: Whom a record is about. Never a way to a person: public finders ask for companies alone.
    subject_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("subject.id"))

    #: 谁生产、谁审核、谁负责: a publication nobody answers for cannot be stored.
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    producer_unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    producer_office: Mapped[str] = mapped_column(String(80))
    produced_at: Mapped[datetime]
    reviewer_unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    reviewer_office: Mapped[str] = mapped_column(String(80))
    reviewed_at: Mapped[datetime]

    subject: Mapped[Subject | None] = relationship()
    unit: Mapped[Unit] = relationship(foreign_keys=unit_id, lazy="joined", innerjoin=True)
    producer_unit: Mapped[Unit] = relationship(foreign_keys=producer_unit_id, lazy="joined", innerjoin=True)
    reviewer_unit: Mapped[Unit] = relationship(foreign_keys=reviewer_unit_id, lazy="joined", innerjoin=True)

    @property
    def files(self) -> list[dict[str, Any]]:
        """The files beside the text, in order: position, name, kind, size, digest, caption, alt, renditions."""
        return self.kept_files or []


class Tells(StrEnum):
    """What an address that shows nothing any more may say."""

    ALL = "all"  # the day and the reason: articles
    NOTHING = "nothing"  # records: not a word that there was one
    ANNULMENT = "annulment"  # records whose decision was annulled or changed: that, and the reason the law asks for


class Departure(Base):
    """An address that showed something and no longer does. ``reason`` is public, and empty where none may be given."""

    __tablename__ = "departure"

    item_id: Mapped[int] = mapped_column(BigId, ForeignKey("item.id"), primary_key=True, autoincrement=False)
    left_at: Mapped[datetime]
    reason: Mapped[str] = mapped_column(String(800))
    tells: Mapped[str] = mapped_column(String(10), default=Tells.ALL.value, server_default=sql("'all'"))
    #: Never to be shown again, as after a repair; whatever file brings it back.
    is_final: Mapped[bool] = mapped_column(default=False, server_default=false())
