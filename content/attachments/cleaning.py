"""What goes out is made anew: the words and pixels, without who wrote them, where, when and with what."""

from __future__ import annotations

from collections.abc import Callable

from content.attachments import cleaning_packages, cleaning_pdf, cleaning_pictures

_CLEANERS: dict[str, Callable[[bytes], bytes]] = {
    "docx": cleaning_packages.clean,
    "xlsx": cleaning_packages.clean,
    "pdf": cleaning_pdf.clean,
    "png": cleaning_pictures.clean,
    "jpeg": cleaning_pictures.clean,
    "webp": cleaning_pictures.clean,
}


def clean(data: bytes, kind: str) -> bytes:
    """The file to publish. The same bytes always give the same answer, so that its digest can be approved.

    Nothing a reader is meant to see goes: hidden sheets, comments and tracked changes stay and are scanned, because
    what leaves in silence is missed later.
    """
    return _CLEANERS[kind](data)
