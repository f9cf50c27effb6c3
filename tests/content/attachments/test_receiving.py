"""One file from the upload to the store."""

from __future__ import annotations

import pytest

from content.attachments import receiving, scanning
from content.attachments.storing import Store
from content.errors import Refusal
from tests.content.attachments import identities, pdf_files, picture_files, word_files

_CONVERTER = """#!/bin/sh
while [ $# -gt 1 ]; do [ "$1" = --outdir ] && out="$2"; shift; done
mkdir "$out"
cp "{made}" "$out/in.docx"
"""
ID = identities.resident_id(21)


def test_what_is_received_is_named_cleaned_and_read():
    received = receiving.receive(word_files.full_docx({"core": ID, "paragraph": "公示"}), " 公示.DOCX")
    assert (received.name, received.kind) == ("公示.docx", "docx")
    assert ID not in "".join(part.text for part in received.extracted.parts)
    assert scanning.examine(received.extracted, received.name).refuses == ()


def test_the_same_upload_has_the_same_digest():
    data = pdf_files.pdf("公示")
    assert receiving.receive(data, "公示.pdf").digest == receiving.receive(data, "公示.pdf").digest


def test_a_program_named_as_a_document_is_refused():
    with pytest.raises(Refusal, match="kind_refused"):
        receiving.receive(b"MZ" + bytes(100), "公示.docx")


def test_a_pdf_named_as_a_document_is_answered_at_its_name():
    with pytest.raises(Refusal) as refusal:
        receiving.receive(pdf_files.pdf(), "公示.docx")
    assert [issue.code for issue in refusal.value.issues] == ["name_does_not_match_content"]


def test_an_old_file_is_taken_under_its_new_ending(tmp_path, monkeypatch):
    made = tmp_path / "made.docx"
    made.write_bytes(word_files.docx())
    program = tmp_path / "soffice"
    program.write_text(_CONVERTER.format(made=made))
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    old = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600) + "WordDocument".encode("utf-16-le")
    received = receiving.receive(old, "通知.wps")
    assert (received.name, received.kind) == ("通知.docx", "docx")


def test_a_picture_is_kept_with_its_smaller_copies(tmp_path):
    store = Store(tmp_path / "files")
    received = receiving.receive(picture_files.jpeg(ID, size=(1000, 500)), "现场.jpg")
    copies = receiving.keep(store, received)
    assert set(copies) == {480, 960}
    assert all(store.is_whole(digest) for digest in (received.digest, *copies.values()))
    assert ID.encode() not in b"".join(path.read_bytes() for path in store.root.rglob("*") if path.is_file())


def test_a_document_has_no_copies(tmp_path):
    store = Store(tmp_path / "files")
    assert receiving.keep(store, receiving.receive(word_files.docx(), "公示.docx")) == {}
