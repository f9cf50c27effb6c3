"""认领、释放: who reads what, so that two do not read the same. A courtesy, not a lock: colleagues may take it over."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from content import clock
from content.audit import trail
from content.audit.events import Event
from content.auth.people import Person
from content.auth.permissions import Permission, require
from content.errors import Category, Refusal
from content.items.models import Edition
from content.workflow.models import ReviewClaim
from content.workflow.moving import hold, refuse_unless_possible
from content.workflow.reviewing import refuse_own_work


def of(session: Session, editions: list[Edition]) -> dict[int, ReviewClaim]:
    """Who has taken up which of these editions, by edition id."""
    ids = [edition.id for edition in editions]
    return {
        claim.edition_id: claim for claim in session.scalars(select(ReviewClaim).where(ReviewClaim.edition_id.in_(ids)))
    }


def take(session: Session, edition: Edition, *, by: Person) -> ReviewClaim:
    """Take up the review, from the pool or from a colleague. Nobody takes up their own work."""
    require(by, Permission.REVIEW, item=edition.item)
    hold(session, edition)
    refuse_unless_possible(edition, "approve")
    refuse_own_work(edition, by)
    claim = session.get(ReviewClaim, edition.id, populate_existing=True)
    if claim and claim.person_id == by.id:
        return claim
    before = f"person:{claim.person_id}" if claim else ""
    if claim is None:
        claim = ReviewClaim(edition_id=edition.id)
        session.add(claim)
    claim.person, claim.taken_at = by, clock.now()
    session.flush()
    remember(session, edition, Event.EDITION_CLAIMED, by, {"from": before})
    return claim


def release(session: Session, edition: Edition, *, by: Person) -> None:
    """Give one's own review back to the pool."""
    require(by, Permission.REVIEW, item=edition.item)
    hold(session, edition)
    claim = session.get(ReviewClaim, edition.id, populate_existing=True)
    if claim is None or claim.person_id != by.id:
        raise Refusal("not_your_claim", Category.CONFLICT)
    session.delete(claim)
    session.flush()
    remember(session, edition, Event.EDITION_RELEASED, by, {})


def remember(session: Session, edition: Edition, what: Event, by: Person, facts: dict[str, str]) -> None:
    about = {"edition": edition.key, "number": edition.number}
    trail.append(session, what, actor=by.key, about=edition.item.key, facts=about | facts)
