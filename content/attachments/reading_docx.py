"""Every text of a Word document: body, tables, text boxes, headers, notes, comments, deletions, hidden runs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from xml.etree.ElementTree import Element

from content.attachments import reading_xml
from content.attachments.extracted import Part, Place
from content.attachments.reading_xml import attribute, local

#: What a part tells, by its root: files name their parts as they like.
STORIES = {
    "document": "paragraph",
    "hdr": "header",
    "ftr": "footer",
    "footnotes": "footnote",
    "endnotes": "endnote",
    "glossaryDocument": "part",
}

#: Which words an element's text is, by the element that holds it.
_LEAVES = {"t": "", "delText": "tracked_deletion", "instrText": "field_code", "delInstrText": "field_code"}
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
_HIDING = {"del": "tracked_deletion", "moveFrom": "tracked_deletion"}
_OWN_STORY = frozenset({"txbxContent", "p", "tbl"})
_NO = frozenset({"0", "false", "off"})


def story(name: str, root: Element) -> Iterator[Part]:
    """The texts of one part, in the order of the page."""
    tag = local(root.tag)
    teller = _Teller(STORIES[tag], flow="body" if tag == "document" else name)
    yield from teller.blocks(root)
    yield from reading_xml.attribute_parts(name, root.iter())


@dataclass
class _Teller:
    """Walks one part and counts paragraphs and tables as a reader would."""

    code: str
    flow: str
    paragraphs: Iterator[int] = field(default_factory=lambda: count(1))
    tables: Iterator[int] = field(default_factory=lambda: count(1))
    boxes: set[str] = field(default_factory=set)

    def blocks(self, element: Element) -> Iterator[Part]:
        for child in element:
            tag = local(child.tag)
            if tag == "p":
                yield from self.paragraph(child, Place(self.code, next(self.paragraphs)))
            elif tag == "tbl":
                yield from self.table(child)
            else:
                yield from self.blocks(child)

    def paragraph(self, paragraph: Element, place: Place) -> Iterator[Part]:
        told: dict[str, list[str]] = {}
        for code, text in runs(paragraph, ""):
            told.setdefault(code, []).append(text)
        for code, texts in told.items():
            text = "".join(texts)
            if text.strip() and code:
                yield Part(Place(code, place.number), text, is_hidden=True, flow=f"{self.flow}#{code}")
            elif text.strip():
                yield Part(place, text, flow=self.flow)
        yield from self.text_boxes(paragraph)

    def text_boxes(self, paragraph: Element) -> Iterator[Part]:
        """Each box once, though the file carries it twice: for new readers and, as fallback, for old ones."""
        for box in outermost(paragraph, "txbxContent"):
            parts = list(
                _Teller("text_box", f"{self.flow}#boxes", self.paragraphs, self.tables, self.boxes).blocks(box)
            )
            if "\n".join(part.text for part in parts) not in self.boxes:
                self.boxes.add("\n".join(part.text for part in parts))
                yield from parts

    def table(self, table: Element) -> Iterator[Part]:
        """The rows, then what lies inside cells: a row torn apart would lose its headings."""
        number = next(self.tables)
        for row, line in enumerate(outermost(table, "tr"), 1):
            column = 1
            for cell in outermost(line, "tc"):
                place = Place("table_cell", number, row=row, column=column)
                yield from self.cell(cell, place)
                column += width(cell)
        for cell in (cell for line in outermost(table, "tr") for cell in outermost(line, "tc")):
            for paragraph in outermost(cell, "p", stop="tbl"):
                yield from self.text_boxes(paragraph)
            for nested in outermost(cell, "tbl"):
                yield from self.table(nested)

    def cell(self, cell: Element, place: Place) -> Iterator[Part]:
        """A cell's paragraphs are one text, so that a number broken over two lines stays one number."""
        paragraphs = list(outermost(cell, "p", stop="tbl"))
        found = [run for paragraph in paragraphs for run in (*runs(paragraph, ""), ("", "\n"))]
        for code in dict.fromkeys(code for code, _ in found):
            text = "".join(words for kind, words in found if kind == code).strip("\n")
            if text.strip() or not code:
                where = Place(code or place.code, place.number, row=place.row, column=place.column)
                yield Part(where, text, is_hidden=bool(code), flow=f"{self.flow}#{code}" if code else self.flow)


def runs(element: Element, code: str) -> Iterator[tuple[str, str]]:
    """(kind of hiding or "", words) of each run below an element."""
    for child in element:
        tag = local(child.tag)
        if tag in _OWN_STORY or tag in {"rPr", "pPr"}:
            continue
        if tag in _LEAVES:
            yield code or _LEAVES[tag], child.text or ""
        elif tag in _SIGNS:
            yield code, _SIGNS[tag]
        else:
            yield from runs(child, code or _HIDING.get(tag, "") or ("hidden_text" if _vanishes(child) else ""))


def _vanishes(run: Element) -> bool:
    properties = next((child for child in run if local(child.tag) == "rPr"), None)
    marks = [] if properties is None else [node for node in properties if local(node.tag) in {"vanish", "webHidden"}]
    return any(attribute(mark, "val", "1").lower() not in _NO for mark in marks)


def outermost(element: Element, tag: str, stop: str = "") -> Iterator[Element]:
    """The nearest descendants of this name; not those inside one another, nor below ``stop``."""
    for child in element:
        name = local(child.tag)
        if name == tag:
            yield child
        elif name != stop:
            yield from outermost(child, tag, stop)


def width(cell: Element) -> int:
    span = next((node for node in cell.iter() if local(node.tag) == "gridSpan"), None)
    value = attribute(span, "val", "1") if span is not None else "1"
    return int(value) if value.isdigit() else 1
