"""How long what may stand still, and how much of it fails a site outright: rows by year, each with its source."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from content.database import Base


class SiteLimit(Base):
    """``stale`` of a column, or of the home page ("" as column); or how many such columns fail the site."""

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
