"""What both engines rank by."""

from __future__ import annotations

import math
from datetime import date

HALF_LIFE_DAYS = 8 * 365.25  # a text of today counts as much as twice as good a match of eight years ago
_ORIGIN = date(2000, 1, 1).toordinal()

ID_BITS = 40
NEVER = (1 << 31) - 1  # the ``until`` of what stays


def order_key(day: date, id: int) -> int:  # noqa: A002
    """Newest first is this, descending: by day, then by id, so that no two documents ever tie."""
    return day.toordinal() << ID_BITS | id


def order_span(day_from: date | None, day_to: date | None) -> tuple[int, int]:
    """The smallest and largest order key of the days from and to, both included."""
    first = (day_from or date.min).toordinal()
    last = (day_to or date.max).toordinal()
    return first << ID_BITS, (last + 1 << ID_BITS) - 1


def freshness(order: int) -> float:
    """A factor whose ratio between two documents depends only on the days between them, so it never needs an update."""
    return math.exp2(((order >> ID_BITS) - _ORIGIN) / HALF_LIFE_DAYS)


def last_day(until: date | None) -> int:
    return NEVER if until is None else until.toordinal()
