"""A strange file is opened elsewhere, and only words and bytes come back."""

from __future__ import annotations

import pytest

from content.attachments import apart, cleaning, reading
from content.errors import Refusal
from tests.content.attachments import pdf_files, word_files


def test_the_answer_is_the_one_this_process_would_give():
    data = word_files.full_docx({"paragraph": "公示", "comment": "改"})
    cleaned, extracted = apart.prepare(data, "docx")
    assert cleaned == cleaning.clean(data, "docx")
    assert extracted == reading.read(cleaned, "docx")


def test_a_refusal_comes_back_with_its_facts():
    with pytest.raises(Refusal) as refusal:
        apart.prepare(pdf_files.locked(pdf_files.pdf(), "geheim"), "pdf")
    assert refusal.value.code == "encrypted"


def test_a_reader_that_crashes_takes_nobody_with_it():
    with pytest.raises(Refusal, match="file_defeats_reader"):
        apart.prepare(b"", "no such kind")


def test_a_reader_that_does_not_end_is_ended():
    with pytest.raises(Refusal, match="file_defeats_reader"):
        apart.prepare(word_files.docx(), "docx", seconds=0)
