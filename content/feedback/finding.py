"""Finding reports: by receipt for whoever sent one, by unit for those who answer."""

from __future__ import annotations

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from content.auth.people import Person
from content.auth.permissions import Permission, require, units_where
from content.errors import Category, Refusal
from content.feedback.models import Report, Stage

LONGEST_LIST = 100
#: What waits comes first, the longest waiting on top.
WAITING_FIRST = case((Report.stage == Stage.ANSWERED.value, 1), else_=0)


def by_receipt(session: Session, typed: str) -> Report | None:
    """As typed from paper: spaces and small letters do not matter."""
    receipt = "".join(typed.upper().split())
    return session.scalar(select(Report).where(Report.receipt == receipt))


def of_units(session: Session, person: Person) -> list[Report]:
    """Every report this person's units answer for."""
    mine = units_where(person, Permission.SEE)
    query = select(Report).where(Report.unit_id.in_(mine)).order_by(WAITING_FIRST, Report.received_at)
    return list(session.scalars(query.limit(LONGEST_LIST)))


def waiting(session: Session, person: Person) -> int:
    mine = units_where(person, Permission.SEE)
    query = select(func.count()).select_from(Report)
    return session.scalar(query.where(Report.unit_id.in_(mine), Report.stage != Stage.ANSWERED.value)) or 0


def for_answering(session: Session, report_id: int, *, by: Person) -> Report:
    report = session.get(Report, report_id)
    if report is None or report.unit_id not in units_where(by, Permission.SEE):
        raise Refusal("no_such_report", Category.MISSING)
    require(by, Permission.SEE, unit=report.unit_id)
    return report
