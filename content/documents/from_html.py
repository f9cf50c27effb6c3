"""A text of ours, as HTML that has passed the sanitiser, written into a paper: headings, paragraphs, lists, tables."""

from __future__ import annotations

from html.parser import HTMLParser

from content.documents.paper import Paper

BLOCKS = frozenset({"p", "li", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6"})
CELLS = frozenset({"td", "th"})


def write(paper: Paper, html: str) -> None:
    writer = Writer(paper)
    writer.feed(html)
    writer.close()
    writer.end_block()


class Writer(HTMLParser):
    """Takes blocks as they end. Whatever stands in no block is a paragraph."""

    def __init__(self, paper: Paper) -> None:
        super().__init__(convert_charrefs=True)
        self.paper = paper
        self.block = "p"
        self.words: list[str] = []
        self.rows: list[list[str]] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.end_block()
            self.rows = []
        elif tag == "tr" and self.rows is not None:
            self.rows.append([])
        elif tag in CELLS:
            self.words = []
        elif tag in BLOCKS and self.rows is None:
            self.end_block()
            self.block = tag

    def handle_endtag(self, tag: str) -> None:
        if tag in CELLS and self.rows:
            self.rows[-1].append(self.taken())
        elif tag == "table" and self.rows is not None:
            self.write_table(self.rows)
            self.rows = None
        elif tag in BLOCKS and self.rows is None:
            self.end_block()

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def taken(self) -> str:
        text, self.words = " ".join("".join(self.words).split()), []
        return text

    def end_block(self) -> None:
        if self.rows is not None:
            return
        text, block, self.block = self.taken(), self.block, "p"
        if not text:
            return
        if block.startswith("h"):
            self.paper.heading(text, max(1, int(block[1]) - 1))
        else:
            self.paper.paragraph(text)

    def write_table(self, rows: list[list[str]]) -> None:
        width = max((len(row) for row in rows), default=0)
        if width:
            level = [row + [""] * (width - len(row)) for row in rows]
            self.paper.table(level[0], level[1:])
