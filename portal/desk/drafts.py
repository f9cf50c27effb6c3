"""The draft a page works on, for those who may write it."""

from __future__ import annotations

from flask import g

from content.auth.permissions import Permission
from content.errors import Category, Refusal
from content.items import finding
from content.items.models import Edition, Item
from content.kinds import reader
from portal.database import db


def own_draft(edition_id: int) -> Edition:
    edition = finding.edition(db.session(), edition_id, by=g.person, permission=Permission.WRITE)
    refuse_record(edition.item)
    return edition


def refuse_record(item: Item) -> None:
    """A record is corrected by its sheet, where identity numbers are locked away before anything is stored."""
    if reader.kind(item.kind).is_record:
        raise Refusal("records_come_by_sheet", Category.CONFLICT)
