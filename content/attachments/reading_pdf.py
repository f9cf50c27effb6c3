"""Every text of a pdf: pages as two readers see them, notes, fields, outline, properties; pages that are pictures."""

from __future__ import annotations

import io
import logging
import struct
import threading
import unicodedata
import zlib
from collections import Counter
from collections.abc import Iterator

import pypdfium2
from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, PdfObject

from content.attachments.extracted import Extracted, Part, Place, warning
from content.attachments.limits import FEWEST_LETTERS_ON_A_PAGE, MOST_PAGES
from content.errors import Issue, Refusal

#: PDFium keeps state for the whole process and is not safe in two threads at once.
_ONE_AT_A_TIME = threading.Lock()
#: Its warnings quote the file, and what a file says has no place in a log.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)
_UNKNOWN = ("\ufffd", "\ufffe", "\uffff")
_MOST_UNKNOWN = 0.1
_DEEPEST = 20
#: Two readers differ by a hyphen or a ligature now and then; more is text that the page does not show.
_FEWEST_LETTERS_HIDDEN = 8
#: What pypdf raises on damaged files besides its own; found by damaging files.
_DAMAGED = (LookupError, ValueError, TypeError, AttributeError, AssertionError, ArithmeticError, RuntimeError, OSError)
BROKEN = (PyPdfError, zlib.error, struct.error, *_DAMAGED)


def open_pdf(data: bytes) -> PdfReader:
    """A reader that has opened the file, with the empty password where one is set."""
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Refusal("encrypted")
        pages = len(reader.pages)
    except BROKEN as error:
        raise Refusal("file_is_broken") from error
    if pages == 0:
        raise Refusal("file_is_broken")
    if pages > MOST_PAGES:
        raise Refusal("too_much_to_read", pages=pages, most=MOST_PAGES)
    return reader


def read(data: bytes) -> Extracted:
    reader = open_pdf(data)
    seen = _as_shown(data)
    try:
        parts = [*_pages(reader, seen), *_beside_pages(reader)]
        warnings = tuple(_warnings(reader, seen))
    except BROKEN as error:
        raise Refusal("file_is_broken") from error
    is_readable = not any(map(_is_garbled, seen))
    return Extracted(tuple(parts), any(map(_letters, seen)), is_readable, warnings)


def at(thing: DictionaryObject, key: str) -> PdfObject | None:
    """What stands under a key, wherever in the file it is kept."""
    value = thing.get(key)
    return value.get_object() if value is not None else None


def notes_of(page: DictionaryObject) -> list[DictionaryObject]:
    notes = at(page, "/Annots")
    found = [note.get_object() for note in notes] if isinstance(notes, ArrayObject) else []
    return [note for note in found if isinstance(note, DictionaryObject)]


def _as_shown(data: bytes) -> list[str]:
    """The text of each page as a browser's reader finds it."""
    with _ONE_AT_A_TIME:
        try:
            document = pypdfium2.PdfDocument(data)
            try:
                return [_page_text(document, number) for number in range(len(document))]
            finally:
                document.close()
        except pypdfium2.PdfiumError as error:
            raise Refusal("file_is_broken") from error


def _page_text(document: pypdfium2.PdfDocument, number: int) -> str:
    page = document[number]
    text_page = page.get_textpage()
    try:
        return text_page.get_text_bounded().replace("\r\n", "\n")
    finally:
        text_page.close()
        page.close()


def _pages(reader: PdfReader, seen: list[str]) -> Iterator[Part]:
    """What the second reader finds beyond the first lies in a layer not shown or outside the page."""
    for number, (page, shown) in enumerate(zip(reader.pages, seen, strict=True), 1):
        if shown.strip():
            yield Part(Place("page", number), shown)
        drawn = page.extract_text()
        beyond = (letters_of(drawn) - letters_of(shown)).total()
        if beyond:
            is_hidden = beyond >= _FEWEST_LETTERS_HIDDEN
            yield Part(Place("page_layer", number), drawn, is_hidden, flow=f"layer:{number}")
        for note in notes_of(page):
            code = "link" if note.get("/Subtype") == "/Link" else "note"
            yield from _strings(note, Place(code, number), flow=f"notes:{number}")


