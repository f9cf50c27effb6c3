"""Finding items and editions for staff. The public never comes this way."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import Session, joinedload

from content import clock
from content.auth.people import Person
from content.auth.permissions import Permission, may, require, units_where
from content.errors import Category, Refusal
from content.items import openings
from content.items.limit_rows import DraftLimit, DraftReader
from content.items.models import Edition, Item, State

#: Oldest first: who waits longest is served first.
WAITING = (Edition.submitted_at, Edition.id)
#: Rows of a batch go their way with it and are decided on there.
BY_HAND = Edition.batch_id.is_(None)
#: Lists mark what is limited, in the same look.
WITH_LIMIT = joinedload(Edition.item, innerjoin=True).joinedload(Item.limit)


def edition(session: Session, edition_id: int, *, by: Person, permission: Permission = Permission.SEE) -> Edition:
    """One edition this person may work with in this way; a stranger's edition is ``missing``, not forbidden.

    So is a limited draft to whoever its limit does not let in. That it was asked for is noted, see ``openings``.
    """
    found = session.get(Edition, edition_id)
    if found is None or not may(by, Permission.SEE, item=found.item):
        raise Refusal("no_such_edition", Category.MISSING)
    require(by, permission, item=found.item)
    openings.note(session, found.item)
    return found


def item(session: Session, item_id: int, *, by: Person, permission: Permission = Permission.SEE) -> Item:
    found = session.get(Item, item_id)
    if found is None or not may(by, Permission.SEE, item=found):
        raise Refusal("no_such_item", Category.MISSING)
    require(by, permission, item=found)
    openings.note(session, found)
    return found


def known_to(person: Person, permission: Permission = Permission.SEE) -> ColumnElement[bool]:
    """The items in the units where this person holds the permission, less those whose limit does not let them in:
    ``permissions.lets_in`` as a condition of a query over items."""
    of_absent = [
        and_(Item.unit_id == row.unit_id, DraftReader.person_id == row.absent_id)
        for row in person.stands_in
        if row.is_on(clock.today())
    ]
    names = select(DraftReader.item_id).where(
        DraftReader.item_id == DraftLimit.item_id, or_(DraftReader.person_id == person.id, *of_absent)
    )
    is_shut = exists().where(
        DraftLimit.item_id == Item.id,
        ~names.correlate(DraftLimit, Item).exists(),
        ~(DraftLimit.for_reviewers & Item.unit_id.in_(units_where(person, Permission.REVIEW))),
    )
    return Item.unit_id.in_(units_where(person, permission)) & (
        Item.unit_id.in_(units_where(person, Permission.PUBLISH)) | ~is_shut
    )


def of_item(session: Session, item_id: int) -> list[Edition]:
    """Every edition of an item, the newest first."""
    return list(session.scalars(select(Edition).where(Edition.item_id == item_id).order_by(Edition.number.desc())))


def newest_of_each(person: Person) -> Select[Edition]:
    """A query for the newest edition of every item this person may know of."""
    last = select(func.max(Edition.number)).where(Edition.item_id == Item.id).correlate(Item).scalar_subquery()
    query = select(Edition).join(Edition.item).where(known_to(person), Edition.number == last)
    return query.options(WITH_LIMIT)


def newest_by_item(session: Session, item_ids: list[int], *, of: Person | None = None) -> dict[int, Edition]:
    """The newest edition of each of these items; for somebody, of those they may know of."""
    last = select(func.max(Edition.number)).where(Edition.item_id == Item.id).correlate(Item).scalar_subquery()
    query = select(Edition).join(Edition.item).where(Item.id.in_(item_ids), Edition.number == last)
    if of is not None:
        query = query.where(known_to(of))
    return {edition.item_id: edition for edition in session.scalars(query)}


def in_state(session: Session, person: Person, permission: Permission, *states: State, limit: int) -> list[Edition]:
    """What stands in these states in the units where this person holds the permission, longest waiting first."""
    known = known_to(person, permission)
    query = select(Edition).join(Edition.item).where(known, Edition.state.in_(states), BY_HAND).options(WITH_LIMIT)
    return list(session.scalars(query.order_by(*WAITING).limit(limit)))


def to_work_on(session: Session, person: Person, *states: State, limit: int) -> list[Edition]:
    """Items of the person's units whose newest edition stands in these states, last touched first."""
    query = newest_of_each(person).where(Edition.state.in_(states))
    query = query.where(or_(BY_HAND, Edition.state == State.RETURNED.value))
    return list(session.scalars(query.order_by(Edition.edited_at.desc(), Edition.id.desc()).limit(limit)))


def listed(
    session: Session, person: Person, *, state: State | None, before: int | None, limit: int, by_sheet: bool = False
) -> tuple[list[Edition], int | None]:
    """The unit's items by their newest edition, newest item first, keyset-paged by item id.

    What was written by hand, or with ``by_sheet`` what came as a row of a batch: thousands of those would drown the
    rest. Returns the page and the ``before`` of the next one, None at the end.
    """
    query = newest_of_each(person).where(~BY_HAND if by_sheet else BY_HAND)
    if state is not None:
        query = query.where(Edition.state == state.value)
    if before is not None:
        query = query.where(Item.id < before)
    page = list(session.scalars(query.order_by(Item.id.desc()).limit(limit + 1)))
    return page[:limit], page[limit - 1].item_id if len(page) > limit else None


def standing(session: Session, item_id: int) -> Edition | None:
    """The edition that is public, or is hidden for the moment: the one that the next would take the place of."""
    states = (State.PUBLISHED.value, State.HIDDEN.value)
    return session.scalar(select(Edition).where(Edition.item_id == item_id, Edition.state.in_(states)))


def hidden(session: Session) -> list[Edition]:
    """Everything hidden for the moment, of every unit, the longest first."""
    query = select(Edition).where(Edition.state == State.HIDDEN.value)
    return list(session.scalars(query.order_by(Edition.published_at, Edition.id)))


def published(session: Session, item_id: int) -> Edition | None:
    return session.scalar(select(Edition).where(Edition.item_id == item_id, Edition.state == State.PUBLISHED.value))
