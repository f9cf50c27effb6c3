"""近似重复: a submitted article beside every earlier one, and a person's word on whether it stands apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import case, delete, func, insert, or_, select
from sqlalchemy.orm import Session, aliased

from content import clock
from content.audit import trail
from content.audit.events import Event
from content.auth.people import Person
from content.auth.permissions import Permission, is_within, may, require
from content.errors import Category, Issue, Refusal, length_issues, refuse_issues
from content.items import cleaning, shingles
from content.items.likeness_rows import Likeness, ShingleMark, Sort, Verdict
from content.items.limit_rows import DraftLimit
from content.items.models import Edition, Item, State
from content.kinds import reader

#: Candidates compared in full, and suspicions kept of one item.
MOST_COMPARED, MOST_KEPT = 12, 3
#: Marks in common from which a full comparison is worth it.
SHARED_MARKS = 4
#: Parts of one text put out within so many days of each other are put out for the count.
SPLIT_WITHIN = timedelta(days=7)
LONGEST_REASON = 200
#: What stands before a reviewer or the public, or will: a text set aside can be used again.
STANDING = (State.SUBMITTED, State.APPROVED, State.PUBLISHED, State.HIDDEN)


def text_of(edition: Edition) -> str:
    return f"{edition.title}\n{edition.body}"


def note(session: Session, edition: Edition) -> list[Likeness]:
    """Mark a submitted article's text and keep what it is too like. Words already judged are not asked about again."""
    item = edition.item
    if reader.kind(item.kind).is_record:
        return []
    pieces = shingles.shingles(text_of(edition))
    session.execute(delete(ShingleMark).where(ShingleMark.item_id == item.id))
    found = copies(session, edition, pieces) | splits(session, edition)
    if pieces:
        session.execute(insert(ShingleMark), [{"hash": mark, "item_id": item.id} for mark in shingles.marks(pieces)])
    return keep(session, item, found)


Found = dict[int, tuple[Sort, int]]


def copies(session: Session, edition: Edition, pieces: frozenset[int]) -> Found:
    """Earlier items of any unit that hold most of the text, or most of which the text holds, the most alike first."""
    likely = candidates(session, edition.item, shingles.marks(pieces))
    compared = {
        other.item_id: shingles.overlap(pieces, shingles.shingles(text_of(other)))
        for other in newest_standing(session, likely)
    }
    alike = Counter({item_id: share for item_id, share in compared.items() if share >= shingles.ENOUGH})
    return {item_id: (Sort.COPY, share) for item_id, share in alike.most_common(MOST_KEPT)}


def candidates(session: Session, item: Item, marks: list[int]) -> list[int]:
    """Items that share marks and were there before: before its publication, where this one has been public."""
    query = (
        select(ShingleMark.item_id)
        .join(Item, Item.id == ShingleMark.item_id)
        .where(ShingleMark.hash.in_(marks), ShingleMark.item_id != item.id)
        .group_by(ShingleMark.item_id)
        .having(func.count() >= min(SHARED_MARKS, len(marks)))
        .order_by(func.count().desc(), ShingleMark.item_id)
        .limit(MOST_COMPARED)
    )
    if item.first_published_at:
        query = query.where(Item.first_published_at < item.first_published_at)
    return list(session.scalars(query))


def newest_standing(session: Session, item_ids: Iterable[int]) -> list[Edition]:
    last = aliased(Edition)
    newest = (
        select(func.max(last.number))
        .where(last.item_id == Edition.item_id, last.state.in_(STANDING))
        .correlate(Edition)
        .scalar_subquery()
    )
    return list(session.scalars(select(Edition).where(Edition.item_id.in_(list(item_ids)), Edition.number == newest)))


def splits(session: Session, edition: Edition) -> Found:
    """The same unit's items of the last days whose titles differ by a number only."""
    own, since = shingles.stem(edition.title), clock.now() - SPLIT_WITHIN
    query = (
        select(Edition.item_id, Edition.title)
        .join(Edition.item)
        .where(
            Item.unit_id == edition.item.unit_id,
            Item.id != edition.item_id,
            Edition.state.in_(STANDING),
            Edition.submitted_at >= since,
        )
    )
    if edition.item.first_published_at:
        query = query.where(Item.first_published_at < edition.item.first_published_at)
    titles = [row for row in session.execute(query) if own and row.title != edition.title]
    return {row.item_id: (Sort.SPLIT, 0) for row in titles if shingles.stem(row.title) == own}


