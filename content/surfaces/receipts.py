"""Per kept copy: how far it has followed the change log, and what went wrong last."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from content import clock
from content.database import Base, BigId


class Receipt(Base):
    """``cursor`` is the last change this copy has taken in; ``fault`` is empty while all is well."""

    __tablename__ = "surface_receipt"

    surface: Mapped[str] = mapped_column(String(40), primary_key=True)
    cursor: Mapped[int] = mapped_column(BigId, default=0)
    at: Mapped[datetime]
    fault: Mapped[str] = mapped_column(String(400), default="")


def give(session: Session, surface: str, *, cursor: int | None = None, fault: str = "") -> Receipt:
    """Note that a copy has come this far, or why it could not."""
    receipt = session.get(Receipt, surface) or Receipt(surface=surface, cursor=0)
    if cursor is not None:
        receipt.cursor = cursor
    receipt.at = clock.now()
    receipt.fault = fault[:400]
    session.add(receipt)
    session.flush()
    return receipt


def everything(session: Session) -> list[Receipt]:
    return list(session.scalars(select(Receipt).order_by(Receipt.surface)))
