"""知悉范围: a draft that only named people of its unit may open. Who that is, ``auth.permissions`` says."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from content.auth.people import Person
from content.database import Base, BigId


class DraftLimit(Base):
    """One item's limit, from the day it is set until the item becomes public or somebody lifts it."""

    __tablename__ = "draft_limit"

    item_id: Mapped[int] = mapped_column(BigId, ForeignKey("item.id"), primary_key=True, autoincrement=False)
    #: Every reviewer of the unit may open it, those who stand in for one included.
    for_reviewers: Mapped[bool]
    reason: Mapped[str] = mapped_column(String(200))
    set_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    set_at: Mapped[datetime]
    set_by: Mapped[Person] = relationship()
    readers: Mapped[list[DraftReader]] = relationship(
        lazy="selectin", cascade="all, delete-orphan", order_by="DraftReader.person_id"
    )

    @property
    def people(self) -> frozenset[int]:
        return frozenset(reader.person_id for reader in self.readers)


class DraftReader(Base):
    """Somebody a limit names."""

    __tablename__ = "draft_reader"

    item_id: Mapped[int] = mapped_column(BigId, ForeignKey("draft_limit.item_id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, autoincrement=False)
