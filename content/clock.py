"""The only source of time. Moments are aware UTC; days are those of Shanghai, where the law counts them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")


def now() -> datetime:
    return datetime.now(UTC)


def today() -> date:
    return now().astimezone(SHANGHAI).date()


def day_of(moment: datetime) -> date:
    """The calendar day in Shanghai on which a moment falls."""
    return moment.astimezone(SHANGHAI).date()
