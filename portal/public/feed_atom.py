"""A feed as Atom (RFC 4287), with deleted entries (RFC 6721) and paging (RFC 5005)."""

from __future__ import annotations

from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from flask import current_app, url_for

from content.display import finding
from content.display.feeds import Entry
from content.display.models import PublicItem
from content.kinds import reader
from portal import labels, locales
from portal.public import addresses
from portal.public.feed import Feed, moment

ATOM = "http://www.w3.org/2005/Atom"
TOMBSTONE = "http://purl.org/atompub/tombstones/1.0"


def write(feed: Feed) -> bytes:
    root = Element("feed", {"xmlns": ATOM, "xmlns:at": TOMBSTONE, "xml:lang": locales.current().html})
    text(root, "id", feed.first)
    text(root, "title", feed.title)
    text(root, "updated", feed.updated)
    text(SubElement(root, "author"), "name", current_app.extensions["settings"].site_owner)
    link(root, "alternate", feed.page, "text/html")
    link(root, "self", feed.address, "application/atom+xml")
    link(root, "first", feed.first, "application/atom+xml")
    if feed.older:
        link(root, "next", feed.older, "application/atom+xml")
    for entry in feed.entries:
        if entry.shown is None:
            tombstone(root, entry)
        else:
            article(root, entry, entry.shown)
    return bytes(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True))


def article(root: Element, entry: Entry, shown: PublicItem) -> None:
    written = SubElement(root, "entry")
    text(written, "id", addresses.permanent(shown.item_id))
    text(written, "title", shown.title)
    text(written, "updated", moment(entry.at))
    text(written, "published", moment(shown.first_published_at))
    text(SubElement(written, "author"), "name", shown.unit.name(labels.locale()))
    link(written, "alternate", addresses.absolute(url_for("public.item", item_id=shown.item_id)), "text/html")
    column = reader.column(shown.column)
    category = {"term": shown.column, "label": column.label(labels.locale())}
    SubElement(written, "category", category)
    text(written, "summary", finding.description(shown))
    text(written, "content", shown.html, type="html")


def tombstone(root: Element, entry: Entry) -> None:
    SubElement(root, "at:deleted-entry", {"ref": addresses.permanent(entry.item_id), "when": moment(entry.at)})


def text(parent: Element, name: str, words: str, **attributes: str) -> None:
    SubElement(parent, name, attributes).text = words


def link(parent: Element, rel: str, href: str, media_type: str) -> None:
    SubElement(parent, "link", {"rel": rel, "href": href, "type": media_type})
