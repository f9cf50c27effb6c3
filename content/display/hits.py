"""Search hits as they are shown: the last look at whether each is public, and as much of it as a list shows."""

from __future__ import annotations

from dataclasses import fields

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from content import clock
from content.display.models import PublicItem
from content.display.plain_rows import Hit
from content.display.visibility import public_on

#: Made once: putting a statement together costs as much as answering it.
HITS = select(*(getattr(PublicItem, field.name) for field in fields(Hit))).where(
    PublicItem.item_id.in_(bindparam("ids", expanding=True)), public_on(bindparam("day"))
)


def by_ids(session: Session, ids: list[int]) -> dict[int, Hit]:
    """The ones of these that are public at this moment."""
    if not ids:
        return {}
    found = session.execute(HITS, {"ids": ids, "day": clock.today()})
    return {hit.item_id: hit for hit in (Hit(*row) for row in found)}
