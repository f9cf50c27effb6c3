"""What the boards read without touching the rows themselves: indexes that hold every column they count by."""

from __future__ import annotations

from sqlalchemy import Index

from content.display.models import PublicItem
from content.items.models import Edition, Item
from content.working_calendar.models import Deadline

Index(
    "ix_public_item_board",
    PublicItem.first_published_at,
    PublicItem.unit_id,
    PublicItem.column,
    PublicItem.is_record,
    PublicItem.last_day,
    PublicItem.item_id,
)
Index("ix_item_board", Item.first_published_at, Item.unit_id, Item.column, Item.id)
Index("ix_edition_board", Edition.submitted_at, Edition.state, Edition.item_id)
Index("ix_deadline_board", Deadline.rule_code, Deadline.stopped_on, Deadline.unit_id, Deadline.due_on)
