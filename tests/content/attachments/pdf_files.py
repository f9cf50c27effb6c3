"""Small pdfs written by hand: pages of Chinese text, notes, properties, enclosures, scripts, pictures, old versions."""

from __future__ import annotations

import io

from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)

PLACES = ("page", "off_page", "note", "note_author", "outline", "author", "title", "xmp")
METADATA = ("note_author", "piece", "author", "title", "xmp", "enclosure", "script")


def _name(text: str) -> NameObject:
    return NameObject(text)


def _dictionary(**entries: object) -> DictionaryObject:
    return DictionaryObject({_name(f"/{key}"): value for key, value in entries.items()})


def _stream(data: bytes, **entries: object) -> StreamObject:
    stream = DecodedStreamObject()
    stream.set_data(data)
    stream.update(_dictionary(**entries))
    return stream


def _key(letters: set[str]) -> bytes:
    """Which code is which letter; without it a font only draws."""
    codes = sorted(f"<{ord(letter):04x}> <{ord(letter):04x}>" for letter in letters)
    return (
        "/CIDInit /ProcSet findresource begin begincmap /CMapName /U def\n"
        f"1 begincodespacerange <0000> <ffff> endcodespacerange\n{len(codes)} beginbfchar\n"
        + "\n".join(codes)
        + "\nendbfchar\nendcmap end"
    ).encode()


def _font(writer: PdfWriter, letters: set[str], *, has_key: bool) -> object:
    descendant = _dictionary(
        Type=_name("/Font"), Subtype=_name("/CIDFontType2"), BaseFont=_name("/SimSun"), DW=NumberObject(1000),
        CIDSystemInfo=_dictionary(
            Registry=TextStringObject("Adobe"), Ordering=TextStringObject("Identity"), Supplement=NumberObject(0)
        ),
    )  # fmt: skip
    font = _dictionary(
        Type=_name("/Font"), Subtype=_name("/Type0"), BaseFont=_name("/SimSun"), Encoding=_name("/Identity-H"),
        DescendantFonts=ArrayObject([writer._add_object(descendant)]),
    )  # fmt: skip
    if has_key:
        font[_name("/ToUnicode")] = writer._add_object(_stream(_key(letters)))
    return writer._add_object(font)


def _drawn(text: str, *, at: tuple[int, int] = (40, 780)) -> bytes:
    lines = b" ".join(b"<" + line.encode("utf-16-be").hex().encode() + b"> Tj 0 -20 Td" for line in text.split("\n"))
    return b"BT /F1 12 Tf %d %d Td " % at + lines + b" ET "


def writer_of(*pages: str, picture: bytes = b"", off_page: str = "", has_key: bool = True) -> PdfWriter:
    """Each page its text; ``picture`` (a JPEG) is drawn on every page, ``off_page`` outside the sheet."""
    writer = PdfWriter()
    writer.metadata = None
    font = _font(writer, set("".join(pages) + off_page) - {"\n"}, has_key=has_key)
    for text in pages:
        page = writer.add_blank_page(595, 842)
        content = _drawn(text) if text else b""
        content += _drawn(off_page, at=(40, -400)) if off_page else b""
        resources = _dictionary(Font=_dictionary(F1=font))
        if picture:
            image = _stream(
                picture, Type=_name("/XObject"), Subtype=_name("/Image"), Width=NumberObject(8), Height=NumberObject(8),
                ColorSpace=_name("/DeviceRGB"), BitsPerComponent=NumberObject(8), Filter=_name("/DCTDecode"),
            )  # fmt: skip
            resources[_name("/XObject")] = _dictionary(Im1=writer._add_object(image))
            content += b"q 200 0 0 200 40 300 cm /Im1 Do Q"
        page[_name("/Resources")] = resources
        page[_name("/Contents")] = writer._add_object(_stream(content))
    return writer


def written(writer: PdfWriter) -> bytes:
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def pdf(*pages: str, **options: object) -> bytes:
    return written(writer_of(*(pages or ("关于信用评价结果的公示",)), **options))  # type: ignore[arg-type]


def full_pdf(said: dict[str, str], picture: bytes = b"") -> bytes:
    """A pdf that says something in each place; a deleted page stays in its first version's bytes."""
    writer = writer_of(f"编号{said['page']}", picture=picture, off_page=said.get("off_page", ""))
    page = writer.pages[0]
    note = _dictionary(
        Type=_name("/Annot"), Subtype=_name("/Text"), Rect=ArrayObject(map(NumberObject, (10, 10, 30, 30))),
        Contents=TextStringObject(said["note"]), T=TextStringObject(said["note_author"]),
    )  # fmt: skip
    click = _dictionary(
        Type=_name("/Annot"), Subtype=_name("/Link"), Rect=ArrayObject(map(NumberObject, (10, 10, 30, 30))),
        A=_dictionary(S=_name("/Launch"), F=TextStringObject("cmd.exe")),
    )  # fmt: skip
    page[_name("/Annots")] = ArrayObject([writer._add_object(note), writer._add_object(click)])
    page[_name("/PieceInfo")] = _dictionary(X=TextStringObject(said["piece"]))
    writer.add_outline_item(title=f"见{said['outline']}", page_number=0)
    writer.add_metadata({"/Author": said["author"], "/Title": said["title"]})
    writer.xmp_metadata = (
        "<?xpacket begin='' id='W5M0MpCehiHzreSzNTczkc9d'?><x:xmpmeta xmlns:x='adobe:ns:meta/'>"
        "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description rdf:about='' "
        f"xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:source>{said['xmp']}</dc:source></rdf:Description></rdf:RDF>"
        "</x:xmpmeta><?xpacket end='w'?>"
    ).encode()
    writer.add_attachment("list.txt", said["enclosure"].encode())
    script = TextStringObject(f"app.alert('{said['script']}')")
    writer.root_object[_name("/OpenAction")] = _dictionary(S=_name("/JavaScript"), JS=script)
    return written(writer)


def locked(data: bytes, password: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    writer.encrypt(password, algorithm="AES-256")
    return written(writer)


def with_later_version(data: bytes) -> bytes:
    """Appends an incremental update that takes the old properties away: their bytes stay in the file."""
    start = int(data.rsplit(b"startxref", 1)[1].split()[0])
    reader = PdfReader(io.BytesIO(data))
    root = reader.trailer.raw_get("/Root").idnum
    size = int(reader.trailer["/Size"])
    trailer = f"xref\n0 0\ntrailer\n<</Size {size}/Root {root} 0 R/Prev {start}>>\nstartxref\n{len(data)}\n%%EOF\n"
    return data + trailer.encode()


def all_bytes(data: bytes) -> bytes:
    """Every object of the file with its stream unpacked, and the file itself, in one heap to search."""
    reader = PdfReader(io.BytesIO(data))
    heap = [data]
    for number in range(1, int(reader.trailer["/Size"])):
        thing = reader.get_object(number)
        heap.append(repr(thing).encode())
        if isinstance(thing, StreamObject):
            heap.append(thing._data if thing.get("/Filter") == "/DCTDecode" else thing.get_data())
    return b"\n".join(heap)
