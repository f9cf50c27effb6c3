"""Lines to blocks: in an official text each line is a paragraph, and a typed number is text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import groupby
from xml.etree.ElementTree import Element, ElementTree, SubElement

from markdown.blockparser import BlockParser
from markdown.util import AtomicString

#: A longer line is shown without marks inside it, and in pieces: both machines copy a text once for each mark or
#: angle in it, so that a line of a megabyte would take minutes. The break between pieces (wbr) is not seen.
LINE_LIMIT = 3_000
PIECE = re.compile(rf"(?:&amp;|.){{1,{LINE_LIMIT}}}")
DEEPEST = 6

HEADING = re.compile(r"(#{1,6})[ \u3000]+(\S.*)")
RULE = re.compile(r"-{3,}")
#: A hyphen and a blank; but ``- 3 -`` is the page number of a printed document.
BULLET = re.compile(r"- +(?!\d+ -$)(\S.*)")
QUOTE = re.compile(r"> +(\S.*)")
BAR = re.compile(r"(?<!\\)\|")
#: The line below a table's head. It must hold a bar, or it is a rule.
SEPARATOR = re.compile(r"\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?")

SHAPES = (("heading", HEADING), ("rule", RULE), ("bullet", BULLET), ("quote", QUOTE))


def kind_of(line: str) -> str:
    if not line:
        return "blank"
    named = next((kind for kind, shape in SHAPES if shape.fullmatch(line)), None)
    return named or ("row" if BAR.search(line) else "text")


def add_texts(root: Element, lines: Iterable[str], tag: str = "p") -> None:
    for line in lines:
        _fill(SubElement(root, tag), line)


def add_headings(root: Element, lines: Iterable[str]) -> None:
    """One level down, so that the page's own title stays its only h1."""
    for line in lines:
        marks, words = HEADING.fullmatch(line).groups()  # type: ignore[union-attr]
        add_texts(root, [words], f"h{min(len(marks) + 1, DEEPEST)}")


def add_rules(root: Element, lines: Iterable[str]) -> None:
    for _ in lines:
        SubElement(root, "hr")


def add_bullets(root: Element, lines: Iterable[str]) -> None:
    """One flat list, also when blank lines stand between its items."""
    goes_on = len(root) > 0 and root[-1].tag == "ul"
    bullets = root[-1] if goes_on else SubElement(root, "ul")
    add_texts(bullets, (BULLET.fullmatch(line)[1] for line in lines), "li")  # type: ignore[index]


def add_quotes(root: Element, lines: Iterable[str]) -> None:
    add_texts(SubElement(root, "blockquote"), (QUOTE.fullmatch(line)[1] for line in lines))  # type: ignore[index]


def add_rows(root: Element, lines: Iterable[str]) -> None:
    """A table where a head is followed by its separator; other lines with a bar in them are text."""
    rows = list(lines)
    below_head = next((i for i, row in enumerate(rows) if i and SEPARATOR.fullmatch(row)), None)
    if below_head is None:
        return add_texts(root, rows)
    add_texts(root, rows[: below_head - 1])
    return _add_table(root, _cells(rows[below_head - 1]), [_cells(row) for row in rows[below_head + 1 :]])


BUILDERS: dict[str, Callable[[Element, Iterable[str]], None]] = {
    "blank": lambda root, lines: None,
    "heading": add_headings,
    "rule": add_rules,
    "bullet": add_bullets,
    "quote": add_quotes,
    "row": add_rows,
    "text": add_texts,
}


class LineParser(BlockParser):
    """Stands in for Markdown's block parser, which joins lines, renumbers lists and makes code of indents.

    One pass over the lines; indents, also those of full-width blanks, are the style sheet's affair.
    """

    def parseDocument(self, lines: Iterable[str]) -> ElementTree:  # noqa: N802 (Markdown's name)
        self.root = Element(self.md.doc_tag)
        for kind, block in groupby((line.strip() for line in lines), key=kind_of):
            BUILDERS[kind](self.root, block)
        return ElementTree(self.root)


def _add_table(root: Element, head: list[str], body: list[list[str]]) -> None:
    """Every cell as typed: a row may be wider than the head (Markdown would swallow the rest) or shorter."""
    table = SubElement(root, "table")
    line = SubElement(SubElement(table, "thead"), "tr")
    for words in head:
        _fill(SubElement(line, "th", {"scope": "col"}), words)
    rows = SubElement(table, "tbody")
    for row in body:
        add_texts(SubElement(rows, "tr"), row, "td")


def _cells(row: str) -> list[str]:
    cells = [cell.strip() for cell in BAR.split(row)]
    inner = cells[1:] if not cells[0] else cells
    return inner[:-1] if len(inner) > 1 and not inner[-1] else inner


def _fill(element: Element, words: str) -> None:
    if len(words) <= LINE_LIMIT:
        element.text = words
        return
    first, *others = PIECE.findall(words)
    element.text = AtomicString(first)
    for piece in others:
        SubElement(element, "wbr").tail = AtomicString(piece)
