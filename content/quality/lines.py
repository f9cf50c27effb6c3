"""The very rows behind a figure: asked by the same conditions as the figure itself, newest first, paged by id."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from content import clock
from content.errors import Category, Refusal
from content.items import finding
from content.items.batches import Batch, BatchFault, BatchReturn
from content.items.models import WAS_PUBLIC, Edition, Item
from content.quality import figures
from content.quality.models import OwnCase
from content.quotas import spans
from content.workflow.leaving_rows import LeavingRequest
from content.working_calendar.models import Deadline


@dataclass(frozen=True)
class Line:
    """One row behind a figure. ``on`` is the day it counts for; ``facts`` what a sentence about it needs."""

    place: int
    unit_id: int
    on: date
    title: str
    item_id: int | None = None
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Asked:
    first: date
    end: date
    unit_id: int
    before: int | None
    limit: int


Page = tuple[list[Line], int | None]


def page(session: Session, figure: str, asked: Asked) -> Page:
    """One page of a figure's rows, and the ``before`` of the next, None at the end."""
    if figure not in FIGURES:
        raise Refusal("no_such_page", Category.MISSING)
    return FIGURES[figure](session, asked)


def cut(session: Session, query: Any, key: Any, asked: Asked) -> tuple[list[Any], int | None]:
    """The rows of one page; ``key`` is what they are ordered by, and comes first in each."""
    if asked.before is not None:
        query = query.where(key < asked.before)
    found = list(session.execute(query.order_by(key.desc()).limit(asked.limit + 1)))
    return found[: asked.limit], found[asked.limit - 1][0] if len(found) > asked.limit else None


def titles(session: Session, item_ids: list[int]) -> dict[int, str]:
    newest = finding.newest_by_item(session, item_ids)
    return {item_id: edition.title for item_id, edition in newest.items()}


def of_clocks(session: Session, asked: Asked, *conditions: Any) -> Page:
    wanted = (Deadline.id, Deadline.about, Deadline.started_on, Deadline.due_on, Deadline.stopped_on)
    query = select(*wanted).where(*figures.decided_between(asked.first, asked.end), *conditions)
    found, before = cut(session, query.where(Deadline.unit_id == asked.unit_id), Deadline.id, asked)
    ids = [int(about.removeprefix(figures.ITEM)) for _place, about, *_days in found]
    named = titles(session, ids)
    return [
        Line(place, asked.unit_id, decided, named.get(item_id, ""), item_id, {"due_on": due, "published_on": stopped})
        for item_id, (place, _about, decided, due, stopped) in zip(ids, found, strict=True)
    ], before


def decided(session: Session, asked: Asked) -> Page:
    return of_clocks(session, asked)


def late(session: Session, asked: Asked) -> Page:
    return of_clocks(session, asked, figures.is_late())


def missing(session: Session, asked: Asked) -> Page:
    query = select(OwnCase.id, OwnCase.decided_on, OwnCase.document_number, OwnCase.kind).where(
        OwnCase.decided_on >= asked.first,
        OwnCase.decided_on < asked.end,
        OwnCase.unit_id == asked.unit_id,
        OwnCase.item_id.is_(None),
    )
    found, before = cut(session, query, OwnCase.id, asked)
    return [Line(place, asked.unit_id, on, number, None, {"kind": kind}) for place, on, number, kind in found], before


def handed_in(session: Session, asked: Asked) -> Page:
    query = select(
        Batch.id, Batch.uploaded_at, Batch.file_name, Batch.kind, Batch.rows - Batch.unchanged, Batch.faulty
    ).where(*figures.handed_in(asked.first, asked.end), Batch.unit_id == asked.unit_id)
    found, before = cut(session, query, Batch.id, asked)
    return [
        Line(
            place,
            asked.unit_id,
            clock.day_of(at),
            name,
            None,
            {"batch": place, "kind": kind, "rows": rows, "faulty": faults},
        )
        for place, at, name, kind, rows, faults in found
    ], before


