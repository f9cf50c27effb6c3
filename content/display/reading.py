"""One item as its page needs it, found in a single look: the most read page of all asks the database once."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass, fields

from sqlalchemy import Connection, bindparam, exists, or_, select
from sqlalchemy.orm import Session

from content import clock
from content.database import Asked
from content.display import finding
from content.display.models import PublicItem
from content.display.plain_rows import Whole
from content.display.views import ViewCount
from content.display.visibility import public_on
from content.tags.models import Explains, Tagged


@dataclass(frozen=True)
class Read:
    """``has_tags`` and ``has_links`` spare most items two further looks, for they have none."""

    item: Whole
    views: int
    has_tags: bool
    has_links: bool


#: Made once: putting a statement together costs as much as answering it.
READ = select(
    *(getattr(PublicItem, field.name) for field in fields(Whole)),
    select(ViewCount.views).where(ViewCount.item_id == PublicItem.item_id).scalar_subquery(),
    exists().where(Tagged.item_id == PublicItem.item_id),
    exists().where(or_(Explains.item_id == PublicItem.item_id, Explains.rule_id == PublicItem.item_id)),
).where(PublicItem.item_id == bindparam("item_id"), public_on(bindparam("day")))


def read(asked: Asked, item_id: int) -> Read:
    """Raises what ``finding.item`` raises for an address that shows nothing."""
    found = asked.execute(READ, {"item_id": item_id, "day": clock.today()}).one_or_none()
    if found is None:
        raise absent(asked, item_id)
    *whole, views, has_tags, has_links = found
    return Read(Whole(*whole), views or 0, has_tags, has_links)


def absent(asked: Asked, item_id: int) -> Exception:
    """Rare enough for a session of its own."""
    with Session(asked) if isinstance(asked, Connection) else nullcontext(asked) as session:
        return finding.absent(session, item_id)
