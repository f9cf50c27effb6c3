"""Pictures inside documents: what is not pixels is cut out of them, the pixels stay bit for bit."""

from __future__ import annotations

import io
import zlib

from PIL import Image

from content.attachments.reading_pictures import BROKEN, open_picture
from content.errors import Refusal

_PNG = b"\x89PNG\r\n\x1a\n"
#: What a picture needs to look right; texts, times and EXIF are not in it.
_PNG_CHUNKS = frozenset({b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"pHYs", b"sBIT"})
#: JFIF and Adobe's colour mark; every other application segment and comment goes.
_JPEG_APPLICATION_KEPT = frozenset({0xE0, 0xEE})
_JPEG_START_OF_SCAN, _JPEG_COMMENT = 0xDA, 0xFE
_TOLD_BY_PILLOW = {"GIF": "GIF", "TIFF": "TIFF", "WEBP": "WEBP"}


def stripped(data: bytes) -> bytes:
    """The same picture without a word in it; kinds that carry none are left as they are."""
    try:
        if data.startswith(b"\xff\xd8"):
            return jpeg(data)
        if data.startswith(_PNG):
            return png(data)
        return _again(data) if data[:4] in (b"GIF8", b"II*\0", b"MM\0*", b"RIFF") else data
    except BROKEN as error:
        raise Refusal("file_is_broken") from error


def jpeg(data: bytes) -> bytes:
    """Segments before the scan are sifted; what follows the end of the picture is cut off."""
    kept = [data[:2]]
    at = 2
    while data[at : at + 1] == b"\xff" and data[at + 1] != _JPEG_START_OF_SCAN:
        length = 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if not _is_telling(data[at + 1]):
            kept.append(data[at : at + length])
        at += length
    end = data.rfind(b"\xff\xd9")
    if data[at : at + 2] != b"\xff\xda" or end < at:
        raise ValueError("no scan")
    return b"".join((*kept, data[at : end + 2]))


def png(data: bytes) -> bytes:
    kept = [_PNG]
    at = len(_PNG)
    while at < len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        name, body = data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        if name in _PNG_CHUNKS:
            kept.append(data[at : at + 8] + body + zlib.crc32(name + body).to_bytes(4, "big"))
        at += 12 + length
        if name == b"IEND":
            return b"".join(kept)
    raise ValueError("no end")


def _is_telling(marker: int) -> bool:
    return marker == _JPEG_COMMENT or (0xE0 <= marker <= 0xEF and marker not in _JPEG_APPLICATION_KEPT)


def _again(data: bytes) -> bytes:
    picture = open_picture(data, tuple(_TOLD_BY_PILLOW))
    picture.load()
    bare = Image.new(picture.mode, picture.size)
    bare.paste(picture)
    if picture.mode == "P":
        bare.putpalette(picture.getpalette() or [])
    target = io.BytesIO()
    bare.save(target, _TOLD_BY_PILLOW[picture.format or ""])
    return target.getvalue()
