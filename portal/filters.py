"""How days, moments and codes are written for people. Formatters take values and give words."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache

from babel import Locale
from babel.dates import format_date
from flask import Flask
from flask_babel import get_locale

from content import clock
from content.clock import SHANGHAI


def format_day(day: date | datetime | None) -> str:
    """2026-10-10, as tables and headers want it; nothing for no day."""
    if day is None:
        return ""
    return (day.astimezone(SHANGHAI).date() if isinstance(day, datetime) else day).isoformat()


def format_moment(moment: datetime | None) -> str:
    """2024-06-06 11:25:19 in Shanghai time, as government pages print it."""
    return moment.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M:%S") if moment else ""


def format_minute(moment: datetime | None) -> str:
    """2024-06-06 11:25, the form of the PubDate tag."""
    return moment.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M") if moment else ""


def format_clock(moment: datetime) -> str:
    """14:03 for a moment of today, with its day for any other."""
    local = moment.astimezone(SHANGHAI)
    return local.strftime("%H:%M") if local.date() == clock.today() else format_minute(moment)


def format_long_day(day: date | datetime | None) -> str:
    """2026年10月10日 in Chinese, the locale's long form elsewhere."""
    if day is None:
        return ""
    plain = day.astimezone(SHANGHAI).date() if isinstance(day, datetime) else day
    return long_form(plain, get_locale())


@lru_cache(maxsize=4096)
def long_form(day: date, locale: Locale | None) -> str:
    return format_date(day, "long", locale)


def format_size(size: int) -> str:
    """12 KB, 3.4 MB: what a reader on a phone wants to know before fetching a file."""
    if size >= 1024 * 1024:
        return f"{size / 1024 / 1024:.1f} MB"
    return f"{max(1, round(size / 1024))} KB"


def iso(moment: datetime | date | None) -> str:
    """For the datetime attribute of <time>."""
    if isinstance(moment, datetime):
        return moment.astimezone(SHANGHAI).isoformat(timespec="seconds")
    return moment.isoformat() if moment else ""


FILTERS = {
    "day": format_day,
    "moment": format_moment,
    "minute": format_minute,
    "clock": format_clock,
    "long_day": format_long_day,
    "size": format_size,
    "iso": iso,
}


def init_app(app: Flask) -> None:
    app.jinja_env.filters.update(FILTERS)
