"""Old editions reduced to what was public of them: the original words go, the record that they were there stays."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from content import clock
from content.audit import trail
from content.audit.events import Event
from content.items.models import Edition, State
from content.masking import gate

#: Editions nobody will show, mend or correct from any more.
PAST = (State.SUPERSEDED, State.WITHDRAWN, State.EXPIRED, State.DISCARDED)
TEXTS = ("title", "summary", "body", "change_note")


def purge(session: Session, *, days: int, actor: str = "system") -> int:
    """Mask the stored texts of editions that left use more than ``days`` days ago and hold findings. Returns how many.

    Digests, states, people and times stay; one audit entry names the editions.
    """
    trail.lock(session)
    before = clock.now() - timedelta(days=days)
    query = select(Edition).where(Edition.state.in_([state.value for state in PAST]), Edition.edited_at < before)
    purged = [edition.id for edition in session.scalars(query.order_by(Edition.id)) if reduce_to_public(edition)]
    if purged:
        session.flush()
        trail.append(session, Event.EDITIONS_PURGED, actor=actor, about="editions", facts={"editions": purged})
    return len(purged)


def reduce_to_public(edition: Edition) -> bool:
    """Replace what the gate hides by its mask, in every text of one edition. False when there was nothing to hide."""
    texts = {name: getattr(edition, name) for name in TEXTS}
    texts |= {f"fields.{name}": text for name, text in edition.fields.items() if isinstance(text, str)}
    public = {name: examined.public for name, examined in gate.examine_fields(texts).items()}
    if public == texts:
        return False
    for name in TEXTS:
        setattr(edition, name, public[name])
    edition.fields = edition.fields | {
        name.removeprefix("fields."): text for name, text in public.items() if name.startswith("fields.")
    }
    edition.return_reasons = [reason | {"note": gate.public_text(reason["note"])} for reason in edition.return_reasons]
    return True
