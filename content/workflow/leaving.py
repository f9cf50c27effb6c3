"""Leaving the public: everything is taken away at once, and the address says when and why."""

from __future__ import annotations

from sqlalchemy.orm import Session

from content import clock
from content.auth.people import Person
from content.auth.permissions import Permission, require
from content.display import public_view
from content.errors import Category, Issue, Refusal, refuse_issues
from content.items import cleaning, clocks
from content.items.models import Edition, State
from content.kinds import reader
from content.masking import gate
from content.workflow.moving import hold, move, refuse_unless_possible

LONGEST_REASON = 200


def reason_issues(reason: str) -> list[Issue]:
    if not reason:
        return [Issue("reason", "required")]
    if len(reason) > LONGEST_REASON:
        return [Issue("reason", "too_long", {"longest": LONGEST_REASON, "length": len(reason)})]
    return []


def withdraw(session: Session, edition: Edition, *, by: Person, reason: str) -> Edition:
    """Take a published article off every surface, with a public reason (masked like everything public).

    Records leave by ``leaving_requests``, which two people decide.
    """
    require(by, Permission.WITHDRAW, item=edition.item)
    if reader.kind(edition.item.kind).is_record:
        raise Refusal("leaves_by_request", Category.CONFLICT)
    hold(session, edition)
    name = "withdraw_hidden" if edition.at_rest is State.HIDDEN else "withdraw"
    refuse_unless_possible(edition, name)
    said = cleaning.line(reason)
    refuse_issues(reason_issues(said))
    move(session, edition, name, actor=by.key, facts={"reason": gate.public_text(said)})
    public_view.take_down(session, edition.item_id, at=clock.now(), reason=said)
    clocks.end(session, edition.item, "withdrawn")
    return edition
