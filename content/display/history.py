"""Earlier editions of a public article: when each was published, what changed, and its text beside today's.

Only what was replaced by a correction is told of. An edition that was ever taken out of sight (应急下线) stays out of
sight, and every earlier text is masked anew by today's rules. Records have no public history at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from content.audit import trail
from content.audit.events import Event
from content.display import public_form
from content.display.feeds import article_kinds
from content.display.models import PublicItem
from content.display.plain_rows import Whole
from content.display.visibility import public_now
from content.errors import Category, Refusal
from content.items.models import Edition, State
from content.markup import diff
from content.markup.diff import Row
from content.masking import gate

#: Characters of a check code behind the item's number: enough that nobody hits it by chance.
CODE = 16


@dataclass(frozen=True)
class Earlier:
    number: int
    published_at: datetime
    change_note: str
    is_withheld: bool
    is_current: bool


def editions(session: Session, shown: PublicItem) -> list[Earlier]:
    """The present edition and those it replaced, newest first. Raises ``no_such_page`` for a record."""
    if shown.kind not in article_kinds():
        raise Refusal("no_such_page", Category.MISSING)
    withheld = hidden_once(session, shown.item_id)
    return [
        Earlier(
            number=edition.number,
            published_at=edition.published_at,  # type: ignore[arg-type]
            change_note=gate.public_text(edition.change_note),
            is_withheld=edition.number in withheld and edition.id != shown.edition_id,
            is_current=edition.id == shown.edition_id,
        )
        for edition in replaced_and_present(session, shown)
    ]


def replaced_and_present(session: Session, shown: PublicItem) -> list[Edition]:
    query = select(Edition).where(
        Edition.item_id == shown.item_id,
        Edition.state.in_([State.SUPERSEDED.value, State.PUBLISHED.value]),
        Edition.published_at.is_not(None),
    )
    return list(session.scalars(query.order_by(Edition.number.desc())))


def hidden_once(session: Session, item_id: int) -> set[int]:
    entries = trail.about(session, f"item:{item_id}")
    return {entry.facts["number"] for entry in entries if entry.event == Event.EDITION_HIDDEN.value}


def earlier(session: Session, shown: PublicItem, number: int) -> Edition:
    """An earlier edition whose text may be read. Raises ``no_such_page`` for any other."""
    listed = {edition.number: edition for edition in replaced_and_present(session, shown)}
    open_ones = {entry.number for entry in editions(session, shown) if not (entry.is_withheld or entry.is_current)}
    if number not in open_ones:
        raise Refusal("no_such_page", Category.MISSING)
    return listed[number]


def compared(session: Session, shown: PublicItem, number: int) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    """Title and text of an earlier edition against the present ones, as a reader would meet both."""
    form = public_form.make(earlier(session, shown, number))
    return diff.paragraphs(form.title, shown.title), diff.paragraphs(form.text, shown.text)


@dataclass(frozen=True)
class Match:
    """What a check code belongs to: the edition shown now, or one that was replaced."""

    item_id: int
    title: str
    published_at: datetime
    is_current: bool


def code_of(shown: PublicItem | Whole) -> str:
    """What a printed copy carries: the item's number and the beginning of its digest."""
    return f"{shown.item_id}-{shown.digest[:CODE]}"


def match(session: Session, code: str) -> Match | None:
    """Which edition a copy was made from; None where nothing public bears this code."""
    number, _, typed = "".join(code.lower().split()).partition("-")
    if not (number.isdecimal() and len(number) < 10 and len(typed) >= CODE):
        return None
    shown = session.scalar(public_now().where(PublicItem.item_id == int(number)))
    if shown is None:
        return None
    if shown.digest.startswith(typed):
        return Match(shown.item_id, shown.title, shown.published_at, is_current=True)
    if shown.kind not in article_kinds():
        return None
    for edition in replaced_and_present(session, shown):
        if edition.published_at and (edition.approved_digest or "").startswith(typed):
            return Match(shown.item_id, shown.title, edition.published_at, is_current=False)
    return None
