"""Finding items and editions for staff. The public never comes this way."""

from __future__ import annotations

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from content.auth.people import Person
from content.auth.permissions import Permission, may, require, units_where
from content.errors import Category, Refusal
from content.items.models import Edition, Item, State

#: Oldest first: who waits longest is served first.
WAITING = (Edition.submitted_at, Edition.id)
#: Rows of a batch go their way with it and are decided on there.
BY_HAND = Edition.batch_id.is_(None)


def edition(session: Session, edition_id: int, *, by: Person, permission: Permission = Permission.SEE) -> Edition:
    """One edition this person may work with in this way; a stranger's edition is ``missing``, not forbidden."""
    found = session.get(Edition, edition_id)
    if found is None or not may(by, Permission.SEE, unit=found.item.unit_id):
        raise Refusal("no_such_edition", Category.MISSING)
    require(by, permission, unit=found.item.unit_id)
    return found


def item(session: Session, item_id: int, *, by: Person, permission: Permission = Permission.SEE) -> Item:
    found = session.get(Item, item_id)
    if found is None or not may(by, Permission.SEE, unit=found.unit_id):
        raise Refusal("no_such_item", Category.MISSING)
    require(by, permission, unit=found.unit_id)
    return found


def of_item(session: Session, item_id: int) -> list[Edition]:
    """Every edition of an item, the newest first."""
    return list(session.scalars(select(Edition).where(Edition.item_id == item_id).order_by(Edition.number.desc())))


def newest_of_each(unit_ids: frozenset[int]) -> Select[Edition]:
    """A query for the newest edition of every item of these units."""
    last = select(func.max(Edition.number)).where(Edition.item_id == Item.id).correlate(Item).scalar_subquery()
    return select(Edition).join(Edition.item).where(Item.unit_id.in_(unit_ids), Edition.number == last)


def newest_by_item(session: Session, item_ids: list[int]) -> dict[int, Edition]:
    """The newest edition of each of these items."""
    last = select(func.max(Edition.number)).where(Edition.item_id == Item.id).correlate(Item).scalar_subquery()
    query = select(Edition).join(Edition.item).where(Item.id.in_(item_ids), Edition.number == last)
    return {edition.item_id: edition for edition in session.scalars(query)}


def in_state(session: Session, person: Person, permission: Permission, *states: State, limit: int) -> list[Edition]:
    """What stands in these states in the units where this person holds the permission, longest waiting first."""
    units = units_where(person, permission)
    query = select(Edition).join(Edition.item).where(Item.unit_id.in_(units), Edition.state.in_(states), BY_HAND)
    return list(session.scalars(query.order_by(*WAITING).limit(limit)))


def to_work_on(session: Session, person: Person, *states: State, limit: int) -> list[Edition]:
    """Items of the person's units whose newest edition stands in these states, last touched first."""
    query = newest_of_each(units_where(person, Permission.SEE)).where(Edition.state.in_(states))
    query = query.where(or_(BY_HAND, Edition.state == State.RETURNED.value))
    return list(session.scalars(query.order_by(Edition.edited_at.desc(), Edition.id.desc()).limit(limit)))


def listed(
    session: Session, person: Person, *, state: State | None, before: int | None, limit: int, by_sheet: bool = False
) -> tuple[list[Edition], int | None]:
    """The unit's items by their newest edition, newest item first, keyset-paged by item id.

    What was written by hand, or with ``by_sheet`` what came as a row of a batch: thousands of those would drown the
    rest. Returns the page and the ``before`` of the next one, None at the end.
    """
    query = newest_of_each(units_where(person, Permission.SEE)).where(~BY_HAND if by_sheet else BY_HAND)
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
