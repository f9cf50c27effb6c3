"""定时发布: an approved edition goes out at a given moment, through the same verb and gate as by hand."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from content import clock
from content.attachments.storing import Store
from content.audit import trail
from content.audit.events import Event
from content.auth.people import Person
from content.auth.permissions import Permission, require
from content.errors import Category, Issue, Refusal, refuse_issues
from content.items.models import Edition, State
from content.workflow import publishing, schedules
from content.workflow.models import PublishSchedule
from content.workflow.moving import hold, refuse_unless_possible

LONGEST = timedelta(days=366)


def moment_issues(moment: datetime | None) -> list[Issue]:
    if moment is None:
        return [Issue("goes_out_at", "bad_moment")]
    if moment <= clock.now():
        return [Issue("goes_out_at", "moment_has_passed")]
    return [Issue("goes_out_at", "moment_too_far")] if moment > clock.now() + LONGEST else []


def schedule(session: Session, edition: Edition, moment: datetime | None, *, by: Person) -> PublishSchedule:
    """Let an approved edition wait for a moment; a second word replaces the first.

    Whoever sets it publishes: their right, and whether they may publish what they approved, are asked now and then
    again.
    """
    require(by, Permission.PUBLISH, item=edition.item)
    hold(session, edition)
    refuse_unless_possible(edition, "publish")
    publishing.refuse_approver(edition, by)
    refuse_issues(moment_issues(moment))
    assert moment is not None  # noqa: S101 - said by the issues
    schedules.settle(session, edition, schedules.CANCELLED, actor=by.key)
    row = PublishSchedule(edition=edition, goes_out_at=moment, set_by=by, set_at=clock.now())
    session.add(row)
    session.flush()
    facts = {"edition": edition.key, "number": edition.number, "goes_out_at": moment.isoformat()}
    trail.append(session, Event.PUBLICATION_SCHEDULED, actor=by.key, about=edition.item.key, facts=facts)
    return row


def cancel(session: Session, edition: Edition, *, by: Person) -> None:
    """Take the moment back; the edition stays approved."""
    require(by, Permission.PUBLISH, item=edition.item)
    hold(session, edition)
    if schedules.waiting(session, edition.id) is None:
        raise Refusal("nothing_scheduled", Category.CONFLICT)
    schedules.settle(session, edition, schedules.CANCELLED, actor=by.key)


def run(session: Session, row: PublishSchedule, *, store: Store | None = None) -> str:
    """Publish what waited, if its moment has come and nobody was faster. Returns the outcome.

    The outcome is written in the same transaction as the publication, so that it runs late after a pause and never
    twice. A refusal leaves nothing of the attempt behind but its code.
    """
    edition = row.edition
    hold(session, edition)
    session.refresh(row)
    if row.outcome != schedules.WAITS or row.goes_out_at > clock.now():
        return row.outcome
    try:
        with session.begin_nested():
            publishing.publish(session, edition, by=row.set_by, store=store)
    except Refusal as refusal:
        schedules.settle(session, edition, schedules.REFUSED, refusal=refusal.code)
        return schedules.REFUSED
    return schedules.PUBLISHED if edition.at_rest is State.PUBLISHED else schedules.VOIDED
