"""A file is what its bytes are."""

from __future__ import annotations

import io
import zipfile
import zlib

import pytest

from content.attachments import kinds, limits
from content.errors import Refusal
from tests.content.attachments import excel_files, packaging, pdf_files, picture_files, word_files

_OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)


def old_office(stream: str) -> bytes:
    return _OLE + stream.encode("utf-16-le") + bytes(600)


def refused(data: bytes) -> str:
    with pytest.raises(Refusal) as refusal:
        kinds.identify(data)
    return refusal.value.code


@pytest.mark.parametrize(
    "data, code",
    [
        (word_files.docx(), "docx"),
        (excel_files.xlsx({"表": excel_files.sheet("")}), "xlsx"),
        (pdf_files.pdf(), "pdf"),
        (picture_files.png(), "png"),
        (picture_files.jpeg(), "jpeg"),
        (picture_files.webp(), "webp"),
        (old_office("WordDocument"), "doc"),
        (old_office("Workbook"), "xls"),
        (packaging.archive({"OFD.xml": "<OFD/>", "Doc_0/Document.xml": "<d/>"}), "ofd"),
        (packaging.archive({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<d/>"}), "odt"),
    ],
)
def test_the_kind_is_told_by_content(data, code):
    assert kinds.identify(data).code == code


def macro_docx() -> bytes:
    return packaging.with_part(word_files.docx(), "word/vbaProject.bin", b"x")


def macro_type() -> bytes:
    main = packaging.DOCX_MAIN.replace(
        "vnd.openxmlformats-officedocument.wordprocessingml.document", "vnd.ms-word.macroEnabled"
    )
    return packaging.with_part(word_files.docx(), "[Content_Types].xml", packaging.types(main, "word/document.xml"))


def macro_sheet() -> bytes:
    kind = packaging.types("application/vnd.ms-excel.macrosheet+xml", "xl/macrosheets/sheet1.xml")
    return packaging.with_part(excel_files.xlsx({"表": excel_files.sheet("")}), "[Content_Types].xml", kind)


def zip_bomb() -> bytes:
    return packaging.with_part(word_files.docx(), "word/big.xml", bytes(40 * limits.MEGABYTE))


def crowd() -> bytes:
    return packaging.archive({f"word/{n}.xml": "" for n in range(limits.MOST_ENTRIES + 1)})


def doubled() -> bytes:
    target = io.BytesIO(word_files.docx())
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr("WORD/document.xml", "<other/>")
    return target.getvalue()


def locked_entry() -> bytes:
    data = bytearray(word_files.docx())
    at = data.find(b"PK\x01\x02")
    data[at + 8] |= 1
    return bytes(data)


REFUSED = {
    "nothing": (b"", "file_is_empty"),
    "too_large": (b"%PDF-" + bytes(limits.MOST_BYTES), "file_too_large"),
    "program": (b"MZ\x90\x00" + bytes(200), "kind_refused"),
    "script": (b"#!/bin/sh\nrm -rf /", "kind_refused"),
    "svg": (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "kind_refused"),
    "html": (b"<!doctype html><script>1</script>", "kind_refused"),
    "gif": (b"GIF89a" + bytes(50), "kind_refused"),
    "plain_zip": (packaging.archive({"a.txt": "a"}), "kind_refused"),
    "slides": (old_office("PowerPoint Document"), "kind_refused"),
    "unknown_ole": (_OLE, "kind_refused"),
    "locked_office": (old_office("EncryptedPackage"), "encrypted"),
    "locked_entry": (locked_entry(), "encrypted"),
    "old_macros": (old_office("WordDocument_VBA_PROJECT"), "has_macros"),
    "macros": (macro_docx(), "has_macros"),
    "macro_type": (macro_type(), "has_macros"),
    "macro_sheet": (macro_sheet(), "has_macros"),
    "bomb": (zip_bomb(), "unpacks_too_large"),
    "crowd": (crowd(), "unpacks_too_large"),
    "truncated": (word_files.docx()[:-40], "file_is_broken"),
    "doubled": (doubled(), "two_files_in_one"),
    "climbing": (packaging.with_part(word_files.docx(), "../../x.xml", "<x/>"), "two_files_in_one"),
    "picture_and_zip": (picture_files.jpeg() + word_files.docx(), "two_files_in_one"),
    "picture_and_page": (picture_files.png() + b"<script>alert(1)</script>", "two_files_in_one"),
    "pdf_and_zip": (pdf_files.pdf() + word_files.docx(), "two_files_in_one"),
    "entities": (
        packaging.with_part(
            word_files.docx(), "[Content_Types].xml", '<!DOCTYPE x [<!ENTITY a "aaaa">]><Types>&a;</Types>'
        ),
        "file_is_broken",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_not_in_the_table_is_refused_with_its_reason(case):
    data, code = REFUSED[case]
    assert refused(data) == code


def test_a_part_that_says_it_is_smaller_than_it_is_does_not_get_in():
    data = word_files.docx(more={"word/big.xml": bytes(3 * limits.MEGABYTE)})
    lied = data.replace((3 * limits.MEGABYTE).to_bytes(4, "little"), (100).to_bytes(4, "little"))
    package = kinds.packages.open_package(lied)
    with pytest.raises(Refusal, match="file_is_broken"):
        package.read("word/big.xml")


def test_the_pdf_mark_must_stand_first():
    assert refused(b"junk\n" + zlib.compress(b"x") + pdf_files.pdf()) == "kind_refused"
