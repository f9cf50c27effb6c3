"""错敏词: words that are usually a slip, as rows an administrator edits."""

from __future__ import annotations

import tomllib
from datetime import datetime
from pathlib import Path

from sqlalchemy import CheckConstraint, ForeignKey, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from content import clock
from content.auth.people import Person
from content.auth.permissions import Permission, require
from content.database import Base
from content.errors import Category, Issue, Refusal, length_issues, refuse_issues
from content.items import cleaning

SEEDS = Path(__file__).with_name("wrong_words.toml")
LONGEST_WORD = 40
LONGEST_UNLESS = 200
#: A single character is part of too many words to be one.
SHORTEST_WORD = 2


class WrongWord(Base):
    """``wrong`` should read ``right``, unless it stands inside one of the words of ``unless`` (台风登陆 is no slip).

    One that ``stops`` must be mended before submission; every other is a remark.
    """

    __tablename__ = "wrong_word"
    __table_args__ = (
        CheckConstraint("wrong <> ''", name="wrong_word_is_a_word"),
        CheckConstraint("wrong <> right_word", name="wrong_word_has_another_cure"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    wrong: Mapped[str] = mapped_column(String(LONGEST_WORD), unique=True)
    right: Mapped[str] = mapped_column("right_word", String(LONGEST_WORD))
    unless: Mapped[str] = mapped_column(String(LONGEST_UNLESS), default="")
    stops: Mapped[bool] = mapped_column(default=False)
    source: Mapped[str] = mapped_column(String(120), default="")
    is_active: Mapped[bool] = mapped_column(default=True)
    version: Mapped[int] = mapped_column(default=1)
    changed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    changed_at: Mapped[datetime]

    @property
    def exceptions(self) -> list[str]:
        return self.unless.split()


def plant(session: Session) -> None:
    """The common slips every site starts with; rows that are there stay as an administrator left them."""
    known = set(session.scalars(select(WrongWord.wrong)))
    for seed in tomllib.loads(SEEDS.read_text(encoding="utf-8"))["word"]:
        if seed["wrong"] not in known:
            session.add(WrongWord(**seed, changed_at=clock.now()))
    session.flush()


def everything(session: Session) -> list[WrongWord]:
    """Every row, in the order an administrator reads them."""
    return list(session.scalars(select(WrongWord).order_by(WrongWord.is_active.desc(), WrongWord.wrong)))


def active(session: Session) -> list[WrongWord]:
    return list(session.scalars(select(WrongWord).where(WrongWord.is_active).order_by(WrongWord.id)))


def by_id(session: Session, word_id: int) -> WrongWord:
    found = session.get(WrongWord, word_id)
    if found is None:
        raise Refusal("no_such_word", Category.MISSING)
    return found


def issues(session: Session, word: WrongWord | None, wrong: str, right: str, unless: str, source: str) -> list[Issue]:
    found = [Issue(name, "required") for name, text in (("wrong", wrong), ("right", right)) if not text]
    found += length_issues("wrong", wrong, LONGEST_WORD) + length_issues("right", right, LONGEST_WORD)
    found += length_issues("unless", unless, LONGEST_UNLESS) + length_issues("word_source", source, 120)
    if wrong and (len(wrong) < SHORTEST_WORD or wrong == right):
        found.append(Issue("wrong", "no_wrong_word", {"shortest": SHORTEST_WORD}))
    twin = session.scalar(select(WrongWord).where(WrongWord.wrong == wrong))
    return [*found, Issue("wrong", "word_is_listed")] if twin is not None and twin is not word else found


def store(
    session: Session,
    word: WrongWord | None,
    *,
    wrong: str,
    right: str,
    unless: str = "",
    source: str = "",
    stops: bool = False,
    is_active: bool = True,
    version: int = 0,
    by: Person,
) -> WrongWord:
    """Add a word, or change one as its form was opened. Raises ``row_changed`` when somebody was faster."""
    require(by, Permission.ADMINISTER)
    wrong, right = cleaning.line(wrong), cleaning.line(right)
    unless, source = cleaning.line(unless), cleaning.line(source)
    if word is not None and word.version != version:
        raise Refusal("row_changed", Category.CONFLICT)
    refuse_issues(issues(session, word, wrong, right, unless, source))
    if word is None:
        word = WrongWord(version=0)
        session.add(word)
    word.wrong, word.right, word.unless, word.source = wrong, right, unless, source
    word.stops, word.is_active = stops, is_active
    word.version, word.changed_by_id, word.changed_at = word.version + 1, by.id, clock.now()
    session.flush()
    return word
