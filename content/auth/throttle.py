"""Failed sign-ins, remembered in the database so that a restart forgives nobody."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Index, String, delete, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from content import clock
from content.database import Base, BigId
from content.errors import Category, Refusal

WINDOW = timedelta(minutes=15)
#: Failures allowed in the window: per name (guessing one person's password) and per address (guessing everybody's).
ALLOWED = {"name": 5, "address": 30}


class FailedSignIn(Base):
    __tablename__ = "failed_sign_in"
    __table_args__ = (Index("ix_failed_sign_in_scope_key_at", "scope", "key", "at"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    scope: Mapped[str] = mapped_column(String(8))
    key: Mapped[str] = mapped_column(String(80))
    at: Mapped[datetime]


def refuse_too_many(session: Session, *, name: str, address: str) -> None:
    """Raise ``too_many_attempts`` with the minutes to wait when either scope is used up."""
    now = clock.now()
    for scope, key in (("name", name), ("address", address)):
        count, oldest = session.execute(
            select(func.count(), func.min(FailedSignIn.at)).where(
                FailedSignIn.scope == scope, FailedSignIn.key == key[:80], FailedSignIn.at > now - WINDOW
            )
        ).one()
        if count >= ALLOWED[scope]:
            wait = oldest + WINDOW - now
            raise Refusal("too_many_attempts", Category.BUSY, minutes=max(1, -(-int(wait.total_seconds()) // 60)))


def remember(session: Session, *, name: str, address: str) -> None:
    now = clock.now()
    session.add_all(FailedSignIn(scope=s, key=k[:80], at=now) for s, k in (("name", name), ("address", address)))


def forget(session: Session, *, name: str) -> None:
    """A right password clears the name's count, not the address's."""
    session.execute(delete(FailedSignIn).where(FailedSignIn.scope == "name", FailedSignIn.key == name[:80]))


def sweep(session: Session) -> int:
    """Drop what no longer counts. Returns how many rows went."""
    swept = session.connection().execute(delete(FailedSignIn).where(FailedSignIn.at <= clock.now() - WINDOW))
    return swept.rowcount
