"""One file of a public item, for as long as the item lists it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from content.attachments.kinds import KINDS
from content.display import finding
from content.errors import Category, Refusal


@dataclass(frozen=True)
class Served:
    name: str
    media_type: str
    is_picture: bool
    digest: str


def find(session: Session, item_id: int, position: int, name: str, *, width: str = "") -> Served:
    """The file, or its copy of this width. Raises like ``finding.item``, and ``no_such_page`` where none is listed."""
    for file in finding.item(session, item_id).files:
        if (file["position"], file["name"]) == (position, name):
            kind = KINDS[file["kind"]]
            return Served(name, kind.media_type, kind.is_picture, file["renditions"].get(width, file["digest"]))
    raise Refusal("no_such_page", Category.MISSING)
