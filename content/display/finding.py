"""Finding what is public: one item, a column, a unit, the home page. Search stands in ``searching``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import Select, func, select, tuple_
from sqlalchemy.orm import Session, defer, lazyload, raiseload

from content import clock
from content.auth import reorganising
from content.auth.units import Unit
from content.display.models import Departure, PublicItem, Tells
from content.display.visibility import public_now, public_on
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


@dataclass(frozen=True)
class Listing:
    """One page of a list, newest first; ``older`` is the place its next page starts after, None at the end."""

    items: tuple[PublicItem, ...]
    older: Place | None


def page_of(session: Session, query: Select[PublicItem], *, after: Place | None, limit: int) -> Listing:
    if after is not None:
        query = query.where(tuple_(PublicItem.first_published_at, PublicItem.item_id) < (after.at, after.item_id))
    found = session.scalars(query.options(*LIGHT).order_by(*NEWEST).limit(limit + 1)).all()
    shown = tuple(found[:limit])
    more = len(found) > limit
    return Listing(shown, Place(shown[-1].first_published_at, shown[-1].item_id) if more else None)


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


def column(
    session: Session, slug: str, *, kind: str | None = None, after: Place | None = None, limit: int = 20
) -> Listing:
    """A page of a column, or of one of its kinds. Raises ``no_such_page`` for a kind of another column."""
    query = public_now().where(PublicItem.column == slug)
    if kind is not None:
        if kind not in reader.column(slug).kinds:
            raise Refusal("no_such_page", Category.MISSING)
        query = query.where(PublicItem.kind == kind)
    reader.column(slug)
    return page_of(session, query, after=after, limit=limit)


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
    return page_of(session, public_now().where(PublicItem.unit_id.in_(ids)), after=after, limit=limit)


def newest_per_column(session: Session, *, each: int) -> dict[str, tuple[PublicItem, ...]]:
    """The newest items of every column, in the menu's order. One short index walk per column."""
    return {slug: newest_articles(session, slug, limit=each) for slug in reader.columns()}


def newest_articles(session: Session, slug: str, *, limit: int) -> tuple[PublicItem, ...]:
    query = public_now().where(PublicItem.column == slug, PublicItem.kind.in_(article_kinds(slug)))
    return page_of(session, query, after=None, limit=limit).items


def newest(session: Session, *, limit: int) -> tuple[PublicItem, ...]:
    """What was written last, whatever its column."""
    return page_of(session, public_now().where(PublicItem.is_record.is_(False)), after=None, limit=limit).items


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


def description(shown: PublicItem) -> str:
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
