"""The tags every site starts with, from a file; what people have changed stays as they left it."""

from __future__ import annotations

import tomllib
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from content.tags.models import Tag

TAGS_FILE = Path(__file__).parent / "tags.toml"


def plant(session: Session) -> None:
    """Add the tags that are not there yet."""
    known = {(tag.family, tag.slug) for tag in session.scalars(select(Tag))}
    for position, seed in enumerate(tomllib.loads(TAGS_FILE.read_text(encoding="utf-8"))["tag"]):
        if (seed["family"], seed["slug"]) not in known:
            session.add(Tag(position=position, **({"lead": ""} | seed)))
    session.flush()
