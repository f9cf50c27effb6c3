"""One page of a feed, before it is written in either format."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from content.display.feeds import Entry

#: A feed that never held anything was last updated when this site's notice was issued.
NEVER = datetime(2024, 5, 30, tzinfo=UTC)


@dataclass(frozen=True)
class Feed:
    """``page`` is what people read, ``first`` the feed's own address, ``older`` its next page, empty at the end."""

    title: str
    page: str
    address: str
    first: str
    older: str
    updated_at: datetime | None
    entries: tuple[Entry, ...]

    @property
    def updated(self) -> str:
        return moment(self.updated_at or NEVER)


def moment(at: datetime) -> str:
    """RFC 3339 in UTC, with its microseconds: two changes of one second stay apart."""
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")
