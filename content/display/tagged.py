"""What is public under a tag: campaigns, Xinyi+ scenes, and rules by level and field with what explains them."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, aliased

from content import clock
from content.display import finding
from content.display.finding import Listing, Place
from content.display.models import PublicItem
from content.display.visibility import public_now, public_on
from content.errors import Category, Refusal
from content.tags.models import Explains, Family, Tag, Tagged

#: The column of rules and the validity a rule without a word has.
RULES = "rules"
STATES = ("有效", "已修改", "失效", "废止")


@dataclass(frozen=True)
class Counted:
    tag: Tag
    count: int


def tags(session: Session, family: Family) -> list[Counted]:
    """Shown tags of a family in their order, each with how many public items it has."""
    has = (
        select(Tagged.tag_id, func.count().label("count"))
        .join(PublicItem, PublicItem.item_id == Tagged.item_id)
        .where(public_on(clock.today()))
        .group_by(Tagged.tag_id)
        .subquery()
    )
    query = (
        select(Tag, func.coalesce(has.c.count, 0))
        .outerjoin(has, has.c.tag_id == Tag.id)
        .where(Tag.family == family.value, Tag.is_shown)
        .order_by(Tag.position, Tag.id)
    )
    return [Counted(tag, count) for tag, count in session.execute(query)]


def tag_named(session: Session, family: Family, slug: str) -> Tag:
    query = select(Tag).where(Tag.family == family.value, Tag.slug == slug, Tag.is_shown)
    tag = session.scalar(query)
    if tag is None:
        raise Refusal("no_such_page", Category.MISSING)
    return tag


def under(tag_id: int) -> Select[int]:
    return select(Tagged.item_id).where(Tagged.tag_id == tag_id)


def of_tag(session: Session, tag: Tag, *, after: Place | None = None, limit: int = 20) -> Listing:
    query = public_now().where(PublicItem.item_id.in_(under(tag.id)))
    return finding.page_of(session, query, after=after, limit=limit)


def of_item(session: Session, item_id: int) -> list[Tag]:
    """The shown tags one item carries."""
    query = select(Tag).join(Tagged, Tagged.tag_id == Tag.id).where(Tagged.item_id == item_id, Tag.is_shown)
    return list(session.scalars(query.order_by(Tag.family, Tag.position)))


@dataclass(frozen=True)
class Wanted:
    """Filters of the policy library, by slug; empty ones do not narrow. ``state`` is a word of the header."""

    level: str = ""
    field: str = ""
    state: str = ""


def policies(session: Session, wanted: Wanted, *, after: Place | None = None, limit: int = 20) -> Listing:
    return finding.page_of(session, rules(session, wanted), after=after, limit=limit)


def rules(session: Session, wanted: Wanted) -> Select[PublicItem]:
    """Public rules that fit. A filter nobody knows narrows to nothing."""
    query = public_now().where(PublicItem.column == RULES)
    for family, slug in ((Family.LEVEL, wanted.level), (Family.FIELD, wanted.field)):
        if slug:
            tag = session.scalar(select(Tag.id).where(Tag.family == family.value, Tag.slug == slug))
            query = query.where(PublicItem.item_id.in_(under(tag or 0)))
    if wanted.state:
        query = query.where(PublicItem.fields["validity"].as_string() == wanted.state)
    return query


@dataclass(frozen=True)
class Matrix:
    """Rules in force by field and level; a cell of 0 is a gap that somebody should fill."""

    levels: tuple[Tag, ...]
    fields: tuple[Tag, ...]
    counts: dict[tuple[int, int], int]


def matrix(session: Session) -> Matrix:
    of_field, of_level = aliased(Tagged), aliased(Tagged)
    field, level = aliased(Tag), aliased(Tag)
    query = (
        select(field.id, level.id, func.count())
        .select_from(PublicItem)
        .join(of_field, of_field.item_id == PublicItem.item_id)
        .join(field, (field.id == of_field.tag_id) & (field.family == Family.FIELD.value))
        .join(of_level, of_level.item_id == PublicItem.item_id)
        .join(level, (level.id == of_level.tag_id) & (level.family == Family.LEVEL.value))
        .where(PublicItem.column == RULES, public_on(clock.today()))
        .where(PublicItem.fields["validity"].as_string().in_(("有效", "已修改")))
        .group_by(field.id, level.id)
    )
    counts = {(in_field, at_level): count for in_field, at_level, count in session.execute(query)}
    levels, fields = (tuple(c.tag for c in tags(session, family)) for family in (Family.LEVEL, Family.FIELD))
    return Matrix(levels, fields, counts)


@dataclass(frozen=True)
class Explained:
    """政策解读 of a rule, and the rules an article explains, as far as they are public."""

    explanations: tuple[PublicItem, ...] = ()
    rules: tuple[PublicItem, ...] = ()


def explained(session: Session, item_id: int) -> Explained:
    """One look at the links; nothing more is read for the many items that have none."""
    either = (Explains.item_id == item_id) | (Explains.rule_id == item_id)
    links = session.execute(select(Explains.item_id, Explains.rule_id).where(either)).all()
    if not links:
        return Explained()
    shown = finding.by_ids(session, [other for link in links for other in link if other != item_id])
    return Explained(
        explanations=tuple(shown[link.item_id] for link in links if link.rule_id == item_id and link.item_id in shown),
        rules=tuple(shown[link.rule_id] for link in links if link.item_id == item_id and link.rule_id in shown),
    )
