"""Invented items under their tags, a campaign, and one report by a citizen: put there as the bureau's office would."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from content.auth import people
from content.database import begin_writing
from content.display.models import PublicItem
from content.feedback import receiving
from content.tags import editing
from content.tags.models import Family, Tag
from portal.database import db

OFFICE = "jiandu"
#: Words of a title → scenes; only cases and innovations are scenes.
SCENES = {
    "信易批": "pi",
    "信易航": "hang",
    "信易行": "xing",
    "许可": "pi",
    "过闸": "hang",
    "公交": "xing",
    "检查": "jian",
}
#: Words of a rule's title → its field; the first that fits.
FIELDS = {
    "工程建设": "construction",
    "养护": "road-upkeep",
    "船舶": "water-transport",
    "铁路": "local-railways",
    "执法": "law-enforcement",
    "处罚": "law-enforcement",
    "运输": "road-transport",
}
CAMPAIGN = ("good-faith-month", "诚信宣传月", "各单位开展诚信宣传、信用承诺和便民服务的情况。")
CAMPAIGN_WORDS = ("诚信", "宣传")


def plant() -> None:
    """Needs the invented people and items."""
    session = db.session()
    session.rollback()  # the items and records before this ended their own transactions
    begin_writing(session)
    office = people.by_username(session, OFFICE)
    if office is None:
        return
    slug, name, lead = CAMPAIGN
    campaign = editing.add_campaign(session, slug=slug, name=name, lead=lead, by=office)
    known = {(tag.family, tag.slug): tag for tag in editing.all_of(session)}
    for item in session.scalars(select(PublicItem).order_by(PublicItem.item_id)).all():
        for tag in fitting(item, known, campaign):
            editing.tag_item(session, tag, item.item_id, by=office)
    report(session)
    session.commit()


def fitting(item: PublicItem, known: dict[tuple[str, str], Tag], campaign: Tag) -> list[Tag]:
    """The tags an invented item's title speaks of."""
    found: list[Tag] = []
    if item.column in ("cases", "innovations"):
        slugs = dict.fromkeys(slug for word, slug in SCENES.items() if word in item.title)
        found += [known[Family.SCENE.value, slug] for slug in slugs]
    if item.column == "rules":
        slug = next((slug for word, slug in FIELDS.items() if word in item.title), "general")
        level = "county" if item.unit.kind == "county" else "city"
        found += [known[Family.FIELD.value, slug], known[Family.LEVEL.value, level]]
    if any(word in item.title for word in CAMPAIGN_WORDS):
        found.append(campaign)
    return found


def report(session: Session) -> None:
    """One report that waits for an answer, about the newest rule."""
    newest = select(PublicItem).where(PublicItem.column == "rules").order_by(PublicItem.first_published_at.desc())
    item = session.scalar(newest.limit(1))
    if item is None:
        return
    receiving.receive(
        session,
        page=f"/items/{item.item_id}",
        wrong="第二条中的“县、区”重复，请核对。",
        contact="",
        sender_mark="invented",
        item_id=item.item_id,
    )
