"""Stored rows: the values that coded fields may take, and the score bands of ratings, each with its time and source."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, Float, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from content.database import Base


class CodeValue(Base):
    """One value of a coded field. A value that ends keeps its row, for the records of its time."""

    __tablename__ = "code_value"
    __table_args__ = (
        UniqueConstraint("code_set", "value", "valid_from"),
        CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="code_value_ends_after_it_begins"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code_set: Mapped[str] = mapped_column(String(32))
    value: Mapped[str] = mapped_column(String(64))
    #: What a value that is a mere sign stands for; empty where the value speaks for itself.
    meaning: Mapped[str] = mapped_column(String(64), default="")
    #: 其他-名称: the value is written with a name of its own behind it.
    takes_name: Mapped[bool] = mapped_column(default=False)
    position: Mapped[int]
    #: First and last day of decision on which the value may be used; open where not known or not over.
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    source: Mapped[str] = mapped_column(String(200))


class RatingBand(Base):
    """Which scores give a grade in one field of rating, and with how many points of bad conduct."""

    __tablename__ = "rating_band"
    __table_args__ = (
        CheckConstraint("score_below IS NULL OR score_below > score_from", name="rating_band_is_not_empty"),
        CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="rating_band_ends_after_it_begins"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    #: The field of rating as the code table ``rating_field`` names it.
    field: Mapped[str] = mapped_column(String(64), index=True)
    grade: Mapped[str] = mapped_column(String(8))
    #: The grade in a word, 信用较好.
    word: Mapped[str] = mapped_column(String(16))
    score_from: Mapped[float] = mapped_column(Float)
    score_below: Mapped[float | None] = mapped_column(Float)
    #: Points of bad conduct the band asks for; both open where they do not matter.
    bad_points_from: Mapped[float | None] = mapped_column(Float)
    bad_points_below: Mapped[float | None] = mapped_column(Float)
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    source: Mapped[str] = mapped_column(String(200))
