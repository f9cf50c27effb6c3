"""Finding what is public: one item, a column, a unit, the home page. Search stands in ``searching``."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, CompoundSelect, Select, bindparam, func, select, tuple_, union_all
from sqlalchemy.orm import Session, defer, lazyload, raiseload

from content import clock
from content.auth import reorganising
from content.auth.units import Unit
from content.database import Asked, BigId, UtcDateTime
from content.display.models import Departure, PublicItem, Tells
from content.display.plain_rows import Listed, Whole
from content.display.visibility import public_now, public_on, public_on_the_day
from content.errors import Category, Refusal
from content.kinds import reader
from content.markup import plain
from content.outbox import change_log

#: Lists never read the long texts, nor who produced and reviewed.
LIGHT = (
    defer(PublicItem.html, raiseload=True),
    defer(PublicItem.text, raiseload=True),
    defer(PublicItem.kept_files, raiseload=True),
    defer(PublicItem.files_text, raiseload=True),
    raiseload(PublicItem.producer_unit),
    raiseload(PublicItem.reviewer_unit),
)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
NEWEST = (PublicItem.first_published_at.desc(), PublicItem.item_id.desc())


@dataclass(frozen=True)
class Place:
    """Where a page of a list ends: the last shown item. Written in addresses as ``<microseconds>-<item id>``."""

    at: datetime
    item_id: int

    def __str__(self) -> str:
        return f"{(self.at - EPOCH) // timedelta(microseconds=1)}-{self.item_id}"

    @classmethod
    def read(cls, text: str | None) -> Place | None:
        """The place an address names; None when there is none or it is not one of ours."""
        moment, _, item_id = (text or "").partition("-")
        if not (moment.isdecimal() and item_id.isdecimal() and len(moment) < 18 and len(item_id) < 18):
            return None
        return cls(EPOCH + timedelta(microseconds=int(moment)), int(item_id))


LISTED = tuple(getattr(PublicItem, field.name) for field in fields(Listed))
LATER = tuple_(PublicItem.first_published_at, PublicItem.item_id) < tuple_(
    bindparam("at", type_=UtcDateTime), bindparam("after", type_=BigId)
)
#: How a list may be narrowed, with the parameters it then wants.
NARROWED: dict[str, ColumnElement[bool]] = {
    "column": PublicItem.column == bindparam("column"),
    "kind": PublicItem.kind == bindparam("kind"),
    "kinds": PublicItem.kind.in_(bindparam("kinds", expanding=True)),
    "units": PublicItem.unit_id.in_(bindparam("units", expanding=True)),
    "is_record": PublicItem.is_record == bindparam("is_record"),
}


@dataclass(frozen=True)
class Listing:
    """One page of a list, newest first; ``older`` is the place its next page starts after, None at the end."""

    items: tuple[Listed, ...]
    older: Place | None


def page_of(asked: Asked, query: Select[Any], *, after: Place | None, limit: int, **values: Any) -> Listing:
    """A page of what a query narrows to, with the values of its parameters."""
    place = {"at": after.at, "after": after.item_id} if after else {}
    newest = newest_of(query.where(LATER) if after else query)
    return listing(asked, newest, limit, values | place)


def newest_of(query: Select[Any]) -> Select[Any]:
    return query.with_only_columns(*LISTED).order_by(*NEWEST).limit(bindparam("limit"))


def listing(asked: Asked, newest: Select[Any], limit: int, values: dict[str, Any]) -> Listing:
    rows = asked.execute(newest, values | {"day": clock.today(), "limit": limit + 1})
    found = tuple([Listed(*row) for row in rows])
    shown = found[:limit]
    older = Place(shown[-1].first_published_at, shown[-1].item_id) if len(found) > limit else None
    return Listing(shown, older)


@cache
def prepared(narrowed: tuple[str, ...], *, is_later: bool) -> Select[Any]:
    """Lists that are asked for all day have their statement ready: making one costs more than its answer."""
    conditions = [NARROWED[name] for name in narrowed]
    return newest_of(public_on_the_day().where(*conditions, *([LATER] if is_later else [])))


def narrowed(asked: Asked, *, after: Place | None, limit: int, **values: Any) -> Listing:
    """A page of the list these values narrow to, each by its condition in ``NARROWED``."""
    place = {"at": after.at, "after": after.item_id} if after else {}
    return listing(asked, prepared(tuple(values), is_later=after is not None), limit, values | place)


def item(session: Session, item_id: int) -> PublicItem:
    """One public item. Raises ``left_the_public``, ``decision_withdrawn`` or ``no_such_page``."""
    shown = session.scalar(public_now().where(PublicItem.item_id == item_id))
    if shown is None:
        raise absent(session, item_id)
    return shown


def absent(session: Session, item_id: int) -> Refusal:
    """Why an address shows nothing: it left, or there never was such a page."""
    departure = session.get(Departure, item_id)
    if departure is not None:
        return left(departure)
    if session.get(PublicItem, item_id) is not None:  # its last day is over; what remains is being taken down
        return Refusal("left_the_public", Category.GONE, left_at=None, reason="")
    return Refusal("no_such_page", Category.MISSING)


def left(departure: Departure) -> Refusal:
    """What the address of something that left may say: an article's since when and why, a record's nothing at all."""
    if departure.tells == Tells.ALL:
        return Refusal("left_the_public", Category.GONE, left_at=departure.left_at, reason=departure.reason)
    if departure.tells == Tells.ANNULMENT:
        return Refusal("decision_withdrawn", Category.GONE, left_at=None, reason=departure.reason)
    return Refusal("left_the_public", Category.GONE, left_at=None, reason="")


def column(asked: Asked, slug: str, *, kind: str | None = None, after: Place | None = None, limit: int = 20) -> Listing:
    """A page of a column, or of one of its kinds. Raises ``no_such_page`` for a kind of another column."""
    kinds = reader.column(slug).kinds
    if kind is None:
        return narrowed(asked, after=after, limit=limit, column=slug)
    if kind not in kinds:
        raise Refusal("no_such_page", Category.MISSING)
    return narrowed(asked, after=after, limit=limit, column=slug, kind=kind)


def article_kinds(slug: str) -> list[str]:
    """The kinds of a column that people write, one by one: records come by the thousand and would hide them."""
    return [kind for kind in reader.column(slug).kinds if not reader.kind(kind).is_record]


def unit_named(session: Session, code: str) -> Unit:
    unit = session.scalar(select(Unit).where(Unit.code == code))
    if unit is None:
        raise Refusal("no_such_page", Category.MISSING)
    return unit


def of_unit(session: Session, unit: Unit, *, after: Place | None = None, limit: int = 20) -> Listing:
    """What the unit published, and what those published whose work it goes on with."""
    ids = [unit.id, *(one.id for one in reorganising.before(session, unit))]
    return of_units(session, ids, after=after, limit=limit)


def of_units(asked: Asked, ids: list[int], *, after: Place | None = None, limit: int = 20) -> Listing:
    return narrowed(asked, after=after, limit=limit, units=ids)


def newest_per_column(asked: Asked, *, each: int) -> dict[str, tuple[Listed, ...]]:
    """The newest articles of every column, in the menu's order: in one look, a short index walk per column."""
    found: dict[str, list[Listed]] = {slug: [] for slug in reader.columns()}
    for row in asked.execute(of_every_column(), {"day": clock.today(), "limit": each}):
        item = Listed(*row)
        found[item.column].append(item)
    return {slug: tuple(items) for slug, items in found.items()}


