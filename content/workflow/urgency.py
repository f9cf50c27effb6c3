"""加急审核: an edition that goes before the others, for a reason and within hours. Nothing else is made easier."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from content import clock
from content.audit import trail
from content.audit.events import Event
from content.auth.people import Person
from content.auth.permissions import Permission, require
from content.errors import Category, Issue, Refusal, refuse_issues
from content.items import cleaning
from content.items.models import Edition
from content.masking import gate
from content.workflow.leaving import reason_issues
from content.workflow.models import Urgency
from content.workflow.moving import hold, refuse_unless_possible

HOURS = (1, 2, 4, 8, 24)


def of(session: Session, editions: list[Edition]) -> dict[int, Urgency]:
    """The urgency of those of these editions that have one, by edition id."""
    ids = [edition.id for edition in editions]
    return {row.edition_id: row for row in session.scalars(select(Urgency).where(Urgency.edition_id.in_(ids)))}


def press(session: Session, edition: Edition, *, by: Person, reason: str, hours: int | None) -> Urgency:
    """Ask for a decision within hours, once for each submitted edition."""
    require(by, Permission.WRITE, item=edition.item)
    hold(session, edition)
    refuse_unless_possible(edition, "approve")
    said = cleaning.line(reason)
    issues = reason_issues(said)
    if hours not in HOURS:
        issues.append(Issue("urgent_hours", "not_a_choice", {"choices": list(HOURS)}))
    refuse_issues(issues)
    assert hours is not None  # noqa: S101 - said by the issues
    if session.get(Urgency, edition.id):
        raise Refusal("already_urgent", Category.CONFLICT)
    now = clock.now()
    row = Urgency(
        edition_id=edition.id, reason=said, hours=hours, asked_by_id=by.id, asked_at=now,
        due_at=now + timedelta(hours=hours),
    )  # fmt: skip
    session.add(row)
    session.flush()
    facts = {"edition": edition.key, "number": edition.number, "hours": hours, "reason": gate.public_text(said)}
    trail.append(session, Event.EDITION_URGENT, actor=by.key, about=edition.item.key, facts=facts)
    return row
