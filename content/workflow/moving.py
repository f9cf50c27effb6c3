"""The sole writer of state. Each move leaves its audit entry and, where the public notices, its change-log row."""

from __future__ import annotations

from typing import Any

from sqlalchemy import update
from sqlalchemy.orm import Session

from content import clock
from content.audit import trail
from content.errors import Category, Refusal
from content.items.batches import Batch
from content.items.models import Edition
from content.outbox import change_log
from content.workflow.batch_states import MOVES
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


def hold_batch(session: Session, batch: Batch) -> Batch:
    """Take the chain's lock and read the batch as it stands now."""
    trail.lock(session)
    session.flush()
    session.refresh(batch)
    return batch


def refuse_unless_batch_may(batch: Batch, name: str) -> None:
    if batch.at_rest not in MOVES[name].sources:
        raise Refusal("batch_not_in_this_state", Category.CONFLICT, state=batch.state, move=name)


def move_batch(session: Session, batch: Batch, name: str, *, actor: str, facts: dict[str, Any] | None = None) -> Batch:
    """Make one move of a batch: one audit entry, whatever the number of its rows. The caller holds the batch."""
    refuse_unless_batch_may(batch, name)
    batch.state = MOVES[name].target.value
    batch.done, batch.step_at = 0, clock.now()
    session.flush()
    trail.append(session, MOVES[name].event, actor=actor, about=batch.key, facts=facts)
    return batch


def move_rows(
    session: Session, edition_ids: list[int], name: str, *, effect_on: list[int], values: dict[str, Any] | None = None
) -> None:
    """Move editions of a batch by the table of moves, many at once; what is remembered of them is the batch's entry.

    ``effect_on`` names their items, for the change log. A row may go straight from draft to where its batch has come.
    """
    transition = TRANSITIONS[name]
    session.execute(
        update(Edition).where(Edition.id.in_(edition_ids)).values(state=transition.target.value, **(values or {})),
        execution_options={"synchronize_session": False},
    )
    if transition.effect:
        change_log.record_many(session, effect_on, transition.effect)