@cache
def of_every_column() -> CompoundSelect[Any]:
    walks = [
        newest_of(public_on_the_day().where(PublicItem.column == slug, PublicItem.kind.in_(article_kinds(slug))))
        for slug in reader.columns()
    ]
    return union_all(*[select(*walk.subquery().c) for walk in walks])


def newest_articles(asked: Asked, slug: str, *, limit: int) -> tuple[Listed, ...]:
    return narrowed(asked, after=None, limit=limit, column=slug, kinds=article_kinds(slug)).items


def newest(asked: Asked, *, limit: int) -> tuple[Listed, ...]:
    """What was written last, whatever its column."""
    return narrowed(asked, after=None, limit=limit, is_record=False).items


def counts_per_kind(session: Session) -> dict[str, dict[str, int]]:
    """How much is public now, by column and kind. A walk over one index: ask once and keep it while nothing changes."""
    query = select(PublicItem.column, PublicItem.kind, func.count()).where(public_on(clock.today()))
    counted: dict[str, dict[str, int]] = {slug: {} for slug in reader.columns()}
    for slug, kind, count in session.execute(query.group_by(PublicItem.column, PublicItem.kind)):
        counted.setdefault(slug, {})[kind] = count
    return counted


def count_of_column(session: Session, slug: str) -> int:
    query = select(func.count()).where(PublicItem.column == slug, public_on(clock.today()))
    return session.scalar(query.select_from(PublicItem)) or 0


def counts_per_column(session: Session) -> dict[str, int]:
    return {slug: sum(kinds.values()) for slug, kinds in counts_per_kind(session).items()}


def counts_per_unit(session: Session) -> dict[int, int]:
    """How much is public now, by unit id; to be kept like the counts by kind."""
    query = select(PublicItem.unit_id, func.count()).where(public_on(clock.today())).group_by(PublicItem.unit_id)
    return dict(session.execute(query).all())


def count_of_unit(session: Session, unit: Unit) -> int:
    query = select(func.count()).where(PublicItem.unit_id == unit.id, public_on(clock.today()))
    return session.scalar(query.select_from(PublicItem)) or 0


def description(shown: PublicItem | Whole) -> str:
    """What stands for an item where only a sentence fits: its abstract, else the first words of its public text."""
    return shown.summary or plain.first_words(shown.text)


def updated_at(session: Session) -> datetime | None:
    """When the public view last changed: the 数据更新至 of every list. One look at the end of the change log."""
    return change_log.newest_at(session)


def by_ids(session: Session, ids: list[int]) -> dict[int, PublicItem]:
    """The ones of these that are public at this moment."""
    if not ids:
        return {}
    less = (defer(PublicItem.html), lazyload(PublicItem.producer_unit), lazyload(PublicItem.reviewer_unit))
    found = session.scalars(public_now().where(PublicItem.item_id.in_(ids)).options(*less))
    return {shown.item_id: shown for shown in found}
