"""Which addresses a text may link to or show a picture from."""

from __future__ import annotations

import html
import re

EXTERNAL = re.compile(r"https?://[^\s/?#\\]", re.IGNORECASE)
MAIL = re.compile(r"mailto:[^\s@:]+@[^\s@:]+\Z", re.IGNORECASE)
#: Own pages: no scheme, no host, no backslash (browsers read it as a slash), nothing invisible.
RELATIVE = re.compile(r"(?!//)[^\s:\\\x00-\x20\x7f]+(?:[?#][^\s\\\x00-\x20\x7f]*)?\Z")
OWN_FILE = re.compile(r"/(?!/)[^\s:\\\x00-\x20\x7f]+\Z")


def is_external(address: str) -> bool:
    return EXTERNAL.match(_as_read(address)) is not None


def is_link(address: str) -> bool:
    """http, https, mailto, or a page of our own; ``javascript:1`` is none of them, however it is spelt."""
    read = _as_read(address)
    return any(shape.match(read) for shape in (EXTERNAL, MAIL, RELATIVE))


def is_own_file(address: str) -> bool:
    """A picture comes from this site only: a foreign one would tell its host who reads us."""
    return OWN_FILE.match(_as_read(address)) is not None


def _as_read(address: str) -> str:
    """The address a browser would act on: character references resolved, twice to meet escaped ones."""
    return html.unescape(html.unescape(address))
