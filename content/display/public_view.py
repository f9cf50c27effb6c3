"""The only maker of what is public, and the only one who takes it away again."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from content.auth.people import Person
from content.auth.units import Unit
from content.display import public_form
from content.display.models import Departure, PublicItem
from content.display.public_form import PublicForm
from content.errors import Category, Refusal
from content.items.models import Edition
from content.masking import gate


def digest(edition: Edition) -> str:
    """The digest of what would be shown if this edition were published now."""
    return public_form.make(edition).digest


def office_of(person: Person, unit: Unit) -> tuple[Unit, str]:
    """Where a person acted for this item: their office in its unit. Never their name."""
    return unit, gate.public_text(person.office)


def show(session: Session, edition: Edition, form: PublicForm) -> PublicItem:
    """Put an edition before the public in place of whatever its item showed.

    Raises ``nobody_answers`` unless author, reviewer and both their times are known, and ``files_open`` while
    anything keeps one of its files in: a file cannot be masked on its way.
    """
    item = edition.item
    if form.open_questions:
        raise Refusal("files_open", Category.CONFLICT, tuple(form.open_questions))
    if edition.submitter is None or edition.reviewer is None or not (edition.submitted_at and edition.reviewed_at):
        raise Refusal("nobody_answers")
    if edition.published_at is None or item.first_published_at is None:
        raise Refusal("nobody_answers")
    producer_unit, producer_office = office_of(edition.submitter, item.unit)
    reviewer_unit, reviewer_office = office_of(edition.reviewer, item.unit)
    remove(session, PublicItem, item.id)
    remove(session, Departure, item.id)
    shown = PublicItem(
        item_id=item.id,
        edition_id=edition.id,
        edition_number=edition.number,
        kind=form.kind,
        column=form.column,
        title=form.title,
        summary=form.summary,
        fields=form.fields,
        html=form.html,
        text=form.text,
        issued_on=form.issued_on,
        change_note=form.change_note,
        first_published_at=item.first_published_at,
        published_at=edition.published_at,
        last_day=None,
        kept_files=[file.plain for file in form.attachments],
        files_text=form.files_text,
        digest=form.digest,
        unit_id=item.unit_id,
        producer_unit_id=producer_unit.id,
        producer_office=producer_office,
        produced_at=edition.submitted_at,
        reviewer_unit_id=reviewer_unit.id,
        reviewer_office=reviewer_office,
        reviewed_at=edition.reviewed_at,
    )
    session.add(shown)
    session.flush()
    return shown


def remove(session: Session, model: type[PublicItem] | type[Departure], item_id: int) -> None:
    row = session.get(model, item_id)
    if row is not None:
        session.delete(row)
        session.flush()


def take_down(session: Session, item_id: int, *, at: datetime, reason: str) -> Departure:
    """Remove every public word of an item; leave only that its address once answered, when it left and why."""
    remove(session, PublicItem, item_id)
    remove(session, Departure, item_id)
    departure = Departure(item_id=item_id, left_at=at, reason=gate.public_text(reason))
    session.add(departure)
    session.flush()
    return departure