def _beside_pages(reader: PdfReader) -> Iterator[Part]:
    for key, value in (reader.metadata or {}).items():
        yield Part(Place("property", name=key), str(value), is_hidden=True, flow="properties")
    if reader.xmp_metadata is not None:
        packet = reader.xmp_metadata.stream.get_data().decode("utf-8", "replace")
        yield Part(Place("property", name="/Metadata"), packet, is_hidden=True, flow="properties")
    for key, code in (
        ("/AcroForm", "form_field"),
        ("/Outlines", "outline"),
        ("/Names", "name_tree"),
        ("/OCProperties", "layer"),
    ):
        if key in reader.root_object:
            yield from _strings(reader.root_object[key], Place(code), flow=code)


def _strings(root: PdfObject, place: Place, flow: str) -> Iterator[Part]:
    """Each text string below an object; the pages it points back to are read elsewhere."""
    waiting: list[PdfObject | None] = [root]
    met: set[int] = set()
    while waiting:
        thing = waiting.pop()
        thing = thing.get_object() if thing is not None else None
        if thing is None or id(thing) in met:
            continue
        met.add(id(thing))
        if isinstance(thing, DictionaryObject) and thing.get("/Type") not in ("/Page", "/Pages", "/Font"):
            waiting += [value for key, value in thing.items() if key not in ("/P", "/Parent", "/Page")]
        elif isinstance(thing, list):
            waiting += thing
        elif isinstance(thing, str) and not thing.startswith("/") and thing.strip():
            yield Part(place, str(thing), is_hidden=True, flow=flow)


def _warnings(reader: PdfReader, seen: list[str]) -> Iterator[Issue]:
    pictures = {number for number, page in enumerate(reader.pages, 1) if _has_picture(page)}
    pages = {
        "pages_without_text": [n for n, text in enumerate(seen, 1) if _is_wordless(text, has_picture=n in pictures)],
        "pictures_inside": sorted(pictures),
        "text_unreadable": [n for n, text in enumerate(seen, 1) if _is_garbled(text)],
    }
    yield from (warning(code, pages=numbers) for code, numbers in pages.items() if numbers)


def _is_wordless(text: str, *, has_picture: bool) -> bool:
    """A scan, or words drawn as lines; a page number under a scan does not make it text."""
    return _letters(text) < (FEWEST_LETTERS_ON_A_PAGE if has_picture else 1)


def _has_picture(thing: DictionaryObject, depth: int = 0) -> bool:
    """A picture drawn on the page, or inside a form the page draws."""
    resources = at(thing, "/Resources")
    objects = at(resources, "/XObject") if isinstance(resources, DictionaryObject) else None
    drawn = [value.get_object() for value in objects.values()] if isinstance(objects, DictionaryObject) else []
    return any(
        one.get("/Subtype") == "/Image" or (depth < _DEEPEST and _has_picture(one, depth + 1))
        for one in drawn
        if isinstance(one, DictionaryObject)
    )


def letters_of(text: str) -> Counter[str]:
    """Compared in their plain form: fonts draw a radical where a word was typed (⼈ for 人)."""
    return Counter("".join(unicodedata.normalize("NFKC", text).split()))


def _letters(text: str) -> int:
    return sum(character.isalnum() for character in text)


def _is_garbled(text: str) -> bool:
    """Fonts without a key to their letters give private, unknown or control characters instead of words."""
    solid = [character for character in text if not character.isspace()]
    strange = sum(c in _UNKNOWN or "\ue000" <= c <= "\uf8ff" or ord(c) < 32 or 0x7F <= ord(c) < 0xA0 for c in solid)
    return bool(solid) and strange / len(solid) > _MOST_UNKNOWN
