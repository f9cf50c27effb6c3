"""栏目覆盖: when each column was last renewed, how long it may rest, and which is next to stand still too long."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from content import clock
from content.display.models import PublicItem
from content.display.visibility import public_on
from content.kinds import reader
from content.kinds.reader import Column
from content.quotas import limits
from content.quotas.limits import SiteLimit


@dataclass(frozen=True)
class Renewal:
    """A column and its last public day. ``stale_from`` is the first day on which it has rested too long."""

    column: Column
    last: date | None
    stale_from: date | None
    limit: SiteLimit | None

    def is_stale(self, today: date) -> bool:
        return self.stale_from is not None and self.stale_from <= today

    @property
    def is_empty(self) -> bool:
        return self.last is None

    def days_left(self, today: date) -> int | None:
        """Days until it has rested too long, 0 and below when it has; None while it is empty."""
        return (self.stale_from - today).days if self.stale_from else None


def last_days(session: Session) -> dict[str, date]:
    """The newest public day of every column that has one, of articles and records alike."""
    query = (
        select(PublicItem.column, func.max(PublicItem.first_published_at))
        .where(public_on(clock.today()))
        .group_by(PublicItem.column)
    )
    return {column: clock.day_of(at) for column, at in session.execute(query)}


def renewals(session: Session, today: date) -> list[Renewal]:
    """Every column in the menu's order."""
    last, found = last_days(session), limits.stale_by_column(limits.of_year(session, today.year))
    return [renewal(column, last.get(slug), found) for slug, column in reader.columns().items()]


def renewal(column: Column, last: date | None, found: dict[str, SiteLimit]) -> Renewal:
    limit = found.get(column.slug) or found.get(limits.OTHERS)
    return Renewal(column, last, limits.stale_from(limit, last) if limit and last else None, limit)


def next_to_go_stale(found: list[Renewal], today: date) -> list[Renewal]:
    """Columns that are still fresh, the one that goes stale first in front."""
    fresh = [(one.stale_from, one) for one in found if one.stale_from and not one.is_stale(today)]
    return [one for _day, one in sorted(fresh, key=lambda pair: pair[0])]


def home(found: list[Renewal], limit: SiteLimit | None) -> tuple[date | None, date | None]:
    """When anything on the site was last renewed, and from which day the home page has rested too long."""
    last = max((one.last for one in found if one.last), default=None)
    return last, limits.stale_from(limit, last) if limit and last else None


def families() -> tuple[str, ...]:
    """The seven of the notice, every one of which is to be alive."""
    return tuple(slug for slug, column in reader.columns().items() if column.is_family)
