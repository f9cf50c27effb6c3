"""点击数: how often an item's page was read. Counted from a spool, never on the reader's time, never by address."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from sqlalchemy import ForeignKey, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from content.database import Base, BigId
from content.display.models import PublicItem


class ViewCount(Base):
    __tablename__ = "view_count"

    item_id: Mapped[int] = mapped_column(BigId, ForeignKey("item.id"), primary_key=True, autoincrement=False)
    views: Mapped[int]


def count_of(session: Session, item_id: int) -> int:
    return session.scalar(select(ViewCount.views).where(ViewCount.item_id == item_id)) or 0


def total(session: Session) -> int:
    """Of everything that is or was public."""
    return session.scalar(select(func.coalesce(func.sum(ViewCount.views), 0))) or 0


def add(session: Session, seen: Mapping[int, int]) -> None:
    """Add views per item; what is not public is left out, so that a spool cannot invent items."""
    for item_id, views in Counter(seen).items():
        if session.get(PublicItem, item_id) is None:
            continue
        count = session.get(ViewCount, item_id)
        if count is None:
            session.add(ViewCount(item_id=item_id, views=views))
        else:
            count.views += views
    session.flush()
