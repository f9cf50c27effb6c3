"""A reviewer's word on one finding of one item: show it after all, or hide it though it was uncertain."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from content import clock
from content.audit import trail
from content.audit.events import Event
from content.auth.people import Person
from content.database import Base, BigId
from content.errors import Issue, refuse_issues
from content.masking.exceptions import SpanException

LONGEST_REASON = 200


class SpanDecision(Base):
    """Covers one span: ``digest`` binds kind, place and the whole paragraph, so that any change there ends it."""

    __tablename__ = "span_decision"
    __table_args__ = (
        UniqueConstraint("item_id", "digest"),
        CheckConstraint("reviewer_id <> author_id", name="span_decision_is_by_another"),
        CheckConstraint("NOT shows OR reason <> ''", name="shown_span_has_a_reason"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    item_id: Mapped[int] = mapped_column(BigId, ForeignKey("item.id"), index=True)
    kind: Mapped[str] = mapped_column(String(40))
    digest: Mapped[str] = mapped_column(String(64))
    shows: Mapped[bool]
    reason: Mapped[str] = mapped_column(String(LONGEST_REASON))
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    reviewer_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    decided_at: Mapped[datetime]


def of_item(session: Session, item_id: int) -> tuple[SpanException, ...]:
    """What was decided for an item, as the gate wants it."""
    return of_items(session, [item_id]).get(item_id, ())


def of_items(session: Session, item_ids: list[int]) -> dict[int, tuple[SpanException, ...]]:
    """What was decided, by item; items nothing was decided on are left out."""
    rows = session.scalars(select(SpanDecision).where(SpanDecision.item_id.in_(item_ids)).order_by(SpanDecision.id))
    decided: dict[int, tuple[SpanException, ...]] = {}
    for row in rows:
        word = SpanException(
            row.kind, row.digest, row.reason, f"person:{row.author_id}", f"person:{row.reviewer_id}", row.shows
        )
        decided[row.item_id] = (*decided.get(row.item_id, ()), word)
    return decided


def decide(
    session: Session, item_id: int, *, kind: str, digest: str, shows: bool, reason: str, author_id: int, by: Person
) -> SpanDecision:
    """Store one decision in place of an earlier one on the same span. Showing needs a reason; hiding does not.

    The caller has checked that this person may review the item and had no hand in it.
    """
    refuse_issues([Issue("reason", "required")] if shows and not reason.strip() else [])
    facts = {"kind": kind, "shows": shows}
    trail.append(session, Event.FINDING_DECIDED, actor=by.key, about=f"item:{item_id}", facts=facts)
    row = session.scalar(select(SpanDecision).where(SpanDecision.item_id == item_id, SpanDecision.digest == digest))
    row = row or SpanDecision(item_id=item_id, digest=digest)
    row.kind, row.shows, row.reason = kind, shows, reason.strip()[:LONGEST_REASON]
    row.author_id, row.reviewer_id, row.decided_at = author_id, by.id, clock.now()
    session.add(row)
    session.flush()
    return row


def overrides(session: Session) -> list[tuple[str, int]]:
    """例外放行, counted for the bureau: how many findings of each kind were shown by decision."""
    query = select(SpanDecision.kind, func.count()).where(SpanDecision.shows).group_by(SpanDecision.kind)
    return [(kind, count) for kind, count in session.execute(query.order_by(SpanDecision.kind))]
