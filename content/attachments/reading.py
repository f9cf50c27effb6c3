"""All the text of a file, with places: one reader for each kind, and nothing of an office file left unread."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator
from dataclasses import replace
from xml.etree.ElementTree import Element

from content.attachments import kinds, reading_docx, reading_pdf, reading_pictures, reading_xlsx, reading_xml
from content.attachments.extracted import Extracted, Part, warning
from content.attachments.limits import MOST_CHARACTERS, MOST_NESTING
from content.attachments.packages import Package, open_package
from content.attachments.reading_xml import local
from content.errors import Issue, Refusal

_XML = frozenset({".xml", ".rels", ".vml", ".svg"})
_PICTURES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".emf", ".wmf", ".wdp", ".webp"})
#: Drawn by instructions that may spell out words; no reader here understands them.
_DRAWN = frozenset({".emf", ".wmf", ".wdp"})
_SILENT = frozenset({".odttf", ".fntdata"})  # embedded fonts
_NESTED = frozenset({".docx", ".xlsx"})


def read(data: bytes, kind: str) -> Extracted:
    """The texts of a file of an accepted kind; a Refusal when it is broken, locked or too much."""
    extracted = _READERS[kind](data)
    length = sum(len(part.text) for part in extracted.parts)
    if length > MOST_CHARACTERS:
        raise Refusal("too_much_to_read", characters=length, most=MOST_CHARACTERS)
    return extracted


def _document(data: bytes, depth: int = 0) -> Extracted:
    package = open_package(data)
    parts: list[Part] = []
    for name in _xml_names(package):
        root = package.xml(name)
        read_part = reading_docx.story if local(root.tag) in reading_docx.STORIES else _other_reader(root)
        parts += read_part(name, root)
    return _whole(package, parts, depth)


def _workbook(data: bytes, depth: int = 0) -> Extracted:
    package = open_package(data)
    if reading_xlsx.WORKBOOK not in package.names:
        raise Refusal("file_is_broken")
    special = reading_xlsx.special_parts(package)
    parts = list(reading_xlsx.book(package))
    for name in _xml_names(package):
        if name not in special:
            root = package.xml(name)
            parts += _other_reader(root)(name, root)
    return _whole(package, parts, depth)


def _other_reader(root: Element) -> Callable[[str, Element], Iterator[Part]]:
    return reading_xml.comment_parts if local(root.tag) in reading_xml.COMMENTS else reading_xml.other_part


_PACKAGE_READERS: dict[str, Callable[[bytes, int], Extracted]] = {"docx": _document, "xlsx": _workbook}
_READERS: dict[str, Callable[[bytes], Extracted]] = {
    **_PACKAGE_READERS,  # type: ignore[dict-item]
    "pdf": reading_pdf.read,
    "png": reading_pictures.read,
    "jpeg": reading_pictures.read,
    "webp": reading_pictures.read,
}


def _xml_names(package: Package) -> list[str]:
    """The document itself first, then whatever else speaks XML."""
    names = [name for name in package.names if _ending(name) in _XML]
    return sorted(names, key=lambda name: (name != "word/document.xml", name))


def _whole(package: Package, parts: list[Part], depth: int) -> Extracted:
    inner = list(_nested(package, depth))
    parts += [replace(part, is_hidden=True, flow=f"{name}:{part.flow}") for name, read in inner for part in read.parts]
    warnings = (*_warnings(package), *(issue for _, read in inner for issue in read.warnings))
    return Extracted(
        tuple(parts), has_text=any(part.text.strip() for part in parts if not part.is_hidden), warnings=warnings
    )


def _nested(package: Package, depth: int) -> Iterator[tuple[str, Extracted]]:
    """Whole office files inside the office file: the sheet behind a chart."""
    for name in package.names:
        if _ending(name) in _NESTED:
            data = package.read(name)
            code = kinds.identify(data).code
            if code not in _PACKAGE_READERS or depth >= MOST_NESTING:
                raise Refusal("embedded_object", part=name)
            yield name, _PACKAGE_READERS[code](data, depth + 1)


def _warnings(package: Package) -> Iterator[Issue]:
    by_ending: dict[str, list[str]] = {}
    for name in package.names:
        by_ending.setdefault(_ending(name), []).append(name)
    known = _XML | _PICTURES | _SILENT | _NESTED
    groups = {
        "pictures_inside": [name for ending in _PICTURES & by_ending.keys() for name in by_ending[ending]],
        "picture_unreadable": [name for ending in _DRAWN & by_ending.keys() for name in by_ending[ending]],
        "embedded_object": [
            name for ending in by_ending.keys() - known for name in by_ending[ending] if "printerSettings" not in name
        ],
    }
    for code, names in groups.items():
        if names:
            yield warning(code, count=len(names))


def _ending(name: str) -> str:
    return posixpath.splitext(name)[1].lower() or (".rels" if name.endswith(".rels") else "")
