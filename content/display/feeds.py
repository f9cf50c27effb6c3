"""What feeds say: articles as they are now and addresses that left, the newest change first. Records are in no feed.

One entry per item, at its latest change: who follows a feed by the number of the change misses nothing and meets
nothing twice. A record that leaves is announced nowhere, so departures are told of articles alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from content.display.models import Departure, PublicItem
from content.display.visibility import public_now
from content.items.models import Item
from content.kinds import reader
from content.outbox.change_log import Change
from content.tags.models import Tagged

PER_PAGE = 30


@dataclass(frozen=True)
class Scope:
    """Which articles a feed is about: all, or those of one column, unit or tag."""

    column: str | None = None
    unit_id: int | None = None
    tag_id: int | None = None


@dataclass(frozen=True)
class Entry:
    """One article that is public, or (``shown`` None) the bare fact that its address no longer shows anything."""

    number: int
    item_id: int
    at: datetime
    shown: PublicItem | None


@dataclass(frozen=True)
class Stream:
    """One page; ``older`` is the number its next page begins below, None at the end."""

    entries: tuple[Entry, ...]
    older: int | None

    @property
    def updated_at(self) -> datetime | None:
        return max((entry.at for entry in self.entries), default=None)


def article_kinds() -> list[str]:
    return [code for code, kind in reader.kinds().items() if not getattr(kind, "is_record", False)]


def articles(scope: Scope) -> Select[int]:
    """The ids of every article of a scope that there ever was."""
    query = select(Item.id).where(Item.kind.in_(article_kinds()))
    if scope.column is not None:
        query = query.where(Item.column == scope.column)
    if scope.unit_id is not None:
        query = query.where(Item.unit_id == scope.unit_id)
    if scope.tag_id is not None:
        query = query.where(Item.id.in_(select(Tagged.item_id).where(Tagged.tag_id == scope.tag_id)))
    return query


def stream(session: Session, scope: Scope, *, below: int | None = None, limit: int = PER_PAGE) -> Stream:
    """The latest change of each article, newest first."""
    newest = (
        select(func.max(Change.number).label("number"))
        .where(Change.item_id.in_(articles(scope)))
        .group_by(Change.item_id)
        .subquery()
    )
    query = select(Change).join(newest, Change.number == newest.c.number)
    if below is not None:
        query = query.where(Change.number < below)
    found = session.scalars(query.order_by(Change.number.desc()).limit(limit + 1)).all()
    changes = found[:limit]
    return Stream(tuple(entries(session, list(changes))), changes[-1].number if len(found) > limit else None)


def entries(session: Session, changes: list[Change]) -> list[Entry]:
    ids = [change.item_id for change in changes]
    shown = {item.item_id: item for item in session.scalars(public_now().where(PublicItem.item_id.in_(ids)))}
    left = {gone.item_id: gone.left_at for gone in session.scalars(select(Departure).where(Departure.item_id.in_(ids)))}
    return [
        Entry(
            number=change.number,
            item_id=change.item_id,
            at=change.at if change.item_id in shown else left.get(change.item_id, change.at),
            shown=shown.get(change.item_id),
        )
        for change in changes
    ]


def departures(session: Session, scope: Scope, *, limit: int = PER_PAGE) -> list[Entry]:
    """The articles that left last, for feeds of searches: what left can no longer be asked what it was about."""
    query = (
        select(Departure)
        .where(Departure.item_id.in_(articles(scope)))
        .order_by(Departure.left_at.desc(), Departure.item_id.desc())
        .limit(limit)
    )
    return [Entry(0, gone.item_id, gone.left_at, None) for gone in session.scalars(query)]


def of_items(session: Session, ids: list[int]) -> list[Entry]:
    """Hits of a search as entries, at the time of their newest edition; records are left out."""
    query = public_now().where(PublicItem.item_id.in_(ids), PublicItem.kind.in_(article_kinds()))
    return [Entry(0, item.item_id, item.published_at, item) for item in session.scalars(query)]
