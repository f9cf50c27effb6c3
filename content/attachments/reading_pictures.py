"""What a picture says beside its pixels: EXIF, XMP, comments. The pixels are for human eyes."""

from __future__ import annotations

import io
from collections.abc import Iterator

from PIL import ExifTags, Image, UnidentifiedImageError

from content.attachments.extracted import Extracted, Part, Place, warning
from content.attachments.limits import LONGEST_SIDE, MOST_PIXELS
from content.errors import Refusal

FORMATS = ("JPEG", "PNG", "WEBP")
BROKEN = (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, KeyError, Image.DecompressionBombError)
_IN_IFDS = (ExifTags.IFD.Exif, ExifTags.IFD.GPSInfo)


def open_picture(data: bytes, formats: tuple[str, ...] = FORMATS) -> Image.Image:
    """The picture's head, its size checked before a pixel is decoded."""
    try:
        picture = Image.open(io.BytesIO(data), formats=formats)
    except BROKEN as error:
        raise Refusal("file_is_broken") from error
    if picture.width * picture.height > MOST_PIXELS or max(picture.size) > LONGEST_SIDE:
        raise Refusal("picture_too_large", width=picture.width, height=picture.height, most=MOST_PIXELS)
    return picture


def read(data: bytes) -> Extracted:
    try:
        parts = tuple(_said(open_picture(data)))
    except BROKEN as error:
        raise Refusal("file_is_broken") from error
    return Extracted(parts, has_text=False, warnings=(warning("is_picture"),))


def _said(picture: Image.Image) -> Iterator[Part]:
    for name, value in picture.info.items():
        if name not in {"exif", "icc_profile"} and isinstance(value, str | bytes):
            yield _part(str(name), value)
    exif = picture.getexif()
    for tags in (exif, *(exif.get_ifd(ifd) for ifd in _IN_IFDS)):
        for tag, value in tags.items():
            yield _part(f"exif:{tag}", value)


def _part(name: str, value: object) -> Part:
    text = _decoded(value) if isinstance(value, bytes) else str(value)
    return Part(Place("property", name=name), text.strip("\0 "), is_hidden=True, flow="properties")


def _decoded(value: bytes) -> str:
    """User comments name their alphabet in the first eight bytes; most programs write UTF-8 whatever they say."""
    body = value[8:] if value[:8] in (b"ASCII\0\0\0", b"UNICODE\0", b"\0" * 8) else value
    return body.decode("utf-16" if value.startswith(b"UNICODE\0") else "utf-8", "replace")
