"""The rows of scheduled publishing: which moment an edition waits for, and how its waiting ended."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from content import clock
from content.audit import trail
from content.audit.events import Event
from content.items.models import Edition
from content.workflow.models import PublishSchedule

WAITS = ""
PUBLISHED = "published"
VOIDED = "voided"  # masked anew it read otherwise: back to review
REFUSED = "refused"
CANCELLED = "cancelled"
OVERTAKEN = "overtaken"  # the edition went another way before its moment


def waiting(session: Session, edition_id: int) -> PublishSchedule | None:
    return session.scalar(
        select(PublishSchedule).where(PublishSchedule.edition_id == edition_id, PublishSchedule.outcome == WAITS)
    )


def waiting_for(session: Session, editions: list[Edition]) -> dict[int, PublishSchedule]:
    """The open schedules of several editions, by edition id."""
    ids = [edition.id for edition in editions]
    query = select(PublishSchedule).where(PublishSchedule.edition_id.in_(ids), PublishSchedule.outcome == WAITS)
    return {schedule.edition_id: schedule for schedule in session.scalars(query)}


def due(session: Session, by: datetime) -> list[PublishSchedule]:
    """Everything whose moment has come, the longest waiting first."""
    query = select(PublishSchedule).where(PublishSchedule.outcome == WAITS, PublishSchedule.goes_out_at <= by)
    return list(session.scalars(query.order_by(PublishSchedule.goes_out_at, PublishSchedule.id)))


def settle(session: Session, edition: Edition, outcome: str, *, actor: str = "system", refusal: str = "") -> None:
    """End the waiting of an edition, where it waits. The caller holds the edition."""
    schedule = waiting(session, edition.id)
    if schedule is None:
        return
    schedule.outcome, schedule.refusal, schedule.ended_at = outcome, refusal, clock.now()
    facts = {"edition": edition.key, "number": edition.number, "outcome": outcome, "refusal": refusal}
    trail.append(session, Event.SCHEDULE_ENDED, actor=actor, about=edition.item.key, facts=facts)
    session.flush()
