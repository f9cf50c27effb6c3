"""Records that are public: one batch each, by the real verbs, on a site's own database."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Select, select

from content.display.models import PublicItem
from content.items.models import Edition
from tests.factories import batches
from tests.site import Site


def publish(
    site: Site, rows: Iterable[dict[str, Any]], *, kind: str = "penalty", unit: str = "zhifa", **how: Any
) -> list[int]:
    """Returns the ids of the items of this batch that are public."""
    with site.writing() as session:
        folder = site.app.extensions["settings"].folder
        batch = batches.published(session, site.staff(session, unit), folder, rows, kind=kind, **how)
        shown = select(PublicItem.item_id).where(PublicItem.edition_id.in_(edition_ids(batch.id)))
        return list(session.scalars(shown.order_by(PublicItem.item_id)))


def edition_ids(batch_id: int) -> Select[int]:
    return select(Edition.id).where(Edition.batch_id == batch_id)
