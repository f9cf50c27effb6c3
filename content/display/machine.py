"""What search engines are told of: the addresses of articles that are public now. Records are never listed for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from content import clock
from content.display.feeds import article_kinds
from content.display.models import PublicItem
from content.display.visibility import public_on

#: Items per part, by their number: a part never holds more, and stays the same part for good.
PART = 10_000


@dataclass(frozen=True)
class Place:
    item_id: int
    at: datetime


def parts(session: Session) -> dict[int, datetime]:
    """The parts that hold anything, each with its newest time."""
    part = PublicItem.item_id // PART
    query = select(part, func.max(PublicItem.published_at)).where(*listed()).group_by(part).order_by(part)
    return {int(number): at for number, at in session.execute(query)}


def of_part(session: Session, number: int) -> list[Place]:
    span = PublicItem.item_id.between(number * PART, (number + 1) * PART - 1)
    query = select(PublicItem.item_id, PublicItem.published_at).where(span, *listed()).order_by(PublicItem.item_id)
    return [Place(item_id, at) for item_id, at in session.execute(query)]


def listed() -> tuple[ColumnElement[bool], ...]:
    return public_on(clock.today()), PublicItem.kind.in_(article_kinds())
