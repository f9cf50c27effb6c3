"""A feed as JSON Feed 1.1. What left stands under ``_tombstones``, an extension as the format allows."""

from __future__ import annotations

import json
from typing import Any

from flask import url_for

from content.display import finding
from content.display.feeds import Entry
from content.display.models import PublicItem
from content.kinds import reader
from portal import labels, locales
from portal.public import addresses
from portal.public.feed import Feed, moment

VERSION = "https://jsonfeed.org/version/1.1"


def write(feed: Feed) -> bytes:
    written: dict[str, Any] = {
        "version": VERSION,
        "title": feed.title,
        "home_page_url": feed.page,
        "feed_url": feed.first,
        "language": locales.current().html,
        "items": [article(entry, entry.shown) for entry in feed.entries if entry.shown is not None],
        "_tombstones": [tombstone(entry) for entry in feed.entries if entry.shown is None],
    }
    if feed.older:
        written["next_url"] = feed.older
    return json.dumps(written, ensure_ascii=False).encode()


def article(entry: Entry, shown: PublicItem) -> dict[str, Any]:
    return {
        "id": addresses.permanent(shown.item_id),
        "url": addresses.absolute(url_for("public.item", item_id=shown.item_id)),
        "title": shown.title,
        "summary": finding.description(shown),
        "content_html": shown.html,
        "date_published": moment(shown.first_published_at),
        "date_modified": moment(entry.at),
        "authors": [{"name": shown.unit.name(labels.locale())}],
        "tags": [reader.column(shown.column).label(labels.locale())],
    }


def tombstone(entry: Entry) -> dict[str, str]:
    return {"id": addresses.permanent(entry.item_id), "when": moment(entry.at)}
