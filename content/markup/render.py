"""Markdown as our writers type it, to HTML that is safe to print: Markdown first, then bleach."""

from __future__ import annotations

import re
import threading

from markdown import Markdown

from content.markup import blocks, inline, sanitise

#: What word processors and web pages put in place of a line end.
LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
#: Control characters (Markdown keeps its own bookmarks in two of them) and halves of characters.
UNPRINTABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")

#: Numbered, so that a screen reader's list of regions tells them apart.
REGION = '<div class="scroll" role="region" tabindex="0" aria-label="表格{number}"><table>'


class Html(str):
    """HTML that has been cleaned, and says so: templates print it as it is, ``plain.to_text`` reads it as HTML."""

    __slots__ = ()

    def __html__(self) -> str:
        return str(self)


def to_html(markdown: str) -> Html:
    """The safe HTML of a text. Each line is a paragraph; ``#`` makes an h2, ``##`` an h3, ``- `` a bullet.

    Also understood: ``> `` quotes, ``---`` rules, tables with bars, ``**bold**`` between edges, links, own pictures.
    Everything else is shown as typed: numbers of any shape, stars of masks, tags, character references.
    """
    return Html(_in_regions(_desk.cleaner.clean(_desk.markdown.reset().convert(_as_text(markdown)))))


def _in_regions(clean: str) -> str:
    """Each table in a region that scrolls by itself and by keyboard. Typed tags are escaped, so these are ours."""
    first, *rest = clean.split("<table>")
    opened = (REGION.format(number=number) + piece for number, piece in enumerate(rest, start=1))
    return "".join([first, *opened]).replace("</table>", "</table></div>")


def _as_text(markdown: str) -> str:
    """With every line end a line end, and every & a plain &, so that ``&lt;`` is shown as it was typed."""
    return UNPRINTABLE.sub("", LINE_ENDS.sub("\n", markdown)).replace("&", "&amp;")


class _Desk(threading.local):
    """The two machines, one pair for each thread: both keep notes while they work."""

    def __init__(self) -> None:
        self.markdown = _make_markdown()
        self.cleaner = sanitise.make_cleaner()


def _make_markdown() -> Markdown:
    md = Markdown(output_format="html")
    md.preprocessors.deregister("html_block")
    md.postprocessors.deregister("raw_html")
    md.parser = blocks.LineParser(md)
    inline.register(md)
    return md


_desk = _Desk()
