"""Open a spreadsheet, whatever it is: told by its bytes, never by its name."""

from __future__ import annotations

import re
from pathlib import Path
from typing import BinaryIO

from content.errors import Refusal
from content.spreadsheets import limits as bounds
from content.spreadsheets import reading_csv, reading_xlsx
from content.spreadsheets.limits import Limits
from content.spreadsheets.sheet import Sheet
from content.spreadsheets.source import Source

_ZIP = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_LOCKED = "EncryptedPackage".encode("utf-16-le")
#: Pages and XML that call themselves .xls, as many systems export them.
_MARKUP = re.compile(rb"\s*(?:\xef\xbb\xbf)?<(?:\?xml|!doctype|html|table|workbook)", re.IGNORECASE)
_OTHERS = (b"%PDF-", b"\x89PNG", b"\xff\xd8\xff", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")


def open_sheet(
    origin: Path | bytes | BinaryIO, name: str = "", *, limits: Limits = bounds.DEFAULT, sheet: str | None = None
) -> Sheet:
    """The sheet with the data, ready to be gone over; ``sheet`` names one where the workbook has several.

    Refuses what cannot be read for certain. What can be read but not taken is said in ``issues`` of sheet and rows.
    An open file must stay open while rows are read; ``name`` is only what a csv's sheet is called.
    """
    source = Source(origin)
    if not source.size:
        raise Refusal("file_is_empty")
    if source.size > limits.size:
        raise Refusal("file_too_large", size=source.size, most=limits.size)
    start = source.start()
    if start.startswith(_ZIP):
        with source.open() as file:
            return reading_xlsx.read(file, limits, sheet)
    _refuse_other_kinds(source, start)
    return reading_csv.read(source, name, limits)


def _refuse_other_kinds(source: Source, start: bytes) -> None:
    if start.startswith(_OLE):
        with source.open() as file:
            raise Refusal("encrypted" if _LOCKED in file.read() else "save_as_xlsx")
    if _MARKUP.match(start):
        raise Refusal("save_as_xlsx")
    if start.startswith((*_OTHERS, _EMPTY_ZIP)):
        raise Refusal("not_a_sheet")
