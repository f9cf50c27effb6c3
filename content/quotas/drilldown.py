"""The very items behind a number: asked by the same conditions as the number itself."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from content import clock
from content.dispatches.models import Dispatch
from content.display.models import PublicItem
from content.quotas import counted, rules
from content.quotas.rules import Basis


@dataclass(frozen=True)
class Piece:
    """One item that counted: the day it counts for, and where it can be read. History has no page of ours."""

    item_id: int | None
    unit_id: int
    column: str
    title: str
    on: date
    link: str = ""


def pieces(
    session: Session,
    first: date,
    end: date,
    *,
    unit_id: int | None = None,
    columns: Collection[str] | None = None,
    is_record: bool = False,
    limit: int = 500,
) -> list[Piece]:
    """What counts in a span, the newest first; of one unit and some columns, or of all."""
    basis = rules.of_year(session, first.year).basis
    what = counted.records() if is_record else counted.on(basis)
    is_published = is_record or basis == Basis.PUBLISHED
    title = PublicItem.title if is_published else func.coalesce(PublicItem.title, Dispatch.title)
    more = () if is_published else (Dispatch.link,)
    query = select(what.item_id, what.unit_id, what.column, title, what.at, *more)
    query = query.select_from(what.rows).where(*what.between(first, end), what.is_record == is_record)
    if unit_id is not None:
        query = query.where(what.unit_id == unit_id)
    if columns is not None:
        query = query.where(what.column.in_(columns))
    rows = session.execute(query.order_by(what.at.desc(), what.item_id.desc()).limit(limit))
    return [Piece(item, unit, column, said, day_of(at), *links) for item, unit, column, said, at, *links in rows]


def day_of(at: date | datetime) -> date:
    return clock.day_of(at) if isinstance(at, datetime) else at
