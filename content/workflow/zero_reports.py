"""零报告: a unit says that a month had no decision of a kind. A month with records cannot be one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from content import clock
from content.audit import trail
from content.audit.events import Event
from content.auth.people import Person
from content.auth.permissions import Permission, require
from content.auth.units import Unit
from content.errors import Category, Refusal
from content.items.batches import ZeroReport
from content.items.models import Edition, Item, State
from content.kinds import reader

#: Editions that say nothing about what was decided in a month: set aside, or never handed on.
NO_WORD = (State.DISCARDED.value,)


@dataclass(frozen=True)
class Month:
    """One month of a kind in a unit: what was handed in of it, or the word that there was nothing."""

    year: int
    month: int
    records: int
    report: ZeroReport | None

    @property
    def is_open(self) -> bool:
        return not self.records and self.report is None


def first_day(year: int, month: int) -> date:
    return date(year, month, 1)


def following(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def records_of(session: Session, unit: Unit, kind: str, year: int, month: int) -> int:
    """How many records of the kind have a document of this month."""
    begins = first_day(year, month)
    query = (
        select(func.count(func.distinct(Item.id)))
        .join(Edition, Edition.item_id == Item.id)
        .where(
            Item.unit_id == unit.id,
            Item.kind == kind,
            Edition.issued_on >= begins,
            Edition.issued_on < following(begins),
            Edition.state.not_in(NO_WORD),
        )
    )
    return session.scalar(query) or 0


def of_month(session: Session, unit: Unit, kind: str, year: int, month: int) -> ZeroReport | None:
    query = select(ZeroReport).where(
        ZeroReport.unit_id == unit.id, ZeroReport.kind == kind, ZeroReport.year == year, ZeroReport.month == month
    )
    return session.scalar(query)


def months(session: Session, unit: Unit, kind: str, *, last: date, count: int) -> list[Month]:
    """The months that are over before ``last``, newest first."""
    found = []
    day = last.replace(day=1)
    for _number in range(count):
        day = date(day.year - (day.month == 1), (day.month - 2) % 12 + 1, 1)
        records = records_of(session, unit, kind, day.year, day.month)
        found.append(Month(day.year, day.month, records, of_month(session, unit, kind, day.year, day.month)))
    return found


def report(session: Session, unit: Unit, kind: str, year: int, month: int, *, by: Person) -> ZeroReport:
    """Say that the month had no decision: only of one that is over, has no records and was not reported before."""
    require(by, Permission.WRITE, unit=unit)
    if not reader.kind(kind).is_record:
        raise Refusal("no_record_kind", kind=kind)
    if not 2000 <= year <= clock.today().year or not 1 <= month <= 12:
        raise Refusal("month_is_not_over", Category.CONFLICT)
    if following(first_day(year, month)) > clock.today():
        raise Refusal("month_is_not_over", Category.CONFLICT)
    trail.lock(session)
    count = records_of(session, unit, kind, year, month)
    if count:
        raise Refusal("month_has_records", Category.CONFLICT, count=count)
    if of_month(session, unit, kind, year, month) is not None:
        raise Refusal("month_was_reported", Category.CONFLICT)
    said = ZeroReport(unit_id=unit.id, kind=kind, year=year, month=month, said_by_id=by.id, said_at=clock.now())
    session.add(said)
    session.flush()
    facts = {"kind": kind, "year": year, "month": month}
    trail.append(session, Event.ZERO_REPORTED, actor=by.key, about=f"unit:{unit.id}", facts=facts)
    return said
