"""Reading the sets of words, and keeping them: an administrator adds and changes, and each change leaves its trace."""

from __future__ import annotations

import tomllib
from itertools import chain
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from content import clock
from content.audit import trail
from content.audit.events import Event
from content.auth.people import Person
from content.auth.permissions import Permission, require
from content.database import table_of
from content.errors import Category, Issue, Refusal, length_issues, refuse_issues
from content.synonyms.models import LONGEST_SOURCE, LONGEST_WORD, MOST_WORDS, Synonym

SEEDS = Path(__file__).with_name("synonyms.toml")
#: A single character is part of too many words to mean the same as another.
SHORTEST_WORD = 2
FEWEST_WORDS = 2

ROWS = table_of(Synonym).c
#: Made once and past the mapper, for every search asks.
IN_USE = select(ROWS.words).where(ROWS.is_active).order_by(ROWS.id)


def plant(session: Session) -> None:
    """The sets every site starts with; what an administrator made of them stays."""
    known = set(chain.from_iterable(row.listed for row in everything(session)))
    for seed in seeds():
        if known.isdisjoint(seed["words"]):
            session.add(Synonym(words=" ".join(seed["words"]), source=seed["source"], changed_at=clock.now()))
    session.flush()


def seeds() -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = tomllib.loads(SEEDS.read_text(encoding="utf-8"))["set"]
    return listed


def in_use(session: Session) -> tuple[tuple[str, ...], ...]:
    """Every set that searches use, as plain values."""
    return tuple(tuple(words.split()) for words in session.scalars(IN_USE))


def everything(session: Session) -> list[Synonym]:
    return list(session.scalars(select(Synonym).order_by(Synonym.is_active.desc(), Synonym.id)))


def by_id(session: Session, synonym_id: int) -> Synonym:
    found = session.get(Synonym, synonym_id)
    if found is None:
        raise Refusal("no_such_synonym", Category.MISSING)
    return found


def store(
    session: Session,
    row: Synonym | None,
    *,
    words: str,
    source: str,
    is_active: bool = True,
    version: int = 0,
    by: Person,
) -> Synonym:
    """Add a set, or change one as its form was opened. Raises ``row_changed`` when somebody was faster."""
    require(by, Permission.ADMINISTER)
    trail.lock(session)
    if row is not None and row.version != version:
        raise Refusal("row_changed", Category.CONFLICT)
    listed, said = tuple(dict.fromkeys(words.split())), " ".join(source.split())
    refuse_issues([*word_issues(session, row, listed), *source_issues(said)])
    if row is None:
        row = Synonym(version=0)
        session.add(row)
    row.words, row.source, row.is_active = " ".join(listed), said, is_active
    row.version, row.changed_by_id, row.changed_at = row.version + 1, by.id, clock.now()
    session.flush()
    facts = {"words": row.words, "source": said, "is_active": is_active}
    trail.append(session, Event.SYNONYM_CHANGED, actor=by.key, about=f"synonym:{row.id}", facts=facts)
    return row


def word_issues(session: Session, row: Synonym | None, listed: tuple[str, ...]) -> list[Issue]:
    if not FEWEST_WORDS <= len(listed) <= MOST_WORDS:
        return [Issue("synonyms", "not_a_set", {"fewest": FEWEST_WORDS, "most": MOST_WORDS})]
    limits = {"shortest": SHORTEST_WORD, "longest": LONGEST_WORD}
    odd = [word for word in listed if not SHORTEST_WORD <= len(word) <= LONGEST_WORD]
    others = (other.listed for other in everything(session) if other is not row)
    taken = sorted(set(listed) & set(chain.from_iterable(others)))
    found = [Issue("synonyms", "odd_synonym", {"word": word, **limits}) for word in odd]
    return found + [Issue("synonyms", "synonym_is_listed", {"word": word}) for word in taken]


def source_issues(source: str) -> list[Issue]:
    return length_issues("synonym_source", source, LONGEST_SOURCE) if source else [Issue("synonym_source", "required")]
