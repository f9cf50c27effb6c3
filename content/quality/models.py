"""Stored rows of quality: a unit's own cases to compare with, and the catalogue of what it owes."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from content.auth.people import Person
from content.auth.units import Unit
from content.database import Base, BigId

FREQUENCIES = ("week", "month", "quarter", "year", "event")


class CaseList(Base):
    """One list from a unit's own case system: kept as document numbers and decision days, nothing else of it."""

    __tablename__ = "case_list"
    __table_args__ = (Index("ix_case_list_unit", "unit_id", "id"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    kind: Mapped[str] = mapped_column(String(32))
    file_name: Mapped[str] = mapped_column(String(200))
    rows: Mapped[int]
    fresh: Mapped[int]
    uploaded_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    uploaded_at: Mapped[datetime]
    uploaded_by: Mapped[Person] = relationship()


class OwnCase(Base):
    """A decision that the unit's own system knows. ``item_id`` is the record it was found in; None: 漏报."""

    __tablename__ = "own_case"
    __table_args__ = (
        UniqueConstraint("unit_id", "kind", "number_key"),
        Index("ix_own_case_board", "decided_on", "unit_id", "item_id"),
        Index(
            "ix_own_case_missing",
            "unit_id",
            "kind",
            "number_key",
            sqlite_where=text("item_id IS NULL"),
            postgresql_where=text("item_id IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    list_id: Mapped[int] = mapped_column(BigId, ForeignKey("case_list.id"), index=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    kind: Mapped[str] = mapped_column(String(32))
    #: As written in the list, and with width, brackets and noughts folded.
    document_number: Mapped[str] = mapped_column(String(128))
    number_key: Mapped[str] = mapped_column(String(128))
    decided_on: Mapped[date]
    item_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("item.id"), index=True)


class CatalogueEntry(Base):
    """目录: one data set that a unit delivers, how often, and by which paper. Its last delivery is computed."""

    __tablename__ = "catalogue_entry"
    __table_args__ = (
        UniqueConstraint("unit_id", "kind", "name"),
        CheckConstraint(
            f"frequency IN ({', '.join(repr(code) for code in FREQUENCIES)})", name="catalogue_frequency_is_known"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(120))
    kind: Mapped[str] = mapped_column(String(32))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    field: Mapped[str] = mapped_column(String(60))
    frequency: Mapped[str] = mapped_column(String(8))
    source: Mapped[str] = mapped_column(String(200))
    since: Mapped[date]
    is_active: Mapped[bool] = mapped_column(default=True)
    unit: Mapped[Unit] = relationship(lazy="joined", innerjoin=True)

    @property
    def key(self) -> str:
        return f"catalogue_entry:{self.id}"
