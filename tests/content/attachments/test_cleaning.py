"""What is cleaned says what it said before, and nothing about who, where and with what."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from content.attachments import cleaning, cleaning_pictures, embedded_pictures, reading
from content.errors import Refusal
from tests.content.attachments import excel_files, identities, packaging, pdf_files, picture_files, word_files

SECRET = identities.resident_id(5)


def metadata_left(data: bytes, kind: str, said: dict[str, str], places: tuple[str, ...]) -> list[str]:
    heap = pdf_files.all_bytes(data) if kind == "pdf" else packaging.all_bytes(data)
    return [place for place in places if said[place].encode() in heap or said[place].encode("utf-16-be") in heap]


def test_nothing_of_a_documents_metadata_is_left():
    places = (*word_files.METADATA, *word_files.IN_PICTURES)
    said = identities.planted(*places)
    full = word_files.full_docx(said, picture_files.jpeg(said["exif"]))
    assert metadata_left(full, "docx", said, word_files.METADATA) == list(word_files.METADATA)
    assert metadata_left(cleaning.clean(full, "docx"), "docx", said, places) == []


def test_nothing_of_a_workbooks_metadata_is_left():
    said = identities.planted(*excel_files.METADATA, "printer")
    cleaned = cleaning.clean(excel_files.full_xlsx(said, printer=said["printer"]), "xlsx")
    assert metadata_left(cleaned, "xlsx", said, tuple(said)) == []


def test_nothing_of_a_pdfs_metadata_is_left():
    said = identities.planted(*dict.fromkeys((*pdf_files.PLACES, *pdf_files.METADATA)))
    full = pdf_files.full_pdf(said, picture_files.jpeg(SECRET))
    said["exif"] = SECRET
    cleaned = cleaning.clean(full, "pdf")
    assert metadata_left(cleaned, "pdf", said, (*pdf_files.METADATA, "exif")) == []
    assert not {word for word in (b"Launch", b"JavaScript", b"OpenAction") if word in pdf_files.all_bytes(cleaned)}


def test_an_earlier_version_of_a_pdf_is_not_carried_along():
    first = pdf_files.writer_of("公示")
    first.add_metadata({"/Author": SECRET})
    grown = pdf_files.with_later_version(pdf_files.written(first))
    assert SECRET.encode() in grown
    assert SECRET.encode() not in pdf_files.all_bytes(cleaning.clean(grown, "pdf"))


@pytest.mark.parametrize(
    "make, kind", [(picture_files.jpeg, "jpeg"), (picture_files.png, "png"), (picture_files.webp, "webp")]
)
def test_a_picture_is_mute_afterwards(make, kind):
    cleaned = cleaning.clean(make(SECRET), kind)
    assert SECRET.encode() not in cleaned
    assert reading.read(cleaned, kind).parts == ()


@pytest.mark.parametrize("place", word_files.PLACES)
def test_what_a_document_says_it_still_says(place):
    said = {place: SECRET}
    cleaned = cleaning.clean(word_files.full_docx(said), "docx")
    assert SECRET in "".join(part.text for part in reading.read(cleaned, "docx").parts)


@pytest.mark.parametrize("place", [place for place in excel_files.PLACES if place != "number"])
def test_what_a_workbook_says_it_still_says(place):
    cleaned = cleaning.clean(excel_files.full_xlsx({place: SECRET}), "xlsx")
    assert SECRET in "".join(part.text for part in reading.read(cleaned, "xlsx").parts)


def test_what_a_pdf_says_it_still_says():
    cleaned = cleaning.clean(pdf_files.pdf("第一页", "第二页"), "pdf")
    assert [part.text for part in reading.read(cleaned, "pdf").parts] == ["第一页", "第二页"]


def test_nothing_points_to_what_is_gone():
    parts = packaging.parts_of(cleaning.clean(excel_files.full_xlsx({}, printer="x"), "xlsx"))
    assert b"r:id" not in parts["xl/worksheets/sheet1.xml"]
    assert b"printerSettings" not in parts["xl/worksheets/_rels/sheet1.xml.rels"]
    document = packaging.parts_of(cleaning.clean(word_files.full_docx({}), "docx"))
    assert b"docProps" not in document["[Content_Types].xml"] + document["_rels/.rels"]
    assert b"customXml" not in document["word/_rels/document.xml.rels"]
    assert b'r:id="rId9"' in document["word/document.xml"]


def test_prefixes_stay_as_word_declared_them():
    document = packaging.parts_of(cleaning.clean(word_files.full_docx({}), "docx"))["word/document.xml"]
    assert b'mc:Ignorable="w14"' in document
    assert b"xmlns:w14=" in document
    assert b"rsid" not in document


def test_an_archive_carries_no_times_and_no_machine():
    with zipfile.ZipFile(io.BytesIO(cleaning.clean(word_files.docx(), "docx"))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.namelist()[0] == "[Content_Types].xml"


def test_a_sheet_inside_a_document_is_cleaned_too():
    inner = excel_files.full_xlsx({"core": SECRET})
    cleaned = cleaning.clean(word_files.docx(more={"word/embeddings/a.xlsx": inner}), "docx")
    assert SECRET.encode() not in packaging.all_bytes(packaging.parts_of(cleaned)["word/embeddings/a.xlsx"])


@settings(max_examples=15, deadline=None)
@given(st.lists(st.text("甲乙丙丁abc<&>\"' 0123456789", max_size=30), min_size=1, max_size=6))
def test_cleaning_the_same_bytes_twice_gives_the_same_bytes(texts):
    files = {
        "docx": word_files.docx("".join(map(word_files.p, texts))),
        "xlsx": excel_files.xlsx(
            {"表": excel_files.sheet(excel_files.row(1, *(excel_files.text_cell("A1", t) for t in texts)))}
        ),
        "pdf": pdf_files.pdf(*texts, picture=picture_files.jpeg("x")),
        "jpeg": picture_files.jpeg("".join(texts)),
        "png": picture_files.png("".join(texts)),
    }
    for kind, data in files.items():
        assert cleaning.clean(data, kind) == cleaning.clean(data, kind)


@pytest.mark.parametrize("kind, data", [("docx", word_files.full_docx({})), ("pdf", pdf_files.pdf("一", "二"))])
def test_what_is_clean_stays_as_it_is(kind, data):
    once = cleaning.clean(data, kind)
    assert cleaning.clean(once, kind) == once


def test_a_picture_stands_upright_without_its_mark():
    cleaned = Image.open(io.BytesIO(cleaning.clean(picture_files.jpeg(size=(40, 20), turned=True), "jpeg")))
    assert cleaned.size == (20, 40)
    assert not cleaned.getexif()


def test_copies_for_phones_are_only_smaller_ones():
    copies = cleaning_pictures.renditions(picture_files.jpeg(size=(1200, 600)))
    assert {width: Image.open(io.BytesIO(data)).size for width, data in copies.items()} == {
        480: (480, 240),
        960: (960, 480),
    }


def test_a_moving_picture_is_refused():
    with pytest.raises(Refusal, match="picture_moves"):
        cleaning.clean(picture_files.webp(frames=3), "webp")


def test_a_palette_with_a_clear_colour_stays_clear():
    target = io.BytesIO()
    Image.new("P", (4, 4), 0).save(target, "PNG", transparency=0)
    cleaned = Image.open(io.BytesIO(cleaning.clean(target.getvalue(), "png")))
    assert cleaned.convert("RGBA").getpixel((0, 0))[3] == 0


def test_pictures_inside_documents_keep_their_pixels():
    for data in (picture_files.jpeg(SECRET), picture_files.png(SECRET)):
        stripped = embedded_pictures.stripped(data + b"PK hidden")
        assert Image.open(io.BytesIO(stripped)).tobytes() == Image.open(io.BytesIO(data)).tobytes()
        assert SECRET.encode() not in stripped
        assert b"hidden" not in stripped


def test_a_gif_inside_a_document_loses_its_comment():
    target = io.BytesIO()
    Image.new("P", (4, 4)).save(target, "GIF", comment=SECRET.encode())
    assert SECRET.encode() not in embedded_pictures.stripped(target.getvalue())


@pytest.mark.parametrize("data", [b"\xff\xd8\xff\xe1\x00", b"\x89PNG\r\n\x1a\n1234", b"GIF89a?"])
def test_a_broken_picture_inside_a_document_is_refused(data):
    with pytest.raises(Refusal, match="file_is_broken"):
        embedded_pictures.stripped(data)
