"""What the quality board reads without touching wide rows: indexes over other rooms' tables."""

from __future__ import annotations

from sqlalchemy import Index, text

from content.items.batches import BatchReturn
from content.items.models import Edition, Item
from content.workflow.leaving_rows import LeavingRequest
from content.working_calendar.models import Deadline

Index(
    "ix_deadline_started",
    Deadline.rule_code,
    Deadline.started_on,
    Deadline.unit_id,
    Deadline.stopped_on,
    Deadline.due_on,
    Deadline.stopped_by,
)
Index("ix_batch_return_returned_at", BatchReturn.returned_at, BatchReturn.edition_id)
Index("ix_leaving_request_decided", LeavingRequest.decided_at, LeavingRequest.cause, LeavingRequest.unit_id)
Index(
    "ix_edition_next",
    Edition.published_at,
    Edition.item_id,
    sqlite_where=text("number > 1"),
    postgresql_where=text("number > 1"),
)
Index(
    "ix_item_number_key",
    Item.unit_id,
    Item.number_key,
    sqlite_where=text("number_key IS NOT NULL"),
    postgresql_where=text("number_key IS NOT NULL"),
)
