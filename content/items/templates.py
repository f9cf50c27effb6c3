"""Templates and standard phrases: what a new text begins with, of one unit or of the whole bureau."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from content.auth.units import Unit
from content.database import Base

LONGEST_NAME = 60
LONGEST_PHRASE = 400


class Template(Base):
    """A beginning for one kind of text in one column. Without a unit it serves every unit."""

    __tablename__ = "template"

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    name: Mapped[str] = mapped_column(String(LONGEST_NAME))
    kind: Mapped[str] = mapped_column(String(32))
    column: Mapped[str] = mapped_column("column_slug", String(32))
    title: Mapped[str] = mapped_column(String(400), default="")
    summary: Mapped[str] = mapped_column(Text, default="")
    body: Mapped[str] = mapped_column(Text, default="")
    fields: Mapped[dict[str, Any]] = mapped_column(default=dict)
    is_active: Mapped[bool] = mapped_column(default=True)
    version: Mapped[int] = mapped_column(default=1)
    changed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    changed_at: Mapped[datetime]
    unit: Mapped[Unit | None] = relationship(lazy="joined")


class Phrase(Base):
    """标准用语: a sentence that is used again and again, put into a text by choice."""

    __tablename__ = "phrase"

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    words: Mapped[str] = mapped_column(String(LONGEST_PHRASE))
    is_active: Mapped[bool] = mapped_column(default=True)
    version: Mapped[int] = mapped_column(default=1)
    changed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    changed_at: Mapped[datetime]
    unit: Mapped[Unit | None] = relationship(lazy="joined")
