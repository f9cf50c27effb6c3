"""信用承诺清单: commitments in public by matter and type, with how they were kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from content import clock
from content.display.models import PublicItem
from content.display.visibility import public_on
from content.kinds import reader

KIND = "commitment"


@dataclass(frozen=True)
class Wanted:
    """What of the register is asked for; whatever is empty narrows nothing."""

    unit_ids: Collection[int] | None = None
    matter: str = ""
    commitment_type: str = ""
    fulfilment: str = ""


def conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [
        PublicItem.column == reader.kind(KIND).column,
        PublicItem.kind == KIND,
        public_on(clock.today()),
    ]
    if wanted.unit_ids is not None:
        found.append(PublicItem.unit_id.in_(wanted.unit_ids))
    if wanted.matter:
        found.append(value("matter").contains(wanted.matter, autoescape=True))
    for name in ("commitment_type", "fulfilment"):
        if asked := getattr(wanted, name):
            found.append(value(name) == asked)
    return found


def value(name: str) -> Any:
    return PublicItem.fields[name].as_string()


def listed(
    session: Session, wanted: Wanted, *, before: int | None = None, limit: int
) -> tuple[list[PublicItem], int | None]:
    """One page of the register, the newest first, and the ``before`` of the next."""
    query = select(PublicItem).where(*conditions(wanted))
    if before is not None:
        query = query.where(PublicItem.item_id < before)
    page = list(session.scalars(query.order_by(PublicItem.item_id.desc()).limit(limit + 1)))
    return page[:limit], page[limit - 1].item_id if len(page) > limit else None


def by_type(session: Session, unit_ids: Collection[int] | None) -> Counter[tuple[str, str]]:
    """How many of each type stand at each fulfilment."""
    keys = (value("commitment_type"), value("fulfilment"))
    query = select(*keys, func.count()).where(*conditions(Wanted(unit_ids))).group_by(*keys)
    return Counter({(kind, state): count for kind, state, count in session.execute(query)})
