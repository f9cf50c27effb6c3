"""The only source of time. Moments are aware UTC; days are those of Shanghai, where the law counts them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")

_standing_at: ContextVar[datetime | None] = ContextVar("standing_at", default=None)


def now() -> datetime:
    return _standing_at.get() or datetime.now(UTC)


def today() -> date:
    return now().astimezone(SHANGHAI).date()


def day_of(moment: datetime) -> date:
    """The calendar day in Shanghai on which a moment falls."""
    return moment.astimezone(SHANGHAI).date()


@contextmanager
def standing_at(moment: datetime) -> Iterator[None]:
    """Let time stand still for a block: for the invented demonstration and for generated benchmarks, nowhere else.

    A house test holds every other caller off, because a publication time must be the server's own.
    """
    token = _standing_at.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _standing_at.reset(token)
