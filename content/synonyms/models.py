"""One set of words that find the same."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from content.database import Base

LONGEST_WORD = 30
MOST_WORDS = 8
LONGEST_SOURCE = 200


class Synonym(Base):
    """``words`` are two or more, apart by single blanks; whoever types one of them also finds the others.

    ``changed_by_id`` is None where the row was planted with the site.
    """

    __tablename__ = "synonym"
    __table_args__ = (CheckConstraint("words LIKE '% %'", name="synonyms_are_two_words"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    words: Mapped[str] = mapped_column(String(MOST_WORDS * (LONGEST_WORD + 1)))
    source: Mapped[str] = mapped_column(String(LONGEST_SOURCE))
    is_active: Mapped[bool] = mapped_column(default=True)
    version: Mapped[int] = mapped_column(default=1)
    changed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    changed_at: Mapped[datetime]

    @property
    def listed(self) -> list[str]:
        return self.words.split()
