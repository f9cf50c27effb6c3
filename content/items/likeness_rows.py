"""What tells that a text repeats an earlier one: marks of its shingles, and the verdict on each suspicion."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from content.auth.people import Person
from content.database import Base, BigId
from content.items.models import Item


class Sort(StrEnum):
    COPY = "copy"  # most of the text stands in an earlier item
    SPLIT = "split"  # one unit's items of the same days whose titles differ by a number only


class Verdict(StrEnum):
    OPEN = "open"
    APART = "apart"  # a person has looked: an item of its own
    SAME = "same"  # a person has looked: a repetition


class ShingleMark(Base):
    """One of the smallest shingle hashes of an item's text. Items that share several are compared in full."""

    __tablename__ = "shingle_mark"

    hash: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    item_id: Mapped[int] = mapped_column(
        BigId, ForeignKey("item.id"), primary_key=True, autoincrement=False, index=True
    )


class Likeness(Base):
    """An item that looks like an earlier one. Until somebody says it stands apart, it does not count beside it."""

    __tablename__ = "likeness"
    __table_args__ = (
        CheckConstraint("sort IN ('copy', 'split')", name="likeness_sort_is_known"),
        CheckConstraint("verdict IN ('open', 'apart', 'same')", name="likeness_verdict_is_known"),
        CheckConstraint("item_id <> earlier_id", name="likeness_is_between_two"),
        CheckConstraint(
            "(verdict = 'open') = (decided_by_id IS NULL) AND (verdict <> 'apart' OR reason <> '')",
            name="likeness_verdict_is_answered_for",
        ),
    )

    item_id: Mapped[int] = mapped_column(BigId, ForeignKey("item.id"), primary_key=True, autoincrement=False)
    earlier_id: Mapped[int] = mapped_column(
        BigId, ForeignKey("item.id"), primary_key=True, autoincrement=False, index=True
    )
    sort: Mapped[str] = mapped_column(String(8))
    #: Of the shorter text's shingles, how many in a hundred stand in the other.
    overlap: Mapped[int]
    found_at: Mapped[datetime]
    verdict: Mapped[str] = mapped_column(String(8), default=Verdict.OPEN.value)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    decided_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(String(400), default="")

    item: Mapped[Item] = relationship(foreign_keys=item_id)
    earlier: Mapped[Item] = relationship(foreign_keys=earlier_id)
    decided_by: Mapped[Person | None] = relationship()
