"""What a reader sees, without the page around it: for search, descriptions and abstracts."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from content.markup.render import to_html

CELLS = frozenset({"td", "th"})
BREAKS = frozenset(
    ("p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "tr", "hr", "br", "div", "table", "blockquote", "ul", "ol")
)
UNSEEN = frozenset({"script", "style", "template"})
SENTENCE_END = re.compile(r"[。！？；!?;](?=[^。！？；!?;]*$)")
MORE = "…"


def to_text(source: str) -> str:
    """The plain text of a Markdown text, or of HTML that says so of itself, as ``to_html`` makes it.

    HTML that was stored and read again is a plain string: give it to ``html_to_text``.
    """
    return html_to_text(source if hasattr(source, "__html__") else to_html(source))


def html_to_text(html: str) -> str:
    """A paragraph a line, the cells of a row apart by a tab; no line is empty."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.text()


def first_words(text: str, limit: int = 120) -> str:
    """The beginning of a plain text in at most ``limit`` characters: whole sentences if they fill half of it."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    end = SENTENCE_END.search(line[:limit])
    if end and end.end() * 2 >= limit:
        return line[: end.end()]
    return line[: max(limit - len(MORE), 0)].rstrip() + MORE


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._pieces: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._unseen += tag in UNSEEN
        self._break(tag)
        if tag == "img":
            self._pieces.append(dict(attrs).get("alt") or "")

    def handle_endtag(self, tag: str) -> None:
        self._unseen -= tag in UNSEEN and self._unseen > 0
        self._break(tag)

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self._pieces.append(re.sub(r"[\t\r\n ]+", " ", data))

    def text(self) -> str:
        lines = re.sub(r" *\t[\t ]*", "\t", "".join(self._pieces)).split("\n")
        return "\n".join(line.strip() for line in lines if line.strip())

    def _break(self, tag: str) -> None:
        if tag in BREAKS:
            self._pieces.append("\n")
        elif tag in CELLS:
            self._pieces.append("\t")
