"""What people are told at once: a review that is urgent, a publication that went out or did not."""

from __future__ import annotations

from sqlalchemy.orm import Session

from content.auth.roles import Role
from content.items import limiting
from content.items.models import Edition
from content.notices import posting
from content.workflow.models import PublishSchedule, Urgency


def urgent(session: Session, edition: Edition, row: Urgency) -> int:
    """To everybody of the unit who may decide and had no hand in the text."""
    unit_id = edition.item.unit_id
    people = posting.holding(session, (Role.REVIEWER, Role.RESPONSIBLE), unit_id=unit_id)
    people = [person_id for person_id in people if not edition.worked_on_by(person_id)]
    people = limiting.only_insiders(session, edition.item, people)
    facts = {"unit": unit_id, "hours": row.hours, "due_at": row.due_at.isoformat(), "edition": edition.id}
    return posting.tell(
        session, people, "urgent_review", key=f"urgent:{edition.id}", facts=facts, about=edition.item.key
    )


def schedule_ended(session: Session, row: PublishSchedule) -> int:
    """To whoever set it, and to the writer when it went back to review."""
    edition = row.edition
    facts = {"outcome": row.outcome, "refusal": row.refusal, "edition": edition.id, "unit": edition.item.unit_id}
    people = [row.set_by_id] if row.outcome != "voided" else [row.set_by_id, edition.author_id]
    people = limiting.only_insiders(session, edition.item, people)
    return posting.tell(
        session, people, "schedule_ended", key=f"schedule:{row.id}", facts=facts, about=edition.item.key
    )
