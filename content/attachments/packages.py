"""Office files as zip archives: opened with bounds, read part by part, never unpacked onto disk."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from dataclasses import dataclass
from functools import cached_property
from xml.etree.ElementTree import Element, ParseError

import defusedxml
from defusedxml import ElementTree

from content.attachments.limits import (
    MOST_ENTRIES,
    MOST_RATIO,
    MOST_UNPACKED,
    MOST_UNPACKED_PART,
    RATIO_COUNTS_FROM,
)
from content.errors import Refusal

CONTENT_TYPES = "[Content_Types].xml"
#: ``xml`` refuses document types, entities and outside references: no office file has them.
_BROKEN_XML = (ParseError, defusedxml.DefusedXmlException, UnicodeDecodeError, LookupError)
_BROKEN_ZIP = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError, RuntimeError)


@dataclass(frozen=True)
class Package:
    """The parts of one archive, by name, as they lie in it."""

    archive: zipfile.ZipFile

    @cached_property
    def names(self) -> tuple[str, ...]:
        return tuple(info.filename for info in self.archive.infolist() if not info.is_dir())

    def read(self, name: str) -> bytes:
        try:
            return self.archive.read(name)
        except (*_BROKEN_ZIP, KeyError) as error:
            raise Refusal("file_is_broken") from error

    def xml(self, name: str) -> Element:
        try:
            return ElementTree.fromstring(self.read(name), forbid_dtd=True)
        except _BROKEN_XML as error:
            raise Refusal("file_is_broken") from error

    def content_types(self) -> dict[str, str]:
        """Each declared type by part name or by ending."""
        return {
            (entry.get("PartName") or entry.get("Extension") or "").lstrip("/"): entry.get("ContentType", "")
            for entry in self.xml(CONTENT_TYPES)
        }

    def relations(self, part: str) -> dict[str, str]:
        """Targets inside the archive of one part's relations, by id."""
        rels = rels_of(part)
        if rels not in self.names:
            return {}
        return {
            relation.get("Id", ""): resolved(part, relation.get("Target", ""))
            for relation in self.xml(rels)
            if relation.get("TargetMode") != "External"
        }


def rels_of(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def resolved(part: str, target: str) -> str:
    """The name of a relation's target, seen from the part that points to it."""
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(part), target)).lstrip("/")


def open_package(data: bytes) -> Package:
    """Open an archive after looking at its table of contents; refuse bombs, locks and strange names."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _BROKEN_ZIP as error:
        raise Refusal("file_is_broken") from error
    entries = archive.infolist()
    _refuse_bomb(entries)
    names = [entry.filename for entry in entries]
    if len({name.lower() for name in names}) < len(names) or any(map(_is_strange, names)):
        raise Refusal("two_files_in_one")
    if any(entry.flag_bits & 1 for entry in entries):
        raise Refusal("encrypted")
    return Package(archive)


def _refuse_bomb(entries: list[zipfile.ZipInfo]) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries) or 1
    if (
        len(entries) > MOST_ENTRIES
        or unpacked > MOST_UNPACKED
        or max((entry.file_size for entry in entries), default=0) > MOST_UNPACKED_PART
        or (unpacked > RATIO_COUNTS_FROM and unpacked / packed > MOST_RATIO)
    ):
        raise Refusal("unpacks_too_large", entries=len(entries), unpacked=unpacked)


def _is_strange(name: str) -> bool:
    return name.startswith("/") or "\\" in name or ".." in name.split("/") or "\0" in name
