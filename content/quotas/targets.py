"""报送任务: who owes how much, as rows with years and a source. A target is a minimum."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from content.auth import units
from content.auth.units import Unit
from content.database import Base
from content.quotas import limits, rules

SOURCE = "连交〔2024〕98号 第9项"


class Target(Base):
    """At least ``minimum`` items per ``period`` of a year; for one unit, or for the locality where no unit is named.

    Without a column every column counts for a year, and the columns of the year's rule count for a month.
    """

    __tablename__ = "target"
    __table_args__ = (
        UniqueConstraint("year", "unit_id", "period", "column_slug"),
        CheckConstraint("period IN ('month', 'year')", name="target_period_is_known"),
        CheckConstraint("minimum > 0", name="target_asks_for_something"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    year: Mapped[int]
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    period: Mapped[str] = mapped_column(String(8))
    column: Mapped[str | None] = mapped_column("column_slug", String(32))
    minimum: Mapped[int]
    source: Mapped[str] = mapped_column(String(120))


def plant(session: Session, year: int) -> None:
    """What a year that has none begins with: last year's targets, or the notice's 300 and 2 a month for the 15."""
    rules.plant(session, year)
    limits.plant(session, year)
    if session.scalar(select(Target.id).where(Target.year == year).limit(1)):
        return
    there = {unit.id for unit in units.everyone(session)}
    before = [target for target in of_year(session, year - 1) if target.unit_id is None or target.unit_id in there]
    session.add_all(carried(target, year) for target in before)
    if not before:
        plant_notice(session, year)
    session.flush()


def carried(target: Target, year: int) -> Target:
    return Target(
        year=year,
        unit_id=target.unit_id,
        period=target.period,
        column=target.column,
        minimum=target.minimum,
        source=target.source,
    )


def plant_notice(session: Session, year: int) -> None:
    monthly = [seed["code"] for seed in units.seeds() if seed.get("monthly")]
    session.add(Target(year=year, unit_id=None, period="year", column=None, minimum=300, source=SOURCE))
    for unit in session.scalars(select(Unit).where(Unit.code.in_(monthly))):
        session.add(Target(year=year, unit_id=unit.id, period="month", column=None, minimum=2, source=SOURCE))


def of_year(session: Session, year: int) -> list[Target]:
    return list(session.scalars(select(Target).where(Target.year == year).order_by(Target.id)))


def monthly(session: Session, year: int, *, on: date | None = None) -> dict[int, Target]:
    """The monthly target of each unit that has one, by unit id; on a day, of the units that are there."""
    query = select(Target).where(Target.year == year, Target.period == "month", Target.unit_id.is_not(None))
    if on is not None:
        begun, ended = (
            or_(Unit.began_on.is_(None), Unit.began_on <= on),
            or_(Unit.ended_on.is_(None), Unit.ended_on > on),
        )
        query = query.join(Unit, Unit.id == Target.unit_id).where(begun, ended)
    rows = session.scalars(query)
    return {row.unit_id: row for row in rows if row.unit_id is not None}


def shares(session: Session, year: int) -> dict[int, Target]:
    """Each unit's share of the locality's year, where it was shared out, by unit id."""
    rows = session.scalars(
        select(Target).where(Target.year == year, Target.period == "year", Target.unit_id.is_not(None))
    )
    return {row.unit_id: row for row in rows if row.unit_id is not None}


def yearly(session: Session, year: int) -> Target | None:
    """The locality's target of the year."""
    return session.scalar(select(Target).where(Target.year == year, Target.period == "year", Target.unit_id.is_(None)))
