"""A workbook's file as a zip archive: bounded by its table of contents, and once more by what really comes out."""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO
from xml.etree.ElementTree import Element, ParseError

import defusedxml
from defusedxml import ElementTree

from content.errors import Refusal
from content.spreadsheets.limits import MEGABYTE, Limits

CHUNK = MEGABYTE // 4
_LOCAL_HEADER = 30
#: Parts read as a tree: everything but the sheets and their strings.
LARGEST_TREE = 16 * MEGABYTE
BROKEN_XML = (ParseError, defusedxml.DefusedXmlException, UnicodeDecodeError, LookupError)
BROKEN_ZIP = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError, RuntimeError)


@dataclass(frozen=True)
class Archive:
    zip: zipfile.ZipFile
    names: frozenset[str]

    def size(self, name: str) -> int:
        return self.zip.getinfo(name).file_size

    def chunks(self, name: str) -> Iterator[bytes]:
        """The unpacked bytes of a part, to the end of what is really packed; a size or checksum that lies is broken."""
        try:
            info = self.zip.getinfo(name)
            size = checksum = 0
            for chunk in _unpacked(self.zip, info):
                size += len(chunk)
                checksum = zlib.crc32(chunk, checksum)
                if size > info.file_size:
                    break
                yield chunk
        except (*BROKEN_ZIP, KeyError) as error:
            raise Refusal("file_is_broken") from error
        if (size, checksum) != (info.file_size, info.CRC):
            raise Refusal("file_is_broken")

    def tree(self, name: str) -> Element:
        if name not in self.names:
            raise Refusal("file_is_broken")
        if self.size(name) > LARGEST_TREE:
            raise Refusal("unpacks_too_large", unpacked=self.size(name))
        try:
            return ElementTree.fromstring(b"".join(self.chunks(name)), forbid_dtd=True)
        except BROKEN_XML as error:
            raise Refusal("file_is_broken") from error

    def relations(self, part: str) -> list[tuple[str, str, str]]:
        """Id, sort and target inside the archive of everything a part points to."""
        folder, name = posixpath.split(part)
        found = posixpath.join(folder, "_rels", f"{name}.rels")
        if found not in self.names:
            return []
        return [
            (
                relation.get("Id", ""),
                relation.get("Type", "").rpartition("/")[2],
                posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).lstrip("/"),
            )
            for relation in self.tree(found)
            if relation.get("TargetMode") != "External"
        ]


def _unpacked(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[bytes]:
    """zipfile would stop at the declared size and never know that more was to come; other readers go on."""
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise NotImplementedError(info.compress_type)
    packed = _packed(archive, info)
    yield from packed if info.compress_type == zipfile.ZIP_STORED else _inflated(packed)


def _packed(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[bytes]:
    """The bytes of a part as they lie in the file, behind its local header, name and extra field."""
    file: Any = archive.fp
    file.seek(info.header_offset)
    header = file.read(_LOCAL_HEADER)
    if len(header) < _LOCAL_HEADER or header[:4] != b"PK\x03\x04":
        raise zipfile.BadZipFile(info.filename)
    at = file.tell() + int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little")
    end = at + info.compress_size
    while at < end:
        file.seek(at)
        chunk = file.read(min(CHUNK, end - at))
        if not chunk:
            raise EOFError(info.filename)
        at += len(chunk)
        yield chunk


def _inflated(packed: Iterator[bytes]) -> Iterator[bytes]:
    inflate = zlib.decompressobj(-zlib.MAX_WBITS)
    for chunk in packed:
        while chunk and not inflate.eof:
            yield inflate.decompress(chunk, CHUNK)
            chunk = inflate.unconsumed_tail
    while not inflate.eof and (rest := inflate.decompress(b"", CHUNK)):
        yield rest


def local(tag: object) -> str:
    """An element's name without its namespace: workbooks come in a transitional and a strict dialect."""
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Element, name: str, default: str = "") -> str:
    return next((value for key, value in element.attrib.items() if local(key) == name), default)


def open_archive(file: BinaryIO, limits: Limits) -> Archive:
    """Look at the table of contents; refuse bombs, locks and names that are there twice."""
    try:
        archive = zipfile.ZipFile(file)
    except BROKEN_ZIP as error:
        raise Refusal("file_is_broken") from error
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    _refuse_bomb(entries, limits)
    names = frozenset(entry.filename for entry in entries)
    if len({name.lower() for name in names}) < len(entries):
        raise Refusal("two_files_in_one")
    if any(entry.flag_bits & 1 for entry in entries):
        raise Refusal("encrypted")
    return Archive(archive, names)


def _refuse_bomb(entries: list[zipfile.ZipInfo], limits: Limits) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries) or 1
    if (
        len(entries) > limits.entries
        or unpacked > limits.unpacked
        or (unpacked > limits.ratio_counts_from and unpacked / packed > limits.ratio)
    ):
        raise Refusal("unpacks_too_large", unpacked=unpacked)
