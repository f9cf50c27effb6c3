"""What a board's address asks for: a year, a month, a unit, columns. Whatever makes no sense is left out."""

from __future__ import annotations

import re
from datetime import date

from sqlalchemy import select
from werkzeug.datastructures import MultiDict

from content import clock
from content.auth.units import Unit
from content.kinds import reader
from content.quotas import spans
from portal.database import db

MONTH = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])")
YEARS_BACK = 3


def years() -> list[int]:
    """This year and the three before, the newest first."""
    now = clock.today().year
    return list(range(now, now - YEARS_BACK - 1, -1))


def year(arguments: MultiDict[str, str]) -> int:
    asked = arguments.get("year", "")
    return int(asked) if asked.isdecimal() and int(asked[:4]) in years() and len(asked) == 4 else clock.today().year


def last_day(of_year: int) -> date:
    """Today in the current year, its last day in one that is over."""
    return min(clock.today(), date(of_year, 12, 31))


def months() -> list[date]:
    """The months of the last year, the newest first, to choose from."""
    this = clock.today().replace(day=1)
    return [spans.months_on(this, -back) for back in range(13)]


def span(arguments: MultiDict[str, str]) -> tuple[date, date]:
    """A month, or this year so far."""
    asked = MONTH.fullmatch(arguments.get("month", ""))
    if asked:
        return spans.month_of(date(int(asked[1]), int(asked[2]), 1))
    this_year = year(arguments)
    return date(this_year, 1, 1), spans.months_on(last_day(this_year).replace(day=1), 1)


def columns(arguments: MultiDict[str, str]) -> list[str] | None:
    found = [slug for slug in reader.columns() if slug in arguments.getlist("column")]
    return found or None


def unit(arguments: MultiDict[str, str]) -> Unit | None:
    code = arguments.get("unit", "")
    return db.session.scalar(select(Unit).where(Unit.code == code)) if code else None