def keep(session: Session, item: Item, found: Found) -> list[Likeness]:
    """Set the item's open suspicions anew; a pair is looked at from one side only, and a verdict stays."""
    known = {row.earlier_id: row for row in of_item(session, item.id)}
    seen_from_there = set(session.scalars(select(Likeness.item_id).where(Likeness.earlier_id == item.id)))
    for earlier_id, row in known.items():
        if row.verdict == Verdict.OPEN.value and earlier_id not in found:
            session.delete(row)
    for earlier_id, (sort, share) in found.items():
        if earlier_id in known:
            known[earlier_id].overlap = share
        elif earlier_id not in seen_from_there:
            row = Likeness(item_id=item.id, earlier_id=earlier_id, sort=sort.value, overlap=share)
            row.found_at = clock.now()
            session.add(row)
    session.flush()
    return of_item(session, item.id)


def of_item(session: Session, item_id: int) -> list[Likeness]:
    query = select(Likeness).where(Likeness.item_id == item_id)
    return list(session.scalars(query.order_by(Likeness.overlap.desc(), Likeness.earlier_id)))


def decide(session: Session, item: Item, earlier_id: int, *, apart: bool, reason: str, by: Person) -> Likeness:
    """Say whether an item stands apart from an earlier one: a reviewer of its unit, or the bureau; never its author."""
    if not may(by, Permission.OVERSEE):
        require(by, Permission.REVIEW, item=item)
    elif not is_within(by, item):
        raise Refusal("no_such_likeness", Category.MISSING)
    trail.lock(session)
    if any(edition.worked_on_by(by.id) for edition in item.editions):
        raise Refusal("own_work", Category.FORBIDDEN)
    row = session.get(Likeness, (item.id, earlier_id))
    if row is None or session.get(DraftLimit, earlier_id) is not None:
        raise Refusal("no_such_likeness", Category.MISSING)
    said = cleaning.line(reason)
    missing = [Issue("reason", "required")] if apart and not said else []
    refuse_issues(missing + length_issues("reason", said, LONGEST_REASON))
    row.verdict, row.reason = (Verdict.APART if apart else Verdict.SAME).value, said
    row.decided_by_id, row.decided_at = by.id, clock.now()
    facts = {"earlier": f"item:{earlier_id}", "verdict": row.verdict, "overlap": row.overlap}
    trail.append(session, Event.LIKENESS_DECIDED, actor=by.key, about=item.key, facts=facts)
    return row


@dataclass(frozen=True)
class Described:
    """A suspicion with the titles on both sides. Another unit's title stays empty until it has been public."""

    row: Likeness
    unit_id: int
    title: str
    earlier_title: str


def described(session: Session, *, limit: int) -> list[Described]:
    """Suspicions of every unit among what is public: open ones first, then the newest."""
    open_first = case((Likeness.verdict == Verdict.OPEN.value, 0), else_=1)
    public = select(Edition.item_id).where(Edition.state == State.PUBLISHED.value)
    query = select(Likeness).where(Likeness.item_id.in_(public), Likeness.earlier_id.in_(public))
    query = query.order_by(open_first, Likeness.found_at.desc(), Likeness.item_id.desc()).limit(limit)
    return describe(session, list(session.scalars(query)), unit_id=None)


def describe(session: Session, rows: list[Likeness], *, unit_id: int | None) -> list[Described]:
    """With the titles that are public; of one unit also with those that stand before its reviewer.

    A pair whose earlier side is a limited draft is left out: it shows once that draft is public.
    """
    limited = set(session.scalars(select(DraftLimit.item_id)))
    rows = [row for row in rows if row.earlier_id not in limited]
    ids = {row.item_id for row in rows} | {row.earlier_id for row in rows}
    query = (
        select(Edition.item_id, Edition.title, Item.unit_id)
        .join(Item, Item.id == Edition.item_id)
        .where(Edition.item_id.in_(ids))
        .where(or_(Edition.state == State.PUBLISHED.value, (Item.unit_id == unit_id) & Edition.state.in_(STANDING)))
        .order_by(Edition.number)
    )
    known = {item_id: (title, owner) for item_id, title, owner in session.execute(query)}
    return [
        Described(row, known[row.item_id][1], known[row.item_id][0], known.get(row.earlier_id, ("", 0))[0])
        for row in rows
        if row.item_id in known
    ]
