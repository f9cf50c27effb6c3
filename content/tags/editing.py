"""The bureau's office adds campaigns and says which items belong to a tag, and which article explains which rule."""

from __future__ import annotations

import re

from sqlalchemy import select
from sqlalchemy.orm import Session

from content import clock
from content.audit import trail
from content.audit.events import Event
from content.auth.people import Person
from content.auth.permissions import Permission, require
from content.errors import Category, Issue, Refusal, refuse_issues
from content.outbox import change_log
from content.outbox.change_log import Change, Effect
from content.tags.models import Explains, Family, Tag, Tagged

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST_NAME, LONGEST_SLUG, LONGEST_LEAD = 40, 40, 600


def all_of(session: Session, family: Family | None = None) -> list[Tag]:
    query = select(Tag).order_by(Tag.family, Tag.position, Tag.id)
    return list(session.scalars(query.where(Tag.family == family.value) if family else query))


def by_id(session: Session, tag_id: int) -> Tag:
    tag = session.get(Tag, tag_id)
    if tag is None:
        raise Refusal("no_such_tag", Category.MISSING)
    return tag


def name_issues(name: str, lead: str) -> list[Issue]:
    found = [] if name else [Issue("names", "required")]
    for field, text, longest in (("names", name, LONGEST_NAME), ("summary", lead, LONGEST_LEAD)):
        if len(text) > longest:
            found.append(Issue(field, "too_long", {"longest": longest, "length": len(text)}))
    return found


def add_campaign(session: Session, *, slug: str, name: str, lead: str, by: Person) -> Tag:
    """A new 专题 page at its own address."""
    require(by, Permission.OVERSEE)
    slug, name, lead = slug.strip(), name.strip(), lead.strip()
    found = name_issues(name, lead)
    if not SLUG.fullmatch(slug) or len(slug) > LONGEST_SLUG:
        found.append(Issue("slug", "bad_slug"))
    elif session.scalar(select(Tag.id).where(Tag.family == Family.CAMPAIGN.value, Tag.slug == slug)):
        found.append(Issue("slug", "slug_taken"))
    refuse_issues(found)
    trail.lock(session)
    position = len(all_of(session, Family.CAMPAIGN))
    names = {"zh-Hans": name}
    tag = Tag(family=Family.CAMPAIGN.value, slug=slug, names=names, lead=lead, position=position)
    session.add(tag)
    session.flush()
    trail.append(session, Event.TAG_CHANGED, actor=by.key, about=tag.key, facts={"added": True})
    return tag


def change(session: Session, tag: Tag, *, name: str, lead: str, is_shown: bool, by: Person) -> Tag:
    require(by, Permission.OVERSEE)
    name, lead = name.strip(), lead.strip()
    refuse_issues(name_issues(name, lead))
    trail.lock(session)
    tag.names = tag.names | {"zh-Hans": name}
    tag.lead, tag.is_shown = lead, is_shown
    trail.append(session, Event.TAG_CHANGED, actor=by.key, about=tag.key, facts={"is_shown": is_shown})
    return tag


def is_public(session: Session, item_id: int) -> bool:
    """By the change log: was the last thing told of this item that it is shown?"""
    newest = select(Change.effect).where(Change.item_id == item_id).order_by(Change.number.desc()).limit(1)
    return session.scalar(newest) == Effect.SHOWN.value


def tag_item(session: Session, tag: Tag, item_id: int, *, by: Person) -> None:
    """Put a public item under a tag. Whoever follows the change log meets the item again."""
    require(by, Permission.OVERSEE)
    trail.lock(session)
    refuse_hidden(session, item_id)
    if session.get(Tagged, (tag.id, item_id)) is None:
        session.add(Tagged(tag_id=tag.id, item_id=item_id, since=clock.now(), by_key=by.key))
        remember(session, Event.ITEM_TAGGED, tag, item_id, by)


def untag_item(session: Session, tag: Tag, item_id: int, *, by: Person) -> None:
    require(by, Permission.OVERSEE)
    trail.lock(session)
    link = session.get(Tagged, (tag.id, item_id))
    if link is not None:
        session.delete(link)
        remember(session, Event.ITEM_UNTAGGED, tag, item_id, by)


def explain(session: Session, item_id: int, rule_id: int, *, by: Person) -> None:
    """政策解读: the first explains the second; both are public."""
    require(by, Permission.OVERSEE)
    trail.lock(session)
    refuse_hidden(session, item_id)
    refuse_hidden(session, rule_id)
    if item_id == rule_id:
        refuse_issues([Issue("item", "explains_itself")])
    if session.get(Explains, (item_id, rule_id)) is None:
        session.add(Explains(item_id=item_id, rule_id=rule_id, since=clock.now(), by_key=by.key))
        session.flush()
        facts = {"explains": rule_id}
        trail.append(session, Event.ITEM_TAGGED, actor=by.key, about=f"item:{item_id}", facts=facts)
        change_log.record(session, rule_id, Effect.SHOWN)


def refuse_hidden(session: Session, item_id: int) -> None:
    if not is_public(session, item_id):
        refuse_issues([Issue("item", "not_public")])


def remember(session: Session, event: Event, tag: Tag, item_id: int, by: Person) -> None:
    session.flush()
    trail.append(session, event, actor=by.key, about=f"item:{item_id}", facts={"tag": tag.key})
    if is_public(session, item_id):
        change_log.record(session, item_id, Effect.SHOWN)
