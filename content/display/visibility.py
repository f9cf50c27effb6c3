"""The one answer to "is it public now?". Every public finder asks here."""

from __future__ import annotations

from datetime import date

from sqlalchemy import BindParameter, ColumnElement, Select, bindparam, or_, select

from content import clock
from content.display.models import PublicItem


def public_on(day: date | BindParameter[date]) -> ColumnElement[bool]:
    """The condition that an item is shown on a day: it has been made public and its last day is not over."""
    return or_(PublicItem.last_day.is_(None), PublicItem.last_day >= day)


def public_now() -> Select[PublicItem]:
    """Every item that is public at this moment, to be narrowed by the caller."""
    return select(PublicItem).where(public_on(clock.today()))


def public_on_the_day() -> Select[PublicItem]:
    """The same with the day left open, as ``:day``: for statements that are made once and asked every day."""
    return select(PublicItem).where(public_on(bindparam("day")))
