"""抄送: within days of their confirmation ratings go to those concerned, each copy with its receipt."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from content import clock
from content.audit import trail
from content.audit.events import Event
from content.auth.people import Person
from content.auth.permissions import Permission, may, require
from content.display.models import PublicItem
from content.display.visibility import public_on
from content.errors import Category, Issue, Refusal, length_issues, refuse_issues
from content.items import cleaning
from content.items.batches import Batch, BatchState
from content.items.models import WAS_PUBLIC, Edition
from content.supervision.models import CopyReceiver, RatingCopy, RatingRound
from content.working_calendar import deadlines, rules

KIND = "rating"
RULE = "rating_copy"
COPIED = "copied"
#: 初评 is shown for objections and copied to nobody.
CONFIRMED = ("认定", "动态调整")
LONGEST_NAME, LONGEST_SOURCE, LONGEST_RECEIPT = 80, 200, 120
CHUNK = 500


def is_confirmed() -> ColumnElement[bool]:
    return Edition.fields["stage"].as_string().in_(CONFIRMED)


def open_rounds(session: Session) -> int:
    """Open a copy to each receiver for every batch of ratings that has gone out. Returns how many rounds were opened.

    The days run from the earliest confirmation in the batch.
    """
    seen = select(RatingRound.batch_id)
    query = select(Batch).where(Batch.kind == KIND, Batch.state == BatchState.PUBLISHED.value, Batch.id.not_in(seen))
    batches = list(session.scalars(query.order_by(Batch.id)))
    for batch in batches:
        open_round(session, batch)
    return len(batches)


def open_round(session: Session, batch: Batch) -> RatingRound:
    trail.lock(session)
    shown = [state.value for state in WAS_PUBLIC]
    rows, confirmed_on = session.execute(
        select(func.count(), func.min(Edition.issued_on)).where(
            Edition.batch_id == batch.id, Edition.state.in_(shown), is_confirmed()
        )
    ).one()
    opened = RatingRound(
        batch_id=batch.id, unit_id=batch.unit_id, rows=rows, confirmed_on=confirmed_on, opened_at=clock.now()
    )
    session.add(opened)
    session.flush()
    for receiver in receivers(session) if rows else ():
        copy = RatingCopy(batch_id=batch.id, receiver_id=receiver.id, unit_id=batch.unit_id)
        session.add(copy)
        session.flush()
        if confirmed_on and rules.found(session, RULE, on=confirmed_on):
            deadlines.start(session, RULE, about=copy.key, on=confirmed_on, unit_id=batch.unit_id)
    return opened


def confirm_receipt(
    session: Session, copy: RatingCopy, copied_on: date | None, receipt: str, *, by: Person
) -> RatingCopy:
    """Enter that the copy arrived: on which day, and by which receipt. Its clock stops on that day."""
    require(by, Permission.WRITE, unit=copy.unit_id)
    said = cleaning.line(receipt)
    issues = [] if said else [Issue("receipt", "required")]
    issues += length_issues("receipt", said, LONGEST_RECEIPT) + day_issues(copy, copied_on)
    refuse_issues(issues)
    assert copied_on is not None  # noqa: S101 - said by the issues
    trail.lock(session)
    session.refresh(copy)
    if copy.copied_on is not None:
        raise Refusal("copied_already", Category.CONFLICT)
    copy.copied_on, copy.receipt, copy.copied_by_id, copy.entered_at = copied_on, said, by.id, clock.now()
    session.flush()
    deadlines.happened(session, COPIED, about=copy.key, on=copied_on)
    facts = {"batch": copy.batch_id, "receiver": copy.receiver_id, "copied_on": copied_on.isoformat()}
    trail.append(session, Event.RATINGS_COPIED, actor=by.key, about=copy.key, facts=facts)
    return copy


def day_issues(copy: RatingCopy, day: date | None) -> list[Issue]:
    if day is None:
        return [Issue("copied_on", "required")]
    if day > clock.today():
        return [Issue("copied_on", "in_the_future", {"today": clock.today().isoformat()})]
    earliest = copy.round.confirmed_on
    if earliest and day < earliest:
        return [Issue("copied_on", "too_early", {"earliest": earliest.isoformat()})]
    return []


# Receivers


def receivers(session: Session, *, with_former: bool = False) -> list[CopyReceiver]:
    query = select(CopyReceiver).order_by(CopyReceiver.id)
    return list(session.scalars(query if with_former else query.where(CopyReceiver.is_active)))


def add_receiver(session: Session, name: str, source: str, *, by: Person) -> CopyReceiver:
    """Name one more receiver, by which paper; batches that go out from now on are copied to it."""
    require(by, Permission.OVERSEE)
    said, paper = cleaning.line(name), cleaning.line(source)
    issues = [Issue(key, "required") for key, text in (("name", said), ("source", paper)) if not text]
    issues += length_issues("name", said, LONGEST_NAME) + length_issues("source", paper, LONGEST_SOURCE)
    refuse_issues(issues)
    trail.lock(session)
    if session.scalar(select(CopyReceiver.id).where(CopyReceiver.name == said)):
        refuse_issues([Issue("name", "name_is_used")])
    receiver = CopyReceiver(name=said, source=paper)
    session.add(receiver)
    session.flush()
    note(session, receiver, by)
    return receiver


def switch_receiver(session: Session, receiver_id: int, is_active: bool, *, by: Person) -> CopyReceiver:
    require(by, Permission.OVERSEE)
    trail.lock(session)
    receiver = session.get(CopyReceiver, receiver_id)
    if receiver is None:
        raise Refusal("no_such_receiver", Category.MISSING)
    receiver.is_active = is_active
    session.flush()
    note(session, receiver, by)
    return receiver


def note(session: Session, receiver: CopyReceiver, by: Person) -> None:
    facts = {"name": receiver.name, "is_active": receiver.is_active}
    trail.append(session, Event.COPY_RECEIVER_CHANGED, actor=by.key, about=receiver.key, facts=facts)


# Found


def by_id(session: Session, copy_id: int, *, by: Person) -> RatingCopy:
    """A copy of one's own unit; a stranger's is ``missing``."""
    found = session.get(RatingCopy, copy_id)
    if found is None or not may(by, Permission.SEE, unit=found.unit_id):
        raise Refusal("no_such_copy", Category.MISSING)
    return found


def of_units(session: Session, unit_ids: Collection[int], *, is_open: bool, limit: int) -> list[RatingCopy]:
    """Copies still to be made, the oldest first; or those made, the newest first."""
    query = select(RatingCopy).where(RatingCopy.unit_id.in_(unit_ids))
    if is_open:
        query = query.where(RatingCopy.copied_on.is_(None)).order_by(RatingCopy.id)
    else:
        query = query.where(RatingCopy.copied_on.is_not(None)).order_by(RatingCopy.copied_on.desc(), RatingCopy.id)
    return list(session.scalars(query.limit(limit)))


def round_of(session: Session, batch_id: int, *, by: Person) -> RatingRound:
    found = session.get(RatingRound, batch_id)
    if found is None or not may(by, Permission.SEE, unit=found.unit_id):
        raise Refusal("no_such_copy", Category.MISSING)
    return found


def rows(session: Session, batch_id: int) -> Iterator[list[dict[str, Any]]]:
    """What goes to the receivers: the confirmed ratings of a batch as the public sees them now, chunk by chunk."""
    after = 0
    while True:
        found = list(session.execute(rows_query(batch_id, after)))
        if found:
            yield [fields for _item_id, fields in found]
        if len(found) < CHUNK:
            return
        after = found[-1][0]


def rows_query(batch_id: int, after: int) -> Select[Any]:
    return (
        select(PublicItem.item_id, PublicItem.fields)
        .join(Edition, Edition.id == PublicItem.edition_id)
        .where(Edition.batch_id == batch_id, is_confirmed(), PublicItem.item_id > after, public_on(clock.today()))
        .order_by(PublicItem.item_id)
        .limit(CHUNK)
    )
