"""Stored rows: a notice for one person, and the letter that carries one or several of them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from content.database import Base, BigId


class Letter(Base):
    """One mail. ``begun_at`` without ``sent_at``: its sending was interrupted, or is going on at this moment."""

    __tablename__ = "letter"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    #: Also the mail's Message-ID, so that a letter sent twice is one letter where it arrives.
    key: Mapped[str] = mapped_column(String(80), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    written_at: Mapped[datetime]
    next_try_at: Mapped[datetime | None] = mapped_column(index=True)
    begun_at: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    fault: Mapped[str] = mapped_column(String(200), default="")


class Notice(Base):
    """Something one person is to know: a code and facts, worded when it is read. ``key`` says it only once."""

    __tablename__ = "notice"
    __table_args__ = (
        UniqueConstraint("person_id", "key"),
        Index(
            "ix_notice_unread",
            "person_id",
            sqlite_where=text("read_at IS NULL"),
            postgresql_where=text("read_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    code: Mapped[str] = mapped_column(String(40))
    key: Mapped[str] = mapped_column(String(120))
    #: The thing it is about, such as ``item:12``; empty for several or none.
    about: Mapped[str] = mapped_column(String(64), default="")
    facts: Mapped[dict[str, Any]]
    at: Mapped[datetime]
    read_at: Mapped[datetime | None]
    letter_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("letter.id"), index=True)
