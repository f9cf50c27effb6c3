"""The only maker of what is public, and the only one who takes it away again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from content import clock
from content.auth.people import Person
from content.auth.units import Unit
from content.database import insert_rows
from content.display import public_form, term_rules
from content.display.models import Departure, PublicItem, Tells
from content.display.public_form import PublicForm
from content.display.terms import Window
from content.errors import Category, Refusal
from content.items.batches import Batch
from content.items.models import Edition, Item
from content.kinds import reader
from content.masking import gate


def digest(edition: Edition) -> str:
    """The digest of what would be shown if this edition were published now."""
    return public_form.make(edition).digest


def office_of(person: Person, unit: Unit) -> tuple[Unit, str]:
    """Where a person acted for this item: their office in its unit. Never their name."""
    return unit, office_words(person.office)


@lru_cache
def office_words(office: str) -> str:
    return gate.public_text(office)


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
    refuse_barred(session, [item.id])
    window = window_of(session, edition)
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
        last_day=window.last_day,
        repair_from=window.repair_from,
        kept_files=[file.plain for file in form.attachments],
        files_text=form.files_text,
        digest=form.digest,
        is_record=reader.kind(form.kind).is_record,
        subject_id=item.subject_id,
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


def window_of(session: Session, edition: Edition) -> Window:
    """When it may be shown: an article without end. Raises ``kept_inside_by_its_term`` for a record that may not be."""
    kind = reader.kind(edition.item.kind)
    window = term_rules.window_of(session, kind.code, edition.fields) if kind.is_record else Window()
    if not window.is_open_on(clock.today()):
        raise Refusal("kept_inside_by_its_term", Category.CONFLICT)
    return window


@dataclass(frozen=True)
class Answering:
    """Who answers for a batch: 谁生产、谁审核、谁负责, for all of its rows alike."""

    unit_id: int
    producer_office: str
    produced_at: datetime
    reviewer_office: str
    reviewed_at: datetime


def answering(batch: Batch) -> Answering:
    """Raises ``nobody_answers`` unless submitter, reviewer and both their times are known."""
    if batch.submitter is None or batch.reviewer is None or not (batch.submitted_at and batch.reviewed_at):
        raise Refusal("nobody_answers")
    return Answering(
        unit_id=batch.unit_id,
        producer_office=office_words(batch.submitter.office),
        produced_at=batch.submitted_at,
        reviewer_office=office_words(batch.reviewer.office),
        reviewed_at=batch.reviewed_at,
    )


@dataclass(frozen=True)
class Row:
    """One row of a batch on its way out: what will be shown and until when."""

    item_id: int
    edition_id: int
    edition_number: int
    form: PublicForm
    first_published_at: datetime
    window: Window
    subject_id: int | None


def show_many(session: Session, shown: list[Row], chain: Answering, *, at: datetime) -> None:
    """Put rows of a batch before the public, each in place of whatever its item showed."""
    ids = [row.item_id for row in shown]
    refuse_barred(session, ids)
    remove_many(session, ids)
    session.execute(delete(Departure).where(Departure.item_id.in_(ids)))
    shared = shared_columns(chain, at)
    insert_rows(session, PublicItem, shared, [own_columns(row) for row in shown])


def own_columns(row: Row) -> dict[str, Any]:
    form = row.form
    return {
        "item_id": row.item_id,
        "edition_id": row.edition_id,
        "edition_number": row.edition_number,
        "kind": form.kind,
        "column_slug": form.column,
        "title": form.title,
        "summary": form.summary,
        "fields": form.fields,
        "html": form.html,
        "text": form.text,
        "issued_on": form.issued_on,
        "change_note": form.change_note,
        "first_published_at": row.first_published_at,
        "last_day": row.window.last_day,
        "repair_from": row.window.repair_from,
        "digest": form.digest,
        "subject_id": row.subject_id,
    }


def shared_columns(chain: Answering, at: datetime) -> dict[str, Any]:
    return {
        "published_at": at,
        "files": [],
        "files_text": "",
        "is_record": True,
        "unit_id": chain.unit_id,
        "producer_unit_id": chain.unit_id,
        "producer_office": chain.producer_office,
        "produced_at": chain.produced_at,
        "reviewer_unit_id": chain.unit_id,
        "reviewer_office": chain.reviewer_office,
        "reviewed_at": chain.reviewed_at,
    }


def remove_many(session: Session, item_ids: list[int]) -> None:
    session.execute(delete(PublicItem).where(PublicItem.item_id.in_(item_ids)))


def take_down_many(
    session: Session, item_ids: list[int], *, at: datetime, reason: str = "", is_final: bool = False
) -> None:
    """Remove every public word of these records. Their addresses say no more than that they show nothing.

    ``reason`` is for decisions annulled or changed, where the law wants it said. ``is_final``: never to be shown again.
    """
    remove_many(session, item_ids)
    session.execute(delete(Departure).where(Departure.item_id.in_(item_ids)))
    tells = Tells.ANNULMENT if reason else Tells.NOTHING
    said = {"left_at": at, "reason": gate.public_text(reason), "tells": tells.value, "is_final": is_final}
    if item_ids:
        session.execute(insert(Departure), [{"item_id": item_id} | said for item_id in item_ids])


def barred(session: Session, item_ids: list[int]) -> frozenset[int]:
    """Those of these items that left for good, as after a repair."""
    query = select(Departure.item_id).where(Departure.item_id.in_(item_ids), Departure.is_final.is_(True))
    return frozenset(session.scalars(query))


def bar(session: Session, item_id: int) -> None:
    """What left already is never to be shown again."""
    session.execute(update(Departure).where(Departure.item_id == item_id).values(is_final=True))


def set_terms(session: Session, item_ids: list[int], *, last_day: date | None, repair_from: date | None) -> None:
    """Give what is shown another last day, and another day from which repair may be asked for."""
    changed = {"last_day": last_day, "repair_from": repair_from}
    session.execute(update(PublicItem).where(PublicItem.item_id.in_(item_ids)).values(**changed))


def set_subject(session: Session, item_ids: list[int], subject_id: int) -> list[int]:
    """Let these records stand with another subject. Returns those of them that are public: they read otherwise now."""
    shown = list(session.scalars(select(PublicItem.item_id).where(PublicItem.item_id.in_(item_ids))))
    session.execute(update(PublicItem).where(PublicItem.item_id.in_(shown)).values(subject_id=subject_id))
    return sorted(shown)


def refuse_barred(session: Session, item_ids: list[int]) -> None:
    if barred(session, item_ids):
        raise Refusal("left_for_good", Category.CONFLICT)


def remove(session: Session, model: type[PublicItem] | type[Departure], item_id: int) -> None:
    row = session.get(model, item_id)
    if row is not None:
        session.delete(row)
        session.flush()


def take_down(session: Session, item_id: int, *, at: datetime, reason: str) -> Departure:
    """Remove every public word of an item. An article's address says since when and why, a record's nothing of it."""
    remove(session, PublicItem, item_id)
    remove(session, Departure, item_id)
    item = session.get_one(Item, item_id)
    tells = Tells.NOTHING if reader.kind(item.kind).is_record else Tells.ALL
    said = gate.public_text(reason) if tells is Tells.ALL else ""
    departure = Departure(item_id=item_id, left_at=at, reason=said, tells=tells.value)
    session.add(departure)
    session.flush()
    return departure
