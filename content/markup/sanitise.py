"""The last gate before a page: only these tags, these attributes, these addresses."""

from __future__ import annotations

from bleach.sanitizer import Cleaner

from content.markup import addresses

TEXT_TAGS = {"p", "h2", "h3", "h4", "h5", "h6", "ul", "li", "blockquote", "hr", "wbr", "strong", "a", "img"}
TABLE_TAGS = {"table", "thead", "tbody", "tr", "th", "td"}
TAGS = frozenset(TEXT_TAGS | TABLE_TAGS)
PROTOCOLS = frozenset({"http", "https", "mailto"})

#: tag → attribute → may it have this value? No class, style, id or event handler for anything.
ATTRIBUTES = {
    "a": {"href": addresses.is_link, "rel": lambda value: value == "noopener noreferrer"},
    "img": {"src": addresses.is_own_file, "alt": lambda value: True},
    "th": {"scope": lambda value: value == "col"},
}


def may_stay(tag: str, name: str, value: str) -> bool:
    """bleach's own look at protocols is not enough: it takes the digit of ``javascript:1`` for a port."""
    allowed = ATTRIBUTES.get(tag, {}).get(name)
    return allowed is not None and allowed(value)


def make_cleaner() -> Cleaner:
    """A cleaner for one thread: its parser remembers. What is not allowed is escaped, not dropped."""
    return Cleaner(tags=TAGS, attributes=may_stay, protocols=PROTOCOLS, strip=False)
