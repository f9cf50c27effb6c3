"""Stored rows of supervision: to whom ratings are copied, inspections of listed subjects, ratios and draws."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from content.auth.people import Person
from content.auth.units import Unit
from content.database import Base, BigId
from content.items.batches import Batch
from content.items.models import Item

RESULTS = ("in_order", "to_mend", "referred")


class CopyReceiver(Base):
    """抄送单位: an authority that gets a copy of every confirmed rating."""

    __tablename__ = "copy_receiver"
    __table_args__ = (UniqueConstraint("name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80))
    source: Mapped[str] = mapped_column(String(200))
    is_active: Mapped[bool] = mapped_column(default=True)

    @property
    def key(self) -> str:
        return f"copy_receiver:{self.id}"


class RatingRound(Base):
    """A batch of ratings that was looked at once it was out: how many of its rows are confirmed, and since when."""

    __tablename__ = "rating_round"

    batch_id: Mapped[int] = mapped_column(BigId, ForeignKey("batch.id"), primary_key=True, autoincrement=False)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    rows: Mapped[int]
    confirmed_on: Mapped[date | None]
    opened_at: Mapped[datetime]
    batch: Mapped[Batch] = relationship(lazy="joined", innerjoin=True)
    unit: Mapped[Unit] = relationship(lazy="joined", innerjoin=True)


class RatingCopy(Base):
    """One copy to one receiver; its days run as a clock of ``rating_copy``, its receipt stops it."""

    __tablename__ = "rating_copy"
    __table_args__ = (
        UniqueConstraint("batch_id", "receiver_id"),
        CheckConstraint(
            "(copied_on IS NULL) = (copied_by_id IS NULL) AND (copied_on IS NULL) = (receipt = '')",
            name="rating_copy_has_its_receipt",
        ),
        Index("ix_rating_copy_unit_copied", "unit_id", "copied_on"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    batch_id: Mapped[int] = mapped_column(BigId, ForeignKey("rating_round.batch_id"))
    receiver_id: Mapped[int] = mapped_column(ForeignKey("copy_receiver.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    copied_on: Mapped[date | None]
    receipt: Mapped[str] = mapped_column(String(120), default="")
    copied_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    entered_at: Mapped[datetime | None]
    round: Mapped[RatingRound] = relationship(lazy="joined", innerjoin=True)
    receiver: Mapped[CopyReceiver] = relationship(lazy="joined", innerjoin=True)
    copied_by: Mapped[Person | None] = relationship()

    @property
    def key(self) -> str:
        return f"rating_copy:{self.id}"


class SubjectInspection(Base):
    """One inspection of a subject on 严重失信主体名单. Added, never changed."""

    __tablename__ = "subject_inspection"
    __table_args__ = (
        CheckConstraint(
            f"result IN ({', '.join(repr(code) for code in RESULTS)})", name="subject_inspection_result_is_known"
        ),
        Index("ix_subject_inspection_item", "item_id", "made_on"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    item_id: Mapped[int] = mapped_column(BigId, ForeignKey("item.id"))
    made_on: Mapped[date]
    made_by: Mapped[str] = mapped_column(String(80))
    result: Mapped[str] = mapped_column(String(12))
    note: Mapped[str] = mapped_column(String(400), default="")
    entered_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    entered_at: Mapped[datetime]
    item: Mapped[Item] = relationship()
    entered_by: Mapped[Person] = relationship()


class SamplingRatio(Base):
    """抽查比例: of so many of a grade in a field, so many of a hundred are inspected."""

    __tablename__ = "sampling_ratio"
    __table_args__ = (
        CheckConstraint("percent BETWEEN 0 AND 100", name="sampling_ratio_is_a_share"),
        UniqueConstraint("field", "grade"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    field: Mapped[str] = mapped_column(String(40))
    grade: Mapped[str] = mapped_column(String(4))
    percent: Mapped[int]
    source: Mapped[str] = mapped_column(String(200))


class SamplingDraw(Base):
    """One draw with all it needs to be drawn again: the seed, the ratios, and everyone who stood in it by grade."""

    __tablename__ = "sampling_draw"
    __table_args__ = (Index("ix_sampling_draw_unit", "unit_id", "id"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    field: Mapped[str] = mapped_column(String(40))
    year: Mapped[str] = mapped_column(String(4))
    seed: Mapped[str] = mapped_column(String(64))
    ratios: Mapped[dict[str, Any]]
    pool: Mapped[dict[str, Any]]
    picked: Mapped[dict[str, Any]]
    drawn_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    drawn_at: Mapped[datetime]
    drawn_by: Mapped[Person] = relationship()
    unit: Mapped[Unit] = relationship(lazy="joined", innerjoin=True)

    @property
    def key(self) -> str:
        return f"sampling_draw:{self.id}"
