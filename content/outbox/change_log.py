"""One row per change of the public view. Every kept copy is brought up to date from here, by its own cursor."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import String, bindparam, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from content import clock
from content.database import Base, BigId, insert_rows, table_of


class Effect(StrEnum):
    SHOWN = "shown"  # this address now answers, or answers otherwise than before
    GONE = "gone"  # this address shows nothing any more


class Change(Base):
    __tablename__ = "change_log"
    __table_args__ = {"sqlite_autoincrement": True}

    number: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=True)
    item_id: Mapped[int] = mapped_column(BigId, index=True)
    effect: Mapped[str] = mapped_column(String(8))
    at: Mapped[datetime]


LOG = table_of(Change).c
#: Made once and past the mapper, for every search asks: putting a statement together costs more than answering it.
NAMED = select(LOG.item_id).where(LOG.number > bindparam("cursor"))
NEWEST = select(LOG.at).order_by(LOG.number.desc()).limit(1)


def record(session: Session, item_id: int, effect: Effect) -> Change:
    """Write down one change. The caller holds the audit chain's lock, so numbers follow commit order."""
    change = Change(item_id=item_id, effect=effect.value, at=clock.now())
    session.add(change)
    session.flush()
    return change


def record_many(session: Session, item_ids: list[int], effect: Effect) -> None:
    """Write down the same change of many items, in their order."""
    shared = {"effect": effect.value, "at": clock.now()}
    insert_rows(session, Change, shared, [{"item_id": item_id} for item_id in item_ids])


def head(session: Session) -> int:
    """The newest number, 0 while nothing ever changed."""
    return session.scalar(select(func.max(Change.number))) or 0


def after(session: Session, cursor: int, *, limit: int) -> list[Change]:
    """The next changes past a cursor, oldest first."""
    return list(session.scalars(select(Change).where(Change.number > cursor).order_by(Change.number).limit(limit)))


def named_after(session: Session, cursor: int) -> frozenset[int]:
    """The items that changed after a copy was brought up to date: what that copy says of them is not to be used.

    Made distinct here: asked to do it, SQLite walks its index of items, which is the whole log.
    """
    return frozenset(session.scalars(NAMED, {"cursor": cursor}))


def newest_at(session: Session) -> datetime | None:
    """When the last change was made, None while nothing ever changed."""
    return session.scalar(NEWEST)
