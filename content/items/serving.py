"""四书同达: which papers were served with a penalty, and the penalties that still lack some."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from content import clock
from content.audit import trail
from content.audit.events import Event
from content.auth.people import Person
from content.auth.permissions import Permission, require, units_where
from content.errors import Category, Issue, Refusal, length_issues, refuse_issues
from content.items import cleaning
from content.items.models import WAS_PUBLIC, Edition, Item, State
from content.items.serving_rows import ServedDocument

FILE = Path(__file__).parent / "serving.toml"
KIND = "penalty"
LONGEST_NOTE = 200


@dataclass(frozen=True)
class Document:
    """One of the papers. Penalties decided before ``since`` did not ask for it."""

    code: str
    since: date
    names: dict[str, str]

    def label(self, locale: str = "zh-Hans") -> str:
        return self.names.get(locale) or self.names["zh-Hans"]


@cache
def documents() -> tuple[Document, ...]:
    raw = tomllib.loads(FILE.read_text(encoding="utf-8"))["document"]
    return tuple(Document(entry["code"], entry["since"], entry["names"]) for entry in raw)


@dataclass(frozen=True)
class Lacking:
    """A penalty and the papers it lacks, by code."""

    edition: Edition
    missing: tuple[str, ...]


def serve(
    session: Session, item: Item, document: str, served_on: date | None, *, by: Person, note: str = ""
) -> ServedDocument:
    """Enter that a paper was served, or put the day right."""
    require(by, Permission.SEE, item=item)
    if item.kind != KIND:
        raise Refusal("not_a_penalty", Category.CONFLICT)
    said = cleaning.line(note)
    refuse_issues(issues_of(document, served_on, said))
    assert served_on is not None  # noqa: S101 - said by the issues
    trail.lock(session)
    row = session.get(ServedDocument, (item.id, document)) or ServedDocument(item_id=item.id, document=document)
    row.served_on, row.note, row.entered_by_id, row.entered_at = served_on, said, by.id, clock.now()
    session.add(row)
    session.flush()
    facts = {"document": document, "served_on": served_on.isoformat()}
    trail.append(session, Event.DOCUMENT_SERVED, actor=by.key, about=item.key, facts=facts)
    return row


def issues_of(document: str, served_on: date | None, note: str) -> list[Issue]:
    codes = [known.code for known in documents()]
    issues = [] if document in codes else [Issue("document", "not_a_choice", {"choices": codes})]
    if served_on is None:
        issues.append(Issue("served_on", "required"))
    elif served_on > clock.today():
        issues.append(Issue("served_on", "in_the_future", {"today": clock.today().isoformat()}))
    return issues + length_issues("note", note, LONGEST_NOTE)


def of_item(session: Session, item_id: int) -> dict[str, ServedDocument]:
    """The papers served with one penalty, by code."""
    rows = session.scalars(select(ServedDocument).where(ServedDocument.item_id == item_id))
    return {row.document: row for row in rows}


def lacking(session: Session, person: Person, *, before: int | None, limit: int) -> tuple[list[Lacking], int | None]:
    """The penalties of this person's units that lack a paper, newest first, keyset-paged by item id.

    Penalties that left by annulment or were never public by their term count too: they were served all the same.
    Returns the page and the ``before`` of the next one, None at the end.
    """
    units = units_where(person, Permission.SEE)
    states = [state.value for state in (State.APPROVED, *WAS_PUBLIC)]
    newest = select(func.max(Edition.number)).where(Edition.item_id == Item.id, Edition.state.in_(states))
    served = select(func.count()).where(ServedDocument.item_id == Item.id).correlate(Item).scalar_subquery()
    query = (
        select(Edition)
        .join(Edition.item)
        .where(Item.unit_id.in_(units), Item.kind == KIND, served < len(documents()))
        .where(Edition.number == newest.correlate(Item).scalar_subquery())
        .where(Edition.fields["decided_on"].as_string() >= min(known.since for known in documents()).isoformat())
    )
    if before is not None:
        query = query.where(Item.id < before)
    page = list(session.scalars(query.order_by(Item.id.desc()).limit(limit + 1)))
    found = [Lacking(edition, missing) for edition, missing in with_missing(session, page[:limit]) if missing]
    return found, page[limit - 1].item_id if len(page) > limit else None


def with_missing(session: Session, editions: list[Edition]) -> list[tuple[Edition, tuple[str, ...]]]:
    ids = [edition.item_id for edition in editions]
    have: dict[int, set[str]] = defaultdict(set)
    rows = session.execute(
        select(ServedDocument.item_id, ServedDocument.document).where(ServedDocument.item_id.in_(ids))
    )
    for item_id, document in rows:
        have[item_id].add(document)
    return [
        (
            edition,
            tuple(
                known.code
                for known in documents()
                if known.code not in have[edition.item_id]
                and known.since.isoformat() <= edition.fields.get("decided_on", "")
            ),
        )
        for edition in editions
    ]
