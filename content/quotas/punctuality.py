"""How punctual each unit is: clocks met and missed, and how much of what it submitted came back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlalchemy.orm import Session

from content import clock
from content.items.models import Edition, Item, State
from content.quotas.spans import moment
from content.working_calendar.models import Deadline

#: The clocks of making public: 产生后3个工作日, and 双公示7个工作日.
ARTICLES, RECORDS = "publication", "double_publicity"
#: A clock that stopped because nothing came of its item says nothing about anybody's punctuality.
MOOT = ("discarded", "no_rule_in_force", "kept_inside")


@dataclass(frozen=True)
class Punctuality:
    """Of the clocks of one unit that ended in a span: in time and late; and those overdue at this moment."""

    in_time: int = 0
    late: int = 0
    overdue: int = 0

    @property
    def ended(self) -> int:
        return self.in_time + self.late

    @property
    def share(self) -> float | None:
        """In time, of a hundred; None where nothing ended."""
        return 100 * self.in_time / self.ended if self.ended else None


@dataclass(frozen=True)
class Returns:
    """Of the editions a unit submitted in a span: decided on, and given back."""

    decided: int = 0
    returned: int = 0

    @property
    def share(self) -> float | None:
        return 100 * self.returned / self.decided if self.decided else None


def of_span(session: Session, first: date, end: date, *, code: str = ARTICLES) -> dict[int, Punctuality]:
    """By unit: clocks of one rule that ended from ``first`` up to, not including, ``end``, and what is overdue now."""
    ended = Deadline.stopped_on.is_not(None)
    in_span = and_(Deadline.stopped_on >= first, Deadline.stopped_on < end, Deadline.stopped_by.not_in(MOOT))
    query = (
        select(
            Deadline.unit_id,
            func.sum(case((ended & (Deadline.stopped_on <= Deadline.due_on), 1), else_=0)),
            func.sum(case((ended & (Deadline.stopped_on > Deadline.due_on), 1), else_=0)),
            func.sum(case((ended, 0), else_=1)),
        )
        .where(Deadline.rule_code == code, Deadline.unit_id.is_not(None))
        .where(or_(in_span, overdue()))
        .group_by(Deadline.unit_id)
    )
    return {unit: Punctuality(int(met), int(late), int(open_)) for unit, met, late, open_ in session.execute(query)}


def overdue() -> ColumnElement[bool]:
    """The condition that a clock runs on after its due day."""
    return and_(Deadline.stopped_on.is_(None), Deadline.due_on < clock.today())


def returns(session: Session, first: date, end: date) -> dict[int, Returns]:
    """By unit: what was submitted in a span and has been decided on, and how much of it was given back."""
    undecided = (State.DRAFT.value, State.SUBMITTED.value, State.TAKEN_BACK.value, State.DISCARDED.value)
    query = (
        select(
            Item.unit_id,
            func.count(),
            func.sum(case((Edition.state == State.RETURNED.value, 1), else_=0)),
        )
        .join(Item, Item.id == Edition.item_id)
        .where(Edition.submitted_at >= moment(first), Edition.submitted_at < moment(end))
        .where(Edition.state.not_in(undecided))
        .group_by(Item.unit_id)
    )
    return {unit: Returns(decided, int(returned)) for unit, decided, returned in session.execute(query)}


def together(parts: dict[int, Punctuality]) -> Punctuality:
    values = parts.values()
    return Punctuality(
        sum(part.in_time for part in values), sum(part.late for part in values), sum(part.overdue for part in values)
    )
