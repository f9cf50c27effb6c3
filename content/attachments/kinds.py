"""What a file is, told by its content and never by its name; everything not in the table is refused."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from content.attachments import packages
from content.attachments.limits import MOST_BYTES
from content.errors import Refusal


class Way(StrEnum):
    """What happens to a file of this kind."""

    ACCEPTED = "accepted"
    CONVERTED = "converted"  # into an accepted kind by LibreOffice where the machine has it


@dataclass(frozen=True)
class Kind:
    """``extensions`` are the endings a name may carry, the usual one first; ``becomes`` is what conversion makes."""

    code: str
    media_type: str
    extensions: tuple[str, ...]
    way: Way = Way.ACCEPTED
    becomes: str = ""

    @property
    def is_picture(self) -> bool:
        return self.media_type.startswith("image/")


_OFFICE = "application/vnd.openxmlformats-officedocument."
KINDS = {
    kind.code: kind
    for kind in (
        Kind("docx", f"{_OFFICE}wordprocessingml.document", ("docx",)),
        Kind("xlsx", f"{_OFFICE}spreadsheetml.sheet", ("xlsx",)),
        Kind("pdf", "application/pdf", ("pdf",)),
        Kind("png", "image/png", ("png",)),
        Kind("jpeg", "image/jpeg", ("jpg", "jpeg")),
        Kind("webp", "image/webp", ("webp",)),
        Kind("doc", "application/msword", ("doc", "wps"), Way.CONVERTED, "docx"),
        Kind("xls", "application/vnd.ms-excel", ("xls", "et"), Way.CONVERTED, "xlsx"),
        Kind("odt", "application/vnd.oasis.opendocument.text", ("odt",), Way.CONVERTED, "docx"),
        Kind("ods", "application/vnd.oasis.opendocument.spreadsheet", ("ods",), Way.CONVERTED, "xlsx"),
        Kind("ofd", "application/ofd", ("ofd",), Way.CONVERTED, "pdf"),
    )
}

_MAIN_TYPES = {
    f"{_OFFICE}wordprocessingml.document.main+xml": "docx",
    f"{_OFFICE}spreadsheetml.sheet.main+xml": "xlsx",
}
_MIME_ENTRIES = {KINDS[code].media_type: code for code in ("odt", "ods")}

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
#: Streams of an old office file, in the order asked: a lock or a macro outweighs what it lies in.
_OLE_REFUSED = (
    ("EncryptedPackage", "encrypted"),
    ("_VBA_PROJECT", "has_macros"),
    ("PowerPoint Document", "kind_refused"),
)
_OLE_KINDS = (("WordDocument", "doc"), ("Workbook", "xls"), ("Book", "xls"))

_PICTURES = ((b"\x89PNG\r\n\x1a\n", "png"), (b"\xff\xd8\xff", "jpeg"))
_LAST_OF_PICTURE = {"png": b"IEND\xaeB`\x82", "jpeg": b"\xff\xd9"}
_SECOND_FILE = re.compile(
    rb"PK\x03\x04|%PDF-|<script|<html|<svg|<\?php|\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", re.IGNORECASE
)


def identify(data: bytes) -> Kind:
    """The kind of these bytes, or a Refusal that says why they cannot be taken."""
    if not data:
        raise Refusal("file_is_empty")
    if len(data) > MOST_BYTES:
        raise Refusal("file_too_large", size=len(data), most=MOST_BYTES)
    code = _by_picture(data) or _by_document(data)
    if code is None:
        raise Refusal("kind_refused", accepted=accepted_extensions())
    return KINDS[code]


def accepted_extensions() -> tuple[str, ...]:
    """What a person is told may be uploaded."""
    return tuple(kind.extensions[0] for kind in KINDS.values() if kind.way is Way.ACCEPTED)


def _by_picture(data: bytes) -> str | None:
    code = next((code for magic, code in _PICTURES if data.startswith(magic)), None)
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        code = "webp"
        end = 8 + int.from_bytes(data[4:8], "little")
    elif code:
        end = data.rfind(_LAST_OF_PICTURE[code])
    if code and end >= 0 and _SECOND_FILE.search(data, end):
        raise Refusal("two_files_in_one")
    return code


def _by_document(data: bytes) -> str | None:
    if data.startswith(b"%PDF-"):
        return _pdf(data)
    if data.startswith(_OLE):
        return _old_office(data)
    if data.startswith(b"PK\x03\x04"):
        return _zipped(data)
    return None


def _pdf(data: bytes) -> str:
    """A pdf that also ends as a zip archive or carries a page for browsers in front is two files."""
    if re.search(rb"PK\x05\x06.{18}\s*\Z", data[-64:], re.DOTALL) or re.search(rb"<(html|script)", data[:1024], re.I):
        raise Refusal("two_files_in_one")
    return "pdf"


def _old_office(data: bytes) -> str | None:
    for stream, code in _OLE_REFUSED:
        if stream.encode("utf-16-le") in data:
            raise Refusal(code, accepted=accepted_extensions())
    return next((code for stream, code in _OLE_KINDS if stream.encode("utf-16-le") in data), None)


def _zipped(data: bytes) -> str | None:
    package = packages.open_package(data)
    if "OFD.xml" in package.names:
        return "ofd"
    if "mimetype" in package.names:
        return _MIME_ENTRIES.get(package.read("mimetype").decode("ascii", "replace").strip())
    if packages.CONTENT_TYPES not in package.names:
        return None
    return _office(package)


def _office(package: packages.Package) -> str | None:
    types = package.content_types()
    if any("macro" in kind.lower() or "vbaProject" in kind for kind in types.values()) or any(
        name.lower().endswith(("vbaproject.bin", "vbadata.xml")) or "/activex/" in name.lower()
        for name in package.names
    ):
        raise Refusal("has_macros")
    mains = {_MAIN_TYPES[kind] for kind in types.values() if kind in _MAIN_TYPES}
    return mains.pop() if len(mains) == 1 else None
