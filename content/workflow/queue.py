"""The reviewers' queue: urgent ones by their hour, then by due day, then who waits longest."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import String, case, cast, func, literal, select
from sqlalchemy.orm import Session

from content.auth.people import Person
from content.auth.permissions import Permission
from content.items import finding
from content.items.models import Edition, Item, State
from content.workflow import claiming, urgency
from content.workflow.models import ReviewClaim, Urgency
from content.working_calendar import deadlines
from content.working_calendar.models import Deadline


@dataclass(frozen=True)
class Waiting:
    """One submitted edition with what a reviewer picks by."""

    edition: Edition
    urgency: Urgency | None
    claim: ReviewClaim | None
    deadline: Deadline | None


def waiting(session: Session, person: Person, *, limit: int) -> list[Waiting]:
    """What the person's units wait to have decided, in the order in which it should be."""
    found = editions(session, person, limit=limit)
    urgent, claims = urgency.of(session, found), claiming.of(session, found)
    clocks = deadlines.running_of(session, [edition.item.key for edition in found])
    return [
        Waiting(edition, urgent.get(edition.id), claims.get(edition.id), clocks.get(edition.item.key))
        for edition in found
    ]


def editions(session: Session, person: Person, *, limit: int) -> list[Edition]:
    key = literal("item:") + cast(Item.id, String)
    due = (
        select(func.min(Deadline.due_on))
        .where(Deadline.about == key, Deadline.stopped_on.is_(None))
        .correlate(Item)
        .scalar_subquery()
    )
    query = (
        select(Edition)
        .join(Edition.item)
        .outerjoin(Urgency, Urgency.edition_id == Edition.id)
        .where(finding.known_to(person, Permission.REVIEW), Edition.state == State.SUBMITTED.value)
    )
    query = query.order_by(
        case((Urgency.due_at.is_(None), 1), else_=0),
        Urgency.due_at,
        case((due.is_(None), 1), else_=0),
        due,
        Edition.submitted_at,
        Edition.id,
    )
    return list(session.scalars(query.options(finding.WITH_LIMIT).limit(limit)))
