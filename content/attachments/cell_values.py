"""What a cell shows: shared or own words, whole numbers without exponent, days instead of serial numbers."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from xml.etree.ElementTree import Element

from content.attachments.packages import Package
from content.attachments.reading_xml import attribute, local, words

_STYLES = "xl/styles.xml"
#: Number formats of the standard that show a day, the East Asian ones among them.
_BUILT_IN_DAYS = frozenset({*range(14, 18), 22, *range(27, 37), *range(50, 59)})
_NOT_A_CODE = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')
#: Serial 60 is the 29th of February 1900, which never was.
_EPOCH = date(1899, 12, 30)
_LAST_SERIAL = 2_958_465


def column_of(reference: str) -> int:
    """C12 → 3; 0 when the cell does not say."""
    number = 0
    for letter in re.match(r"[A-Z]*", reference).group():  # type: ignore[union-attr]
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def date_styles(package: Package) -> frozenset[int]:
    """The cell styles that show a serial number as a day."""
    if _STYLES not in package.names:
        return frozenset()
    root = package.xml(_STYLES)
    own = {
        attribute(node, "numFmtId"): attribute(node, "formatCode")
        for node in root.iter()
        if local(node.tag) == "numFmt"
    }
    ids = [attribute(style, "numFmtId", "0") for node in root if local(node.tag) == "cellXfs" for style in node]
    return frozenset(number for number, id in enumerate(ids) if _shows_a_day(id, own))


def shown(cell: Element, strings: list[str], dated: frozenset[int], used: set[int]) -> str:
    """The cached value as read on the screen; notes which shared string it used."""
    kind = attribute(cell, "t", "n")
    value = next((node.text or "" for node in cell if local(node.tag) == "v"), "")
    if kind == "inlineStr":
        return words(cell)
    if kind == "s" and value.isdigit() and int(value) < len(strings):
        used.add(int(value))
        return strings[int(value)]
    if kind == "n" and value:
        return _number(value, is_day=int(attribute(cell, "s", "0")) in dated)
    return value


def _number(value: str, *, is_day: bool) -> str:
    try:
        number = Decimal(value)
    except InvalidOperation:
        return value
    if is_day and 0 < number <= _LAST_SERIAL:
        return (_EPOCH + timedelta(days=int(number))).isoformat()
    return f"{number:f}" if number == number.to_integral_value() else value


def _shows_a_day(id: str, own: dict[str, str]) -> bool:
    if id in own:
        return bool(re.search(r"[yYdD年]", _NOT_A_CODE.sub("", own[id])))
    return id.isdigit() and int(id) in _BUILT_IN_DAYS
