"""The table of moves of a batch. If it is not here, it cannot happen."""

from __future__ import annotations

from dataclasses import dataclass

from content.audit.events import Event
from content.items.batches import BatchState as State


@dataclass(frozen=True)
class BatchMove:
    """A move of a batch: from where, to where, and what is remembered."""

    sources: tuple[State, ...]
    target: State
    event: Event


MOVES: dict[str, BatchMove] = {
    "refuse": BatchMove((State.READING,), State.FAULTY, Event.BATCH_REFUSED),
    "read_again": BatchMove((State.FAULTY, State.READY), State.READING, Event.BATCH_READ_AGAIN),
    "store": BatchMove((State.READING,), State.STORING, Event.BATCH_CHECKED),
    "examine": BatchMove((State.STORING,), State.EXAMINING, Event.BATCH_STORED),
    "examined": BatchMove((State.EXAMINING,), State.READY, Event.BATCH_EXAMINED),
    "submit": BatchMove((State.READY,), State.SUBMITTED, Event.BATCH_SUBMITTED),
    "take_back": BatchMove((State.SUBMITTED,), State.READY, Event.BATCH_TAKEN_BACK),
    "return": BatchMove((State.SUBMITTED, State.APPROVED), State.RETURNED, Event.BATCH_RETURNED),
    "approve": BatchMove((State.SUBMITTED,), State.APPROVED, Event.BATCH_APPROVED),
    "void": BatchMove((State.APPROVED, State.PUBLISHING), State.EXAMINING, Event.BATCH_APPROVAL_VOIDED),
    "publish": BatchMove((State.APPROVED,), State.PUBLISHING, Event.BATCH_PUBLISHED),
    "published": BatchMove((State.PUBLISHING,), State.PUBLISHED, Event.BATCH_WENT_OUT),
    "withdraw": BatchMove((State.PUBLISHED,), State.WITHDRAWING, Event.BATCH_WITHDRAWN),
    "withdrawn": BatchMove((State.WITHDRAWING,), State.WITHDRAWN, Event.BATCH_IS_GONE),
    "undo": BatchMove((State.FAULTY, State.READY, State.RETURNED), State.UNDOING, Event.BATCH_UNDONE),
    "undone": BatchMove((State.UNDOING,), State.UNDONE, Event.BATCH_WAS_UNDONE),
}


def possible(state: State) -> tuple[str, ...]:
    """The moves that leave a state, in the table's order."""
    return tuple(name for name, move in MOVES.items() if state in move.sources)
