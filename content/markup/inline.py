"""Marks inside a line: bold, links, pictures, the escaping backslash. Everything else stays as typed."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import EscapeInlineProcessor, InlineProcessor

from content.markup import addresses

#: A backslash takes the meaning from these and from nothing else, so that ``C:\temp`` stays whole.
ESCAPABLE = ["*", "#", "-", "|", "[", "]", ">", "!"]

#: An address has no blanks, quotes or angles; brackets stand in pairs, as in ``/files/通知(1).pdf``.
_ADDRESS = r'(?P<address>(?:[^()\[\]<>"\s]|\([^()\[\]<>"\s]{0,200}\))+)'
LINK = rf"(?<![\\!])\[(?P<words>[^\[\]\n]+)\]\({_ADDRESS}\)"
IMAGE = rf"(?<!\\)!\[(?P<words>[^\[\]\n]*)\]\({_ADDRESS}\)"
ESCAPE = r"\\(.)"

#: Two stars make bold only between edges (blank, punctuation, end of line), because stars are also how
#: names and numbers are masked: 张**, 138****1234, ***@x.com keep theirs. A closing pair may also touch a
#: word when it follows closing punctuation: ``**总体要求。**坚持…``.
BOLD = (
    r"(?<![\w*\\])\*\*(?![\s*@、，,])"
    r"(?P<words>[^*\n]+)"
    r"(?:(?<![\s、，,])\*\*(?![\w*])|(?<=[。：；！？）》”’」』:;!?)\]])\*\*(?!\*))"
)


class Bold(InlineProcessor):
    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # noqa: N802 (Markdown's name)
        strong = Element("strong")
        strong.text = m["words"]
        return strong, m.start(), m.end()


class Link(InlineProcessor):
    """``[words](address)``; one that leads where no link may lead stays as typed."""

    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(self, m: re.Match[str], data: str):  # noqa: N802 (Markdown's name)
        if not addresses.is_link(m["address"]):
            return None, None, None
        link = Element("a", {"href": m["address"]})
        link.text = m["words"]
        if addresses.is_external(m["address"]):
            link.set("rel", "noopener noreferrer")
        return link, m.start(), m.end()


class Image(InlineProcessor):
    """``![what it shows](/files/…)``; one from elsewhere stays as typed."""

    def handleMatch(self, m: re.Match[str], data: str):  # noqa: N802 (Markdown's name)
        if not addresses.is_own_file(m["address"]):
            return None, None, None
        return Element("img", {"src": m["address"], "alt": m["words"]}), m.start(), m.end()


def register(md: Markdown) -> None:
    """Put our marks in the place of Markdown's own: no emphasis by one star or underscore, no code, no raw HTML."""
    for name in [item.name for item in md.inlinePatterns._priority]:
        md.inlinePatterns.deregister(name)
    md.ESCAPED_CHARS = ESCAPABLE
    md.inlinePatterns.register(Image(IMAGE, md), "image", 40)
    md.inlinePatterns.register(Link(LINK, md), "link", 30)
    md.inlinePatterns.register(EscapeInlineProcessor(ESCAPE, md), "escape", 20)
    md.inlinePatterns.register(Bold(BOLD, md), "bold", 10)
