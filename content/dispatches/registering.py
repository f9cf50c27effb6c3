"""报送登记: noting that items were sent on, and what became of them. Our own 发布时间 is never touched."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import select
from sqlalchemy.orm import Session

from content import clock
from content.audit import trail
from content.audit.events import Event
from content.auth.people import Person
from content.auth.permissions import Permission, may, require
from content.auth.units import Unit
from content.dispatches.models import Destination, Dispatch, Outcome
from content.display.models import PublicItem
from content.display.visibility import public_now
from content.errors import Category, Issue, Refusal, length_issues, refuse_issues
from content.items import cleaning
from content.kinds import reader
from content.masking import gate

LONGEST_LINK, LONGEST_TITLE = 800, 200
DESTINATIONS = tuple(one.value for one in Destination)
OUTCOMES = tuple(one.value for one in Outcome)


def require_unit(by: Person, unit: Unit | int) -> None:
    """The unit's own people note what they sent; 宣教处 notes for anybody."""
    if not may(by, Permission.OVERSEE):
        require(by, Permission.WRITE, unit=unit)


def day_issues(name: str, day: date | None) -> list[Issue]:
    if day is None:
        return [Issue(name, "required")]
    today = clock.today()
    return [Issue(name, "in_the_future", {"today": today.isoformat()})] if day > today else []


def link_issues(link: str, name: str = "link") -> list[Issue]:
    parts = urlsplit(link)
    is_odd = bool(link) and (parts.scheme not in ("http", "https") or not parts.netloc)
    return [Issue(name, "bad_link")] if is_odd else length_issues(name, link, LONGEST_LINK)


def choice_issues(name: str, value: str, choices: Sequence[str]) -> list[Issue]:
    return [] if value in choices else [Issue(name, "not_a_choice", {"choices": list(choices)})]


def send(
    session: Session, item_ids: Collection[int], *, destination: str, on: date | None, by: Person
) -> list[Dispatch]:
    """Note public items as sent, many at once. What was noted before for that place is left as it is."""
    trail.lock(session)
    issues = choice_issues("destination", destination, DESTINATIONS) + day_issues("sent_on", on)
    shown = list(session.scalars(public_now().where(PublicItem.item_id.in_(item_ids), ~PublicItem.is_record)))
    if not shown:
        issues.append(Issue("chosen", "nothing_chosen"))
    refuse_issues(issues)
    for item in shown:
        require_unit(by, item.unit_id)
    known = set(
        session.scalars(
            select(Dispatch.item_id).where(Dispatch.destination == destination, Dispatch.item_id.in_(item_ids))
        )
    )
    return [
        note_sent(session, item, destination, on or clock.today(), by) for item in shown if item.item_id not in known
    ]


def note_sent(session: Session, item: PublicItem, destination: str, on: date, by: Person) -> Dispatch:
    row = Dispatch(
        item_id=item.item_id,
        unit_id=item.unit_id,
        column=item.column,
        title=item.title,
        destination=destination,
        sent_on=on,
        noted_by_id=by.id,
        noted_at=clock.now(),
    )
    return add(session, row, by)


def add(session: Session, row: Dispatch, by: Person) -> Dispatch:
    session.add(row)
    session.flush()
    facts: dict[str, Any] = {"destination": row.destination, "outcome": row.outcome, "on": row.sent_on.isoformat()}
    facts |= {"history": True} if row.is_history else {}
    about = f"item:{row.item_id}" if row.item_id else row.key
    trail.append(session, Event.DISPATCH_NOTED, actor=by.key, about=about, facts=facts)
    return row


