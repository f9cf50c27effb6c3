"""A pdf written anew from what its pages show: no properties, history, scripts, enclosures or authors of notes."""

from __future__ import annotations

import io
from collections.abc import Iterator

from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, PdfObject, StreamObject

from content.attachments import embedded_pictures
from content.attachments.reading_pdf import BROKEN, at, notes_of, open_pdf
from content.errors import Refusal

_OFF_THE_CATALOGUE = (
    "/Metadata", "/PieceInfo", "/OpenAction", "/AA", "/AF", "/Collection", "/Perms", "/Legal", "/URI", "/SpiderInfo",
    "/Threads", "/DSS", "/Extensions", "/Requirements",
)  # fmt: skip
_OFF_EVERY_THING = ("/Metadata", "/PieceInfo", "/LastModified", "/AA", "/AF", "/XFA", "/OPI", "/Thumb", "/B", "/JS")
_OFF_NAMES = ("/JavaScript", "/EmbeddedFiles", "/Renditions", "/AlternatePresentations", "/URLS", "/IDS")
_OFF_NOTES = ("/T", "/M", "/CreationDate", "/NM", "/RC", "/Subj")
#: Enclosures and players, by what the note is.
_NOTES_DROPPED = frozenset({"/FileAttachment", "/RichMedia", "/Movie", "/Sound", "/Screen", "/3D"})
#: The only things a click may do.
_ACTIONS_KEPT = frozenset({"/GoTo", "/URI", "/Named"})


def clean(data: bytes) -> bytes:
    reader = open_pdf(data)
    try:
        _sift(reader)
        writer = PdfWriter(clone_from=reader)
        writer.metadata = None
        writer._ID = None  # the pair of fingerprints ties the file to its drafts
        target = io.BytesIO()
        writer.write(target)
    except BROKEN as error:
        raise Refusal("file_is_broken") from error
    return target.getvalue()


def _sift(reader: PdfReader) -> None:
    """Cut in the reader's own objects, so that what nothing points to any more is never copied."""
    catalogue = reader.root_object
    _without(catalogue, _OFF_THE_CATALOGUE)
    if "/Names" in catalogue:
        _without(at(catalogue, "/Names"), _OFF_NAMES)
    for page in reader.pages:
        _sift_notes(page)
    for thing in list(_reachable(catalogue)):
        _sift_thing(thing)


def _sift_notes(page: DictionaryObject) -> None:
    for note in notes_of(page):
        if note.get("/Subtype") not in ("/Widget", "/Link"):
            _without(note, _OFF_NOTES)
    notes = at(page, "/Annots")
    if isinstance(notes, ArrayObject):
        kept = [note for note in notes if (note.get_object() or {}).get("/Subtype") not in _NOTES_DROPPED]
        page[NameObject("/Annots")] = ArrayObject(kept)


def _sift_thing(thing: DictionaryObject) -> None:
    _without(thing, _OFF_EVERY_THING)
    for key in ("/A", "/Next", "/PA"):
        action = at(thing, key)
        if isinstance(action, DictionaryObject) and "/S" in action and action["/S"] not in _ACTIONS_KEPT:
            del thing[key]
    if isinstance(thing, StreamObject) and at(thing, "/Filter") in ("/DCTDecode", ["/DCTDecode"]):
        thing._data = embedded_pictures.jpeg(thing._data)


def _reachable(root: PdfObject) -> Iterator[DictionaryObject]:
    waiting: list[PdfObject | None] = [root]
    met: set[int] = set()
    while waiting:
        thing = waiting.pop()
        thing = thing.get_object() if thing is not None else None
        if thing is None or id(thing) in met:
            continue
        met.add(id(thing))
        if isinstance(thing, DictionaryObject):
            waiting += thing.values()
            yield thing
        elif isinstance(thing, ArrayObject):
            waiting += thing


def _without(thing: PdfObject | None, keys: tuple[str, ...]) -> None:
    if isinstance(thing, DictionaryObject):
        for key in keys:
            thing.pop(key, None)
