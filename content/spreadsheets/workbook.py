"""Which sheets a workbook has, which of them can be seen, and which were put there by our own templates."""

from __future__ import annotations

import re
from dataclasses import dataclass

from content.errors import Refusal
from content.spreadsheets import addresses
from content.spreadsheets.archive import Archive, attribute, local

WORKBOOK = "xl/workbook.xml"
STRINGS = "xl/sharedStrings.xml"
_TYPES = "[Content_Types].xml"
_MACROS = re.compile(r"macroEnabled|vbaProject", re.IGNORECASE)
#: A name we define in our templates, with a sheet that explains and one that holds long lists of choices.
ASIDE = "portal_aside"
_SHEET_OF_NAME = re.compile(r"'((?:[^']|'')+)'!|([^'!]+)!")


@dataclass(frozen=True)
class SheetEntry:
    name: str
    part: str
    is_hidden: bool
    is_aside: bool


def entries(archive: Archive) -> list[SheetEntry]:
    """The sheets with cells, in the workbook's order."""
    root = archive.tree(WORKBOOK)
    parts = {id: target for id, sort, target in archive.relations(WORKBOOK) if sort == "worksheet"}
    aside = {
        _sheet_of(node.text or "")
        for node in root.iter()
        if local(node.tag) == "definedName" and attribute(node, "name").startswith(ASIDE)
    }
    return [
        SheetEntry(
            name=attribute(node, "name"),
            part=parts[attribute(node, "id")],
            is_hidden=attribute(node, "state", "visible") != "visible",
            is_aside=attribute(node, "name") in aside,
        )
        for node in root.iter()
        if local(node.tag) == "sheet" and parts.get(attribute(node, "id")) in archive.names
    ]


def refuse_other_kinds(archive: Archive) -> None:
    """Zip archives that are no workbook, and workbooks that can act."""
    if "mimetype" in archive.names or "xl/workbook.bin" in archive.names:
        raise Refusal("save_as_xlsx")
    if WORKBOOK not in archive.names or _TYPES not in archive.names:
        raise Refusal("not_a_sheet")
    types = [attribute(node, "ContentType") for node in archive.tree(_TYPES)]
    if any(map(_MACROS.search, types)) or any(map(_MACROS.search, archive.names)):
        raise Refusal("has_macros")


def comments(archive: Archive, part: str) -> list[str]:
    """The cells of a sheet that carry a comment, as references."""
    found = [target for _, sort, target in archive.relations(part) if sort in ("comments", "threadedComment")]
    references = {
        attribute(node, "ref")
        for target in found
        if target in archive.names
        for node in archive.tree(target).iter()
        if local(node.tag) in ("comment", "threadedComment")
    }
    return sorted(references, key=_order)


def _order(reference: str) -> tuple[int, int]:
    try:
        return addresses.place(reference)
    except ValueError:
        return 0, 0


def _sheet_of(text: str) -> str:
    match = _SHEET_OF_NAME.match(text)
    return (match[1] or match[2]).replace("''", "'") if match else ""