def decide(
    session: Session, dispatch_ids: Collection[int], *, outcome: str, on: date | None, link: str = "", by: Person
) -> list[Dispatch]:
    """Note what became of things sent: adopted, declined, or open again. A link is kept for one at a time."""
    trail.lock(session)
    rows = list(session.scalars(select(Dispatch).where(Dispatch.id.in_(dispatch_ids))))
    said = cleaning.line(link)
    issues = choice_issues("outcome", outcome, OUTCOMES) + link_issues(said)
    issues += [] if outcome == Outcome.SENT else day_issues("outcome_on", on)
    issues += [] if rows else [Issue("chosen", "nothing_chosen")]
    issues += [Issue("link", "one_link_each")] if said and len(rows) > 1 else []
    if on and any(on < row.sent_on for row in rows):
        issues.append(Issue("outcome_on", "before_it_was_sent"))
    refuse_issues(issues)
    for row in rows:
        require_unit(by, row.unit_id)
        row.outcome, row.decided_on = outcome, None if outcome == Outcome.SENT else on
        row.link = said or row.link
        session.flush()
        facts = {"destination": row.destination, "outcome": outcome, "on": on.isoformat() if on else None}
        about = f"item:{row.item_id}" if row.item_id else row.key
        trail.append(session, Event.DISPATCH_NOTED, actor=by.key, about=about, facts=facts)
    return rows


def enter_history(
    session: Session,
    unit: Unit,
    *,
    title: str,
    column: str,
    link: str,
    sent_on: date | None,
    adopted_on: date | None,
    by: Person,
    item_id: int | None = None,
) -> Dispatch:
    """What was sent before this site was there, with its old link and days; marked, and no publication of ours."""
    require_unit(by, unit)
    trail.lock(session)
    said, address = cleaning.line(title), cleaning.line(link)
    issues = [Issue("title", "required")] if not said else length_issues("title", said, LONGEST_TITLE)
    issues += choice_issues("column", column, tuple(reader.columns())) + link_issues(address, "history_link")
    issues += day_issues("history_sent_on", sent_on)
    issues += day_issues("history_adopted_on", adopted_on) if adopted_on else []
    if sent_on and adopted_on and adopted_on < sent_on:
        issues.append(Issue("history_adopted_on", "before_it_was_sent"))
    issues += [] if address else [Issue("history_link", "required")]
    refuse_issues(issues)
    if session.scalar(select(Dispatch.id).where(Dispatch.link == address).limit(1)):
        raise Refusal("link_is_noted", Category.CONFLICT)
    row = Dispatch(
        item_id=item_id,
        unit_id=unit.id,
        column=column,
        title=gate.public_text(said),
        destination=Destination.PROVINCE.value,
        outcome=(Outcome.ADOPTED if adopted_on else Outcome.SENT).value,
        link=address,
        sent_on=sent_on,
        decided_on=adopted_on,
        is_history=True,
        noted_by_id=by.id,
        noted_at=clock.now(),
    )
    return add(session, row, by)


def of_items(session: Session, item_ids: Collection[int]) -> dict[int, list[Dispatch]]:
    found: dict[int, list[Dispatch]] = {}
    for row in session.scalars(select(Dispatch).where(Dispatch.item_id.in_(item_ids)).order_by(Dispatch.id)):
        if row.item_id is not None:
            found.setdefault(row.item_id, []).append(row)
    return found


def listed(session: Session, unit_ids: Collection[int], *, limit: int = 100) -> list[Dispatch]:
    """What these units sent, the newest first."""
    query = select(Dispatch).where(Dispatch.unit_id.in_(unit_ids))
    return list(session.scalars(query.order_by(Dispatch.sent_on.desc(), Dispatch.id.desc()).limit(limit)))


def unsent(session: Session, unit_ids: Collection[int], destination: str, *, limit: int = 100) -> list[PublicItem]:
    """Public articles of these units not yet noted as sent there, the newest first."""
    sent = select(Dispatch.item_id).where(Dispatch.destination == destination, Dispatch.item_id.is_not(None))
    query = public_now().where(PublicItem.unit_id.in_(unit_ids), ~PublicItem.is_record, PublicItem.item_id.not_in(sent))
    return list(session.scalars(query.order_by(PublicItem.first_published_at.desc()).limit(limit)))
