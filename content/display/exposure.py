"""Who could have seen it: when an item was on which surface. For the hours after something went out by mistake."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from content.display import views
from content.outbox.change_log import Change, Effect

#: Where a public item is met. Each answers from the database, or leaves out what the log names, so all stop at once.
SURFACES = ("item_page", "lists", "search")


@dataclass(frozen=True)
class Window:
    """From when to when it was shown; ``until`` is None while it still is."""

    since: datetime
    until: datetime | None


@dataclass(frozen=True)
class Exposure:
    """The same hours on every surface, and how often the item page was opened in all."""

    surfaces: tuple[str, ...]
    windows: tuple[Window, ...]
    views: int


def of_item(session: Session, item_id: int) -> Exposure:
    changes = session.scalars(select(Change).where(Change.item_id == item_id).order_by(Change.number))
    windows: list[Window] = []
    since: datetime | None = None
    for change in changes:
        if change.effect == Effect.SHOWN.value and since is None:
            since = change.at
        elif change.effect == Effect.GONE.value and since is not None:
            windows.append(Window(since, change.at))
            since = None
    if since is not None:
        windows.append(Window(since, None))
    return Exposure(SURFACES, tuple(windows), views.count_of(session, item_id))
