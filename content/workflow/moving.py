"""The sole writer of state. Each move leaves its audit entry and, where the public notices, its change-log row."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from content.audit import trail
from content.errors import Category, Refusal
from content.items.models import Edition
from content.outbox import change_log
from content.workflow.states import TRANSITIONS


def hold(session: Session, edition: Edition) -> Edition:
    """Take the chain's lock and read the edition as it stands now: whoever was first has won."""
    trail.lock(session)
    session.flush()
    session.refresh(edition)
    return edition


def refuse_unless_possible(edition: Edition, name: str) -> None:
    if edition.at_rest is not TRANSITIONS[name].source:
        raise Refusal("not_in_this_state", Category.CONFLICT, state=edition.state, move=name)


def move(session: Session, edition: Edition, name: str, *, actor: str, facts: dict[str, Any] | None = None) -> Edition:
    """Make one move of the table. The caller holds the edition and has filled in whatever the new state requires.

    Raises ``not_in_this_state``. ``actor`` is a person's key, or ``system`` for what happens by itself.
    """
    refuse_unless_possible(edition, name)
    transition = TRANSITIONS[name]
    edition.state = transition.target.value
    session.flush()
    about = {"edition": edition.key, "number": edition.number}
    trail.append(session, transition.event, actor=actor, about=edition.item.key, facts=about | (facts or {}))
    if transition.effect:
        change_log.record(session, edition.item_id, transition.effect)
    return edition
