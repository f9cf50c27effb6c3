"""A Word or WPS document as the text of a draft: paragraphs with their numbers, headings, tables; nothing hidden."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from content.attachments import conversion, numbering, reading_docx
from content.attachments.kinds import Way, identify
from content.attachments.limits import MOST_CHARACTERS
from content.attachments.numbering import Numbers, value
from content.attachments.packages import Package, open_package
from content.attachments.reading_xml import attribute, local
from content.errors import Refusal

MAIN, STYLES = "word/document.xml", "word/styles.xml"
#: Word's first heading is the page's second, below its title.
DEEPEST = 4


@dataclass(frozen=True)
class DraftText:
    """Lines as Markdown, and how many pictures the document holds that a text cannot."""

    text: str
    pictures: int


@dataclass(frozen=True)
class Style:
    depth: int | None
    list_id: str
    level: int


def as_document(data: bytes) -> bytes:
    """The upload as a docx; old kinds go through LibreOffice where there is one, all else is refused."""
    kind = identify(data)
    if kind.way is Way.CONVERTED and kind.becomes == "docx":
        return conversion.convert(data, kind)
    if kind.code != "docx":
        raise Refusal("no_text_document", kind=kind.code)
    return data


def read(data: bytes) -> DraftText:
    package = open_package(data)
    if MAIN not in package.names:
        raise Refusal("file_is_broken")
    body = next((child for child in package.xml(MAIN) if local(child.tag) == "body"), None)
    lines = [] if body is None else list(Walk(styles_of(package), numbering.read(package)).blocks(body))
    text = "\n".join(lines)
    if len(text) > MOST_CHARACTERS:
        raise Refusal("too_much_to_read", characters=len(text), most=MOST_CHARACTERS)
    return DraftText(text, sum(name.startswith("word/media/") for name in package.names))


def styles_of(package: Package) -> dict[str, Style]:
    if STYLES not in package.names:
        return {}
    styles = (node for node in package.xml(STYLES) if local(node.tag) == "style")
    return {attribute(node, "styleId"): style_of(node) for node in styles}


def style_of(node: Element) -> Style:
    properties = child(node, "pPr")
    name = value(node, "name").lower()
    by_name = name.removeprefix("heading ") if name.startswith("heading ") else ""
    depth = value(properties, "outlineLvl") if properties is not None else ""
    found = int(depth) if depth.isdecimal() else int(by_name) - 1 if by_name.isdecimal() else None
    return Style(found if found is None or found < 9 else None, *list_of(properties))


def list_of(properties: Element | None) -> tuple[str, int]:
    numbers = child(properties, "numPr") if properties is not None else None
    if numbers is None:
        return "", 0
    level = value(numbers, "ilvl", "0")
    return value(numbers, "numId"), int(level) if level.isdecimal() else 0


def child(element: Element, name: str) -> Element | None:
    return next((node for node in element if local(node.tag) == name), None)


@dataclass
class Walk:
    """From block to block, counting as a reader would."""

    styles: dict[str, Style]
    numbers: Numbers

    def blocks(self, element: Element) -> Iterator[str]:
        for node in element:
            tag = local(node.tag)
            if tag == "p":
                yield from self.paragraph(node)
            elif tag == "tbl":
                yield from ["", *self.table(node), ""]
            elif tag != "sectPr":
                yield from self.blocks(node)

    def paragraph(self, node: Element) -> Iterator[str]:
        """Its lines; the first carries its number and, in a heading, its mark."""
        text = words(node)
        if not text.strip():
            yield ""
            return
        properties = child(node, "pPr")
        style = self.styles.get(value(properties, "pStyle") if properties is not None else "", Style(None, "", 0))
        list_id, level = list_of(properties)
        if not list_id:
            list_id, level = style.list_id, style.level
        number = self.numbers.before(list_id, level) if list_id and list_id != "0" else ""
        mark = "#" * min(style.depth + 2, DEEPEST) + " " if style.depth is not None and number != "- " else ""
        first, *others = text.strip().split("\n")
        yield mark + number + first.strip()
        yield from others

    def table(self, node: Element) -> Iterator[str]:
        """A row a line; the first is the head, as on paper."""
        rows = [self.row(line) for line in reading_docx.outermost(node, "tr")]
        width = max(map(len, rows), default=0)
        for number, cells in enumerate(rows):
            yield "| " + " | ".join(cells + [""] * (width - len(cells))) + " |"
            if number == 0:
                yield "|" + " --- |" * width

    def row(self, line: Element) -> list[str]:
        cells: list[str] = []
        for cell in reading_docx.outermost(line, "tc"):
            paragraphs = [words(node) for node in reading_docx.outermost(cell, "p")]
            text = " ".join(" ".join(paragraphs).split()).replace("|", "\\|")
            cells += [text, *[""] * (reading_docx.width(cell) - 1)]
        return cells


def words(paragraph: Element) -> str:
    """What a reader sees of a paragraph: no deleted, hidden or field words."""
    return "".join(text for code, text in reading_docx.runs(paragraph, "") if not code).replace("\t", " ")
