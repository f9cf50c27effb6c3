"""Editions in every state, brought there by the moves the table knows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy.orm import Session

from content import clock
from content.auth.people import Person
from content.display import public_view
from content.items import editing
from content.items.models import Edition, State
from content.workflow import hiding, leaving, moving, publishing, reviewing, submitting
from content.workflow.reviewing import Reason
from tests.factories import items
from tests.factories.auth import Staff

REASONS = [Reason("title", "wording", "标题写明单位")]


def submit(session: Session, edition: Edition, *, by: Person) -> Edition:
    return submitting.submit(session, edition, by=by, version=edition.version, secrecy_checked=True)


def approve(session: Session, edition: Edition, *, by: Person) -> Edition:
    """The reviewer's yes to what stands on their screen."""
    return reviewing.approve(session, edition, by=by, seen_digest=public_view.digest(edition))


def submitted(session: Session, staff: Staff, **changes: Any) -> Edition:
    return submit(session, items.draft(session, staff, **changes), by=staff.writer)


def approved(session: Session, staff: Staff, **changes: Any) -> Edition:
    return approve(session, submitted(session, staff, **changes), by=staff.reviewer)


def published(session: Session, staff: Staff, **changes: Any) -> Edition:
    return publishing.publish(session, approved(session, staff, **changes), by=staff.publisher)


def returned(session: Session, staff: Staff, **changes: Any) -> Edition:
    return reviewing.give_back(session, submitted(session, staff, **changes), REASONS, by=staff.reviewer)


def taken_back(session: Session, staff: Staff, **changes: Any) -> Edition:
    return submitting.take_back(session, submitted(session, staff, **changes), by=staff.writer)


def discarded(session: Session, staff: Staff, **changes: Any) -> Edition:
    return submitting.discard(session, items.draft(session, staff, **changes), by=staff.writer)


def withdrawn(session: Session, staff: Staff, reason: str = "内容有误", **changes: Any) -> Edition:
    return leaving.withdraw(session, published(session, staff, **changes), by=staff.publisher, reason=reason)


def correct(session: Session, edition: Edition, staff: Staff, **changes: Any) -> Edition:
    """The next edition of a published one, written and submitted and not yet decided on."""
    following = editing.start_next(session, edition.item, by=staff.writer)
    items.save(session, following, by=staff.writer, change_note="更正日期", **changes)
    return submit(session, following, by=staff.writer)


def corrected(session: Session, edition: Edition, staff: Staff, **changes: Any) -> Edition:
    """As ``correct``, approved and published."""
    following = approve(session, correct(session, edition, staff, **changes), by=staff.reviewer)
    return publishing.publish(session, following, by=staff.publisher)


def hidden(session: Session, staff: Staff, reason: str = "疑似含个人信息", **changes: Any) -> Edition:
    return hiding.hide(session, published(session, staff, **changes), by=staff.publisher, reason=reason)


def superseded(session: Session, staff: Staff, **changes: Any) -> Edition:
    first = published(session, staff, **changes)
    corrected(session, first, staff)
    return first


def expired(session: Session, staff: Staff, **changes: Any) -> Edition:
    """No verb ends a term yet: the table's own move, and what goes with it."""
    edition = published(session, staff, **changes)
    moving.move(session, edition, "expire", actor="system")
    public_view.take_down(session, edition.item_id, at=clock.now(), reason="")
    return edition


MAKERS: dict[State, Callable[..., Edition]] = {
    State.DRAFT: items.draft,
    State.SUBMITTED: submitted,
    State.TAKEN_BACK: taken_back,
    State.RETURNED: returned,
    State.APPROVED: approved,
    State.PUBLISHED: published,
    State.SUPERSEDED: superseded,
    State.HIDDEN: hidden,
    State.WITHDRAWN: withdrawn,
    State.EXPIRED: expired,
    State.DISCARDED: discarded,
}


def in_state(session: Session, staff: Staff, state: State, **changes: Any) -> Edition:
    return MAKERS[state](session, staff, **changes)
