"""Every text of a workbook: all cells, hidden or not, by sheet, row and column, as a reader would see the value."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, ParseError

import defusedxml
from defusedxml import ElementTree

from content.attachments import cell_values, reading_xml
from content.attachments.extracted import Part, Place
from content.attachments.limits import MOST_CELLS
from content.attachments.packages import Package
from content.attachments.reading_xml import attribute, local, words
from content.errors import Refusal

WORKBOOK = "xl/workbook.xml"
STRINGS = "xl/sharedStrings.xml"
#: Signs inside headers and footers: left, middle, right, page number, font, colour, size.
_HEADER_SIGNS = re.compile(r'&(?:[A-JL-Z]|"[^"]*"|K[0-9A-F]{6}|\d{1,3})')
_YES = frozenset({"1", "true"})


@dataclass(frozen=True)
class _Sheet:
    name: str
    part: str
    is_hidden: bool


@dataclass
class _Book:
    """What the cells of all sheets share."""

    strings: list[str]
    dated: frozenset[int]
    used: set[int] = field(default_factory=set)
    cells: int = 0

    def count(self) -> None:
        self.cells += 1
        if self.cells > MOST_CELLS:
            raise Refusal("too_much_to_read", cells=self.cells, most=MOST_CELLS)


def special_parts(package: Package) -> set[str]:
    """The parts ``book`` reads; all others are anybody's."""
    return {WORKBOOK, STRINGS, *(sheet.part for sheet in _sheets(package))}


def book(package: Package) -> Iterator[Part]:
    """The workbook's own texts, its sheets in order, and strings that no cell shows any more."""
    strings = [words(entry) for entry in package.xml(STRINGS)] if STRINGS in package.names else []
    shared = _Book(strings, cell_values.date_styles(package))
    sheets = _sheets(package)
    yield from _workbook(package, sheets)
    for sheet in sheets:
        yield from _sheet(package, sheet, shared)
    for number, text in enumerate(strings):
        if number not in shared.used and text.strip():
            yield Part(Place("leftover_string", number + 1), text, is_hidden=True, flow=STRINGS)


def _workbook(package: Package, sheets: list[_Sheet]) -> Iterator[Part]:
    root = package.xml(WORKBOOK)
    for number, sheet in enumerate(sheets, 1):
        yield Part(Place("sheet_name", number), sheet.name, sheet.is_hidden, flow="sheet_names")
    for node in root.iter():
        if local(node.tag) == "definedName":
            text = f"{attribute(node, 'name')} {node.text or ''}".strip()
            yield Part(Place("defined_name"), text, is_hidden=True, flow="defined_names")
    yield from reading_xml.attribute_parts(
        WORKBOOK, (n for n in root.iter() if local(n.tag) not in {"sheet", "definedName"})
    )


def _sheets(package: Package) -> list[_Sheet]:
    targets = package.relations(WORKBOOK)
    return [
        _Sheet(
            attribute(node, "name"), targets[attribute(node, "id")], attribute(node, "state", "visible") != "visible"
        )
        for node in package.xml(WORKBOOK).iter()
        if local(node.tag) == "sheet" and targets.get(attribute(node, "id")) in package.names
    ]


def _sheet(package: Package, sheet: _Sheet, book: _Book) -> Iterator[Part]:
    """Row by row, so that a large sheet is never held as a tree."""
    hidden_columns: list[tuple[int, int]] = []
    rows = 0
    try:
        for _, node in ElementTree.iterparse(io.BytesIO(package.read(sheet.part)), events=("end",), forbid_dtd=True):
            tag = local(node.tag)
            if tag == "col" and attribute(node, "hidden") in _YES:
                hidden_columns.append((int(attribute(node, "min")), int(attribute(node, "max"))))
            elif tag == "row":
                rows = int(attribute(node, "r") or rows + 1)
                yield from _row(node, rows, sheet, hidden_columns, book)
                node.clear()
            elif tag in {"worksheet", "chartsheet", "dialogsheet"}:
                yield from _surroundings(node, sheet)
    except (ParseError, defusedxml.DefusedXmlException, ValueError) as error:
        raise Refusal("file_is_broken") from error


def _row(row: Element, number: int, sheet: _Sheet, hidden: list[tuple[int, int]], book: _Book) -> Iterator[Part]:
    column = 0
    for cell in row:
        column = cell_values.column_of(attribute(cell, "r")) or column + 1
        is_hidden = (
            sheet.is_hidden
            or attribute(row, "hidden") in _YES
            or any(first <= column <= last for first, last in hidden)
        )
        text = cell_values.shown(cell, book.strings, book.dated, book.used)
        if text.strip():
            book.count()
            yield Part(Place("cell", 0, sheet.name, number, column), text, is_hidden, flow=f"sheet:{sheet.name}")
        formula = "".join(node.text or "" for node in cell if local(node.tag) == "f")
        if formula:
            place = Place("formula", 0, sheet.name, number, column)
            yield Part(place, formula, is_hidden=True, flow=f"formulas:{sheet.name}")


def _surroundings(root: Element, sheet: _Sheet) -> Iterator[Part]:
    """Headers, footers, choices offered and prompts: what stands around the cells."""
    for node in root.iter():
        code = "header" if local(node.tag).endswith(("Header", "Footer")) else "rule"
        if node.text and node.text.strip() and local(node.tag) != "row":
            text = _HEADER_SIGNS.sub(" ", node.text) if code == "header" else node.text
            yield Part(Place(code, name=sheet.name), text.strip(), code == "rule", flow=f"{sheet.part}#around")
    yield from reading_xml.attribute_parts(sheet.part, root.iter())
