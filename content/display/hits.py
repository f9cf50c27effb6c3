"""Search hits as they are shown: the last look at whether each is public, and as much of it as a list shows."""

from __future__ import annotations

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session, joinedload, load_only, raiseload

from content import clock
from content.auth.units import Unit
from content.display.models import PublicItem
from content.display.visibility import public_on

SHOWN = (
    PublicItem.kind,
    PublicItem.column,
    PublicItem.title,
    PublicItem.fields,
    PublicItem.text,
    PublicItem.first_published_at,
    PublicItem.last_day,
    PublicItem.is_record,
)
#: Made once: putting a statement together costs as much as answering it.
HITS = (
    select(PublicItem)
    .where(PublicItem.item_id.in_(bindparam("ids", expanding=True)), public_on(bindparam("day")))
    .options(
        load_only(*SHOWN, raiseload=True),
        joinedload(PublicItem.unit).load_only(Unit.short_names, raiseload=True),
        raiseload("*"),
    )
)


def by_ids(session: Session, ids: list[int]) -> dict[int, PublicItem]:
    """The ones of these that are public at this moment."""
    if not ids:
        return {}
    found = session.scalars(HITS, {"ids": ids, "day": clock.today()})
    return {shown.item_id: shown for shown in found}
