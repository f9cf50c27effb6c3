"""Text that went through the wrong encoding: told before anybody stores it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice

from content.errors import Refusal
from content.spreadsheets.addresses import address
from content.spreadsheets.cells import Value

_HAN = re.compile(r"[\u3400-\u9fff]")
_HAN_OR_PRIVATE = re.compile(r"[\u3400-\u9fff\ue000-\uf8ff]")  # what GB18030 has no character for is private
_REPLACED = re.compile("\ufffd|锟斤拷|锟藉|烫烫烫|屯屯屯")
_LATIN = re.compile(r"[\u0080-\u00ff]")
#: Below this share of everyday characters (GB 2312 has 6,763) a Chinese text is no Chinese text.
FEWEST_EVERYDAY = 0.9
ENOUGH_TO_JUDGE = 20
FEWEST_HAN = 2
ROWS_LOOKED_AT = 100


def is_garbled(text: str) -> bool:
    """Would these characters read well if their bytes were taken for UTF-8 or GB18030? Or were some lost already?"""
    if text.isascii():
        return False
    if _REPLACED.search(text):
        return True
    if _HAN.search(text):
        return _reads_as_han(text, "gb18030", "utf-8")
    if len(_LATIN.findall(text)) >= 4:
        return any(
            _reads_as_han(text, written, meant) for written in ("cp1252", "latin-1") for meant in ("utf-8", "gb18030")
        )
    return False


def is_no_chinese(texts: Iterable[str]) -> bool:
    """Decoded as GB18030 without an error, and yet in characters hardly anybody writes: Big5, Shift JIS, KS X."""
    han = "".join(_HAN_OR_PRIVATE.findall("".join(texts)))
    if len(han) < ENOUGH_TO_JUDGE:
        return False
    everyday = len(han.encode("gb2312", "ignore")) // 2
    return everyday / len(han) < FEWEST_EVERYDAY


def refuse(rows: Iterable[tuple[int, Iterable[Value]]]) -> None:
    """Look at the first rows, headings among them; a whole sheet went through the same encoding."""
    for number, cells in islice(rows, ROWS_LOOKED_AT):
        for column, cell in enumerate(cells, 1):
            if isinstance(cell, str) and is_garbled(cell):
                raise Refusal("garbled", cell=address(number, column))


def _reads_as_han(text: str, written: str, meant: str) -> bool:
    try:
        read = text.encode(written).decode(meant)
    except UnicodeError:
        return False
    return len(read) < len(text) and len(_HAN.findall(read)) >= FEWEST_HAN
