"""The draft a page works on, for those who may write it."""

from __future__ import annotations

from flask import g

from content.auth.permissions import Permission
from content.items import finding
from content.items.models import Edition
from portal.database import db


def own_draft(edition_id: int) -> Edition:
    return finding.edition(db.session(), edition_id, by=g.person, permission=Permission.WRITE)
