"""How a year is counted, as a row: on what basis, and which columns fill a unit's month."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, String
from sqlalchemy.orm import Mapped, Session, mapped_column

from content.database import Base

SOURCE = "连交〔2024〕98号 第9项；统计口径为本站设置"


class Basis(StrEnum):
    PUBLISHED = "published"  # 本站发布
    SENT = "sent"  # 已报省网
    ADOPTED = "adopted"  # 省网采用


class CountingRule(Base):
    """One year's way of counting. ``monthly_columns``: what fills a unit's month; 工作动态 unless set otherwise."""

    __tablename__ = "counting_rule"
    __table_args__ = (CheckConstraint("basis IN ('published', 'sent', 'adopted')", name="counting_basis_is_known"),)

    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    basis: Mapped[str] = mapped_column(String(16), default=Basis.PUBLISHED.value)
    monthly_columns: Mapped[list[Any]]
    source: Mapped[str] = mapped_column(String(200))


def plant(session: Session, year: int) -> CountingRule:
    """The rule of a year that has none: as the year before was counted, or as a new site begins."""
    rule = session.get(CountingRule, year)
    if rule is None:
        before = session.get(CountingRule, year - 1)
        rule = CountingRule(
            year=year,
            basis=before.basis if before else Basis.PUBLISHED.value,
            monthly_columns=list(before.monthly_columns) if before else ["updates"],
            source=before.source if before else SOURCE,
        )
        session.add(rule)
        session.flush()
    return rule


def of_year(session: Session, year: int) -> CountingRule:
    """The rule of a year; for one that was never planted, what a new site would begin with, unstored."""
    stored = session.get(CountingRule, year)
    return stored or CountingRule(year=year, basis="published", monthly_columns=["updates"], source=SOURCE)
