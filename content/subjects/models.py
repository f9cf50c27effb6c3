"""The subject of a record (行政相对人), its names over time, and what became of it."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from content.database import Base, BigId


class SubjectSort(StrEnum):
    ORGANISATION = "organisation"  # 法人及非法人组织
    HOUSEHOLD = "household"  # 个体工商户
    PERSON = "person"  # 自然人


class Subject(Base):
    """One company, household business or person.

    Organisations and households are known by ``code`` (GB 32100), households without one by ``registration_number``.
    Of a person's number only ``identity`` is kept, a keyed digest of ``identity_layer`` layers.
    """

    __tablename__ = "subject"
    __table_args__ = (
        UniqueConstraint("code"),
        UniqueConstraint("registration_number"),
        UniqueConstraint("identity"),
        CheckConstraint("sort IN ('organisation', 'household', 'person')", name="subject_sort_is_known"),
        CheckConstraint(
            "(sort = 'person' AND identity IS NOT NULL AND identity_layer IS NOT NULL"
            " AND code IS NULL AND registration_number IS NULL)"
            " OR (sort <> 'person' AND identity IS NULL AND (code IS NOT NULL OR registration_number IS NOT NULL))",
            name="subject_is_known_by_its_number",
        ),
        Index("ix_subject_identity_layer", "identity_layer"),
        Index("ix_subject_merged_into_id", "merged_into_id"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    sort: Mapped[str] = mapped_column(String(16))
    code: Mapped[str | None] = mapped_column(String(18))
    registration_number: Mapped[str | None] = mapped_column(String(50))
    identity: Mapped[str | None] = mapped_column(String(64))
    identity_layer: Mapped[int | None]
    name: Mapped[str] = mapped_column(String(200))
    merged_into_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("subject.id"))
    since: Mapped[datetime]
    names: Mapped[list[SubjectName]] = relationship(order_by="SubjectName.id", back_populates="subject")

    @property
    def key(self) -> str:
        return f"subject:{self.id}"

    @property
    def is_person(self) -> bool:
        return self.sort == SubjectSort.PERSON


class SubjectName(Base):
    """A name a company bore before, until when, and why it ended. The name in force stands on the subject."""

    __tablename__ = "subject_name"
    __table_args__ = (Index("ix_subject_name_subject", "subject_id", "id"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    subject_id: Mapped[int] = mapped_column(BigId, ForeignKey("subject.id"))
    name: Mapped[str] = mapped_column(String(200))
    until: Mapped[date | None]
    how: Mapped[str] = mapped_column(String(16))
    source: Mapped[str] = mapped_column(String(200))
    noted_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    noted_at: Mapped[datetime]
    subject: Mapped[Subject] = relationship(back_populates="names")


class NameSeen(Base):
    """A record wrote another name for a company than the register has: to be looked at and settled."""

    __tablename__ = "subject_name_seen"
    __table_args__ = (
        UniqueConstraint("subject_id", "name"),
        CheckConstraint("outcome IN ('', 'renamed', 'kept')", name="seen_name_outcome_is_known"),
        CheckConstraint(
            "(outcome = '') = (settled_at IS NULL) AND (outcome = '') = (settled_by_id IS NULL)",
            name="seen_name_is_settled_by_somebody",
        ),
        Index("ix_subject_name_seen_outcome", "outcome", "id"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    subject_id: Mapped[int] = mapped_column(BigId, ForeignKey("subject.id"))
    name: Mapped[str] = mapped_column(String(200))
    seen_at: Mapped[datetime]
    outcome: Mapped[str] = mapped_column(String(12), default="")
    settled_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    settled_at: Mapped[datetime | None]
    subject: Mapped[Subject] = relationship(lazy="joined", innerjoin=True)
