"""One item as its page needs it, found in a single look: the most read page of all asks the database once."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import bindparam, exists, or_, select
from sqlalchemy.orm import Session

from content import clock
from content.display import finding
from content.display.models import PublicItem
from content.display.views import ViewCount
from content.display.visibility import public_on
from content.tags.models import Explains, Tagged


@dataclass(frozen=True)
class Read:
    """``has_tags`` and ``has_links`` spare most items two further looks, for they have none."""

    item: PublicItem
    views: int
    has_tags: bool
    has_links: bool


#: Made once: putting a statement together costs as much as answering it.
READ = select(
    PublicItem,
    select(ViewCount.views).where(ViewCount.item_id == PublicItem.item_id).scalar_subquery(),
    exists().where(Tagged.item_id == PublicItem.item_id),
    exists().where(or_(Explains.item_id == PublicItem.item_id, Explains.rule_id == PublicItem.item_id)),
).where(PublicItem.item_id == bindparam("item_id"), public_on(bindparam("day")))


def read(session: Session, item_id: int) -> Read:
    """Raises what ``finding.item`` raises for an address that shows nothing."""
    found = session.execute(READ, {"item_id": item_id, "day": clock.today()}).one_or_none()
    if found is None:
        raise finding.absent(session, item_id)
    shown, views, has_tags, has_links = found
    return Read(shown, views or 0, has_tags, has_links)
