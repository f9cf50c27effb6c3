"""How long what may stand still, and how much of it fails a site outright: rows by year, each with its source."""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import CheckConstraint, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from content.database import Base
from content.quotas import spans

LIMITS_FILE = Path(__file__).parent / "limits.toml"
#: A limit of this column holds for the home page; of that, for every column without one of its own.
HOME, OTHERS = "", "*"


class SiteLimit(Base):
    """``stale`` of a column, or of the home page; or how many such columns fail the site."""

    __tablename__ = "site_limit"
    __table_args__ = (
        CheckConstraint("number > 0", name="site_limit_allows_something"),
        CheckConstraint(
            "measure IN ('week', 'month', 'column', 'percent', 'second')", name="site_limit_measure_is_known"
        ),
    )

    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    code: Mapped[str] = mapped_column(String(24), primary_key=True)
    column: Mapped[str] = mapped_column("column_slug", String(32), primary_key=True, default="")
    number: Mapped[int]
    measure: Mapped[str] = mapped_column(String(8))
    source: Mapped[str] = mapped_column(String(200))


@cache
def seeds() -> tuple[dict[str, Any], ...]:
    return tuple(tomllib.loads(LIMITS_FILE.read_text(encoding="utf-8"))["limit"])


def plant(session: Session, year: int) -> None:
    """What a year that has none begins with: last year's limits, or the seeded ones."""
    if of_year(session, year):
        return
    before = [
        {"code": row.code, "column": row.column, "number": row.number, "measure": row.measure, "source": row.source}
        for row in of_year(session, year - 1)
    ]
    session.add_all(SiteLimit(year=year, **({"column": ""} | seed)) for seed in before or seeds())
    session.flush()


def of_year(session: Session, year: int) -> list[SiteLimit]:
    return list(session.scalars(select(SiteLimit).where(SiteLimit.year == year)))


def stale_by_column(found: list[SiteLimit]) -> dict[str, SiteLimit]:
    return {row.column: row for row in found if row.code == "stale"}


def stale_from(limit: SiteLimit, last: date) -> date:
    """The first day on which something last renewed on ``last`` has stood still too long."""
    if limit.measure == "week":
        return last + timedelta(weeks=limit.number, days=1)
    month = spans.months_on(last.replace(day=1), limit.number)
    last_of_month = spans.months_on(month, 1) - timedelta(days=1)
    return min(month.replace(day=min(last.day, last_of_month.day)), last_of_month) + timedelta(days=1)
