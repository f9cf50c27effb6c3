"""Stored rows of the ledger: who looked whom up, for what, and how many public records there were."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from content.auth.people import Person
from content.auth.units import Unit
from content.database import Base, BigId

PURPOSES = ("tender", "subsidy", "honour", "recruitment", "permit", "other")
OUTCOMES = ("", "taken_into_account", "limited", "no_effect")


class Lookup(Base):
    """One use of credit records: a unit, a purpose, the matter it is for. One use may look up many subjects."""

    __tablename__ = "lookup"
    __table_args__ = (
        CheckConstraint(
            "purpose IN ('tender', 'subsidy', 'honour', 'recruitment', 'permit', 'other')",
            name="lookup_purpose_is_known",
        ),
        Index("ix_lookup_unit_made_at", "unit_id", "made_at"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    purpose: Mapped[str] = mapped_column(String(16))
    matter: Mapped[str] = mapped_column(String(200))
    made_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    made_at: Mapped[datetime]
    unit: Mapped[Unit] = relationship(lazy="joined", innerjoin=True)
    made_by: Mapped[Person] = relationship()
    rows: Mapped[list[LookupRow]] = relationship(
        back_populates="lookup", lazy="selectin", order_by="LookupRow.number", cascade="all, delete-orphan"
    )

    @property
    def key(self) -> str:
        return f"lookup:{self.id}"


class LookupRow(Base):
    """One subject of a look-up. Numbers only: what a record said is read where it is public, and no longer after."""

    __tablename__ = "lookup_row"

    lookup_id: Mapped[int] = mapped_column(BigId, ForeignKey("lookup.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    code: Mapped[str] = mapped_column(String(18))
    name: Mapped[str] = mapped_column(String(200), default="")
    good: Mapped[int]
    bad: Mapped[int]
    #: How the unit used it, noted afterwards.
    outcome: Mapped[str] = mapped_column(String(24), default="")
    lookup: Mapped[Lookup] = relationship(back_populates="rows")
