"""Stored rows of 四书同达: which of the papers that belong to a penalty were served with it, and when."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from content.auth.people import Person
from content.database import Base, BigId


class ServedDocument(Base):
    """One paper served on the subject of a penalty. Which papers there are stands in ``serving.toml``."""

    __tablename__ = "served_document"

    item_id: Mapped[int] = mapped_column(BigId, ForeignKey("item.id"), primary_key=True, autoincrement=False)
    document: Mapped[str] = mapped_column(String(32), primary_key=True)
    served_on: Mapped[date]
    note: Mapped[str] = mapped_column(String(200), default="")
    entered_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    entered_at: Mapped[datetime]
    entered_by: Mapped[Person] = relationship()
