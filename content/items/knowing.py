"""What early checks ask the database: the words to avoid, which pages of ours there are, titles that came before."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from content import clock
from content.auth.units import Unit
from content.items import wrong_words
from content.items.limit_rows import DraftLimit
from content.items.models import Edition, Item, State
from content.items.remarks import Known
from content.kinds import reader

#: A yearly text is no twin of last year's, a monthly one may be.
LOOKS_BACK = timedelta(days=300)
MOST_TITLES = 2000
ITEM = re.compile(r"/items/(\d{1,18})(?:[/?#].*)?\Z")
COLUMN = re.compile(r"/columns/([\w-]+)(?:[/?#].*)?\Z")
UNIT = re.compile(r"/units/([\w-]+)(?:[/?#].*)?\Z")
#: Shown by the last word of their state, or on their way to be.
ALIVE = (State.DRAFT, State.SUBMITTED, State.APPROVED, State.PUBLISHED)


def about(session: Session, edition: Edition, *, is_other_page: Callable[[str], bool] = lambda path: False) -> Known:
    """Everything to check this edition against. ``is_other_page`` knows the pages that are no item, column or unit."""
    return Known(
        tuple(wrong_words.active(session)),
        lambda address: is_page(session, address) or is_other_page(re.split(r"[?#]", address)[0]),
        tuple(earlier_titles(session, edition)),
    )


def is_page(session: Session, address: str) -> bool:
    """An item that is public, a column or a unit of ours."""
    if match := ITEM.match(address):
        query = select(Edition.id).where(Edition.item_id == int(match[1]), Edition.state == State.PUBLISHED.value)
        return session.scalar(query) is not None
    if match := COLUMN.match(address):
        return match[1] in reader.columns()
    if match := UNIT.match(address):
        return session.scalar(select(Unit.id).where(Unit.code == match[1])) is not None
    return False


def earlier_titles(session: Session, edition: Edition) -> list[tuple[int, str]]:
    """Titles of the unit's other texts of these months, the newest first; of a limited draft nothing is told."""
    query = (
        select(Edition.item_id, Edition.title)
        .join(Edition.item)
        .where(
            Item.unit_id == edition.item.unit_id,
            Item.kind == edition.item.kind,
            Edition.item_id != edition.item_id,
            Edition.item_id.not_in(select(DraftLimit.item_id)),
            Edition.state.in_([state.value for state in ALIVE]),
            Edition.edited_at > clock.now() - LOOKS_BACK,
        )
        .order_by(Edition.id.desc())
        .limit(MOST_TITLES)
    )
    return [(item_id, title) for item_id, title in session.execute(query)]
