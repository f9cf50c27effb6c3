"""What counts, on each basis: where its day stands, and what must hold. Every number and every list asks here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, FromClause, and_, exists, false, func, or_, outerjoin
from sqlalchemy.orm import aliased

from content import clock
from content.dispatches.models import Destination, Dispatch, Outcome
from content.display.models import PublicItem
from content.display.visibility import public_on
from content.items.likeness_rows import Likeness, Verdict
from content.quotas import spans
from content.quotas.rules import Basis


def repeats(item_id: Any) -> ColumnElement[bool]:
    """The condition that an item repeats one that is public, and nobody has said that it stands apart."""
    earlier = aliased(PublicItem)
    return exists().where(
        Likeness.item_id == item_id,
        Likeness.verdict != Verdict.APART.value,
        earlier.item_id == Likeness.earlier_id,
    )


@dataclass(frozen=True)
class Counted:
    """One basis: the rows it reads, the columns it is grouped by, and the conditions under which a row counts."""

    rows: FromClause
    at: Any
    is_moment: bool
    unit_id: Any
    column: Any
    is_record: Any
    item_id: Any
    holds: tuple[ColumnElement[bool], ...]

    def between(self, first: date, end: date) -> tuple[ColumnElement[bool], ...]:
        lower, upper = (spans.moment(first), spans.moment(end)) if self.is_moment else (first, end)
        return (self.at >= lower, self.at < upper, *self.holds)

    def month(self, starts: list[date]) -> ColumnElement[int]:
        return spans.bucket(self.at, starts, is_moment=self.is_moment)


def published(*, with_repetitions: bool = False) -> Counted:
    """本站发布: by the day an item first came out."""
    apart = () if with_repetitions else (~repeats(PublicItem.item_id),)
    return Counted(
        rows=PublicItem.__table__,
        at=PublicItem.first_published_at,
        is_moment=True,
        unit_id=PublicItem.unit_id,
        column=PublicItem.column,
        is_record=PublicItem.is_record,
        item_id=PublicItem.item_id,
        holds=(public_on(clock.today()), *apart),
    )


def sent(at: Any, *more: ColumnElement[bool]) -> Counted:
    """已报省网, or 省网采用: by the day noted. What has left our own public drops out; history needs no item."""
    is_public = and_(PublicItem.item_id.is_not(None), public_on(clock.today()), ~repeats(Dispatch.item_id))
    return Counted(
        rows=outerjoin(Dispatch, PublicItem, PublicItem.item_id == Dispatch.item_id),
        at=at,
        is_moment=False,
        unit_id=Dispatch.unit_id,
        column=Dispatch.column,
        is_record=func.coalesce(PublicItem.is_record, false()),
        item_id=Dispatch.item_id,
        holds=(
            Dispatch.destination == Destination.PROVINCE.value,
            or_(Dispatch.item_id.is_(None), and_(is_public, ~PublicItem.is_record)),
            *more,
        ),
    )


def on(basis: str) -> Counted:
    if basis == Basis.SENT:
        return sent(Dispatch.sent_on)
    if basis == Basis.ADOPTED:
        return sent(Dispatch.decided_on, Dispatch.outcome == Outcome.ADOPTED.value)
    return published()


def records() -> Counted:
    """Records fill no target; they are counted by publication whatever the basis."""
    return published(with_repetitions=True)