def faulty(session: Session, asked: Asked) -> Page:
    """Each row that did not pass, with its faults; a row's place is that of its first fault."""
    place = func.min(BatchFault.id)
    query = (
        select(place, Batch.id, Batch.uploaded_at, Batch.file_name, Batch.kind, BatchFault.row_number)
        .join(Batch, Batch.id == BatchFault.batch_id)
        .where(*figures.handed_in(asked.first, asked.end), Batch.unit_id == asked.unit_id)
        .group_by(Batch.id, Batch.uploaded_at, Batch.file_name, Batch.kind, BatchFault.row_number)
    )
    if asked.before is not None:
        query = query.having(place < asked.before)
    found = list(session.execute(query.order_by(place.desc()).limit(asked.limit + 1)))
    shown = found[: asked.limit]
    return [
        Line(
            at_place,
            asked.unit_id,
            clock.day_of(at),
            name,
            None,
            {"batch": batch_id, "kind": kind, "row": number, "faults": faults_of(session, batch_id, number)},
        )
        for at_place, batch_id, at, name, kind, number in shown
    ], shown[-1][0] if len(found) > asked.limit else None


def faults_of(session: Session, batch_id: int, row_number: int) -> list[BatchFault]:
    query = select(BatchFault).where(BatchFault.batch_id == batch_id, BatchFault.row_number == row_number)
    return list(session.scalars(query.order_by(BatchFault.id)))


def of_mistakes(session: Session, asked: Asked, name: str, key: Any, at: Any, *facts: Any) -> Page:
    query = figures.mistakes(asked.first, asked.end)[name].with_only_columns(key, Item.id, at, *facts)
    found, before = cut(session, query.where(Item.unit_id == asked.unit_id), key, asked)
    named = titles(session, [item_id for _place, item_id, *_more in found])
    names = [column.key for column in facts]
    return [
        Line(
            place,
            asked.unit_id,
            clock.day_of(moment),
            named.get(item_id, ""),
            item_id,
            dict(zip(names, more, strict=True)),
        )
        for place, item_id, moment, *more in found
    ], before


def returned(session: Session, asked: Asked) -> Page:
    return of_mistakes(
        session, asked, "returned", BatchReturn.id, BatchReturn.returned_at, BatchReturn.code, BatchReturn.note
    )


def corrected(session: Session, asked: Asked) -> Page:
    return of_mistakes(session, asked, "corrected", Edition.id, Edition.published_at, Edition.change_note)


def left(session: Session, asked: Asked) -> Page:
    return of_mistakes(
        session,
        asked,
        "left",
        LeavingRequest.id,
        LeavingRequest.decided_at,
        LeavingRequest.cause,
        LeavingRequest.reason,
    )


FIGURES: dict[str, Callable[[Session, Asked], Page]] = {
    "handed_in": handed_in,
    "faulty": faulty,
    "decided": decided,
    "late": late,
    "missing": missing,
    "returned": returned,
    "corrected": corrected,
    "left": left,
}


# 反馈整改


def to_mend(unit_ids: Any) -> Any:
    """Rows sent back of which no later edition has been published."""
    later, back = aliased(Edition), Edition
    mended = (
        select(later.id)
        .where(
            later.item_id == back.item_id,
            later.number > back.number,
            later.state.in_([state.value for state in WAS_PUBLIC]),
        )
        .exists()
    )
    return (
        select(BatchReturn.id, Item.id, BatchReturn.returned_at, BatchReturn.code, BatchReturn.note, Item.unit_id)
        .select_from(BatchReturn)
        .join(back, back.id == BatchReturn.edition_id)
        .join(Item, Item.id == back.item_id)
        .where(Item.unit_id.in_(list(unit_ids)), Item.kind.in_(figures.KINDS), ~mended)
    )


def rectifications(session: Session, unit_ids: Any, *, before: int | None, limit: int) -> Page:
    """Rows that these units still have to mend."""
    asked = Asked(date.min, date.max, 0, before, limit)
    found, further = cut(session, to_mend(unit_ids), BatchReturn.id, asked)
    named = titles(session, [item_id for _place, item_id, *_more in found])
    return [
        Line(place, unit, clock.day_of(at), named.get(item_id, ""), item_id, {"code": code, "note": note})
        for place, item_id, at, code, note, unit in found
    ], further


def count_to_mend(session: Session, unit_ids: Any, *, most: int) -> int:
    """How many rows still have to be mended, counted no further than ``most``."""
    some = to_mend(unit_ids).with_only_columns(BatchReturn.id).limit(most).subquery()
    return session.scalar(select(func.count()).select_from(some)) or 0


def months_before(day: date, count: int) -> list[date]:
    """The first days of the month of this day and of the months before it, the oldest first."""
    this = day.replace(day=1)
    return [spans.months_on(this, back - count + 1) for back in range(count)]
