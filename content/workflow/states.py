"""The table of moves. If it is not here, it cannot happen."""

from __future__ import annotations

from dataclasses import dataclass

from content.audit.events import Event
from content.items.models import State
from content.outbox.change_log import Effect


@dataclass(frozen=True)
class Transition:
    """A move: from where, to where, what is remembered, and what the public notices (None: nothing)."""

    source: State
    target: State
    event: Event
    effect: Effect | None = None


TRANSITIONS: dict[str, Transition] = {
    "submit": Transition(State.DRAFT, State.SUBMITTED, Event.EDITION_SUBMITTED),
    "discard": Transition(State.DRAFT, State.DISCARDED, Event.EDITION_DISCARDED),
    "take_back": Transition(State.SUBMITTED, State.TAKEN_BACK, Event.EDITION_TAKEN_BACK),
    "return": Transition(State.SUBMITTED, State.RETURNED, Event.EDITION_RETURNED),
    "approve": Transition(State.SUBMITTED, State.APPROVED, Event.EDITION_APPROVED),
    "recall": Transition(State.APPROVED, State.RETURNED, Event.EDITION_RETURNED),
    "void": Transition(State.APPROVED, State.SUBMITTED, Event.EDITION_APPROVAL_VOIDED),
    "publish": Transition(State.APPROVED, State.PUBLISHED, Event.EDITION_PUBLISHED, Effect.SHOWN),
    "supersede": Transition(State.PUBLISHED, State.SUPERSEDED, Event.EDITION_SUPERSEDED),
    "hide": Transition(State.PUBLISHED, State.HIDDEN, Event.EDITION_HIDDEN, Effect.GONE),
    "restore": Transition(State.HIDDEN, State.PUBLISHED, Event.EDITION_RESTORED, Effect.SHOWN),
    "withdraw_hidden": Transition(State.HIDDEN, State.WITHDRAWN, Event.EDITION_WITHDRAWN, Effect.GONE),
    "supersede_hidden": Transition(State.HIDDEN, State.SUPERSEDED, Event.EDITION_SUPERSEDED),
    "withdraw": Transition(State.PUBLISHED, State.WITHDRAWN, Event.EDITION_WITHDRAWN, Effect.GONE),
    "expire": Transition(State.PUBLISHED, State.EXPIRED, Event.EDITION_EXPIRED, Effect.GONE),
}


def possible(state: State) -> tuple[str, ...]:
    """The moves that leave a state, in the table's order."""
    return tuple(name for name, transition in TRANSITIONS.items() if transition.source is state)
