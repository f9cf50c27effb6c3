"""One choice of the site's keepers."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from content.auth.people import Person
from content.database import Base


class SiteChoice(Base):
    """The newest row of a name is in force. ``set_by_id`` is None where the row was planted with the site."""

    __tablename__ = "site_choice"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(32), index=True)
    value: Mapped[str] = mapped_column(String(16))
    source: Mapped[str] = mapped_column(String(200))
    set_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    set_at: Mapped[datetime]
    set_by: Mapped[Person | None] = relationship()
