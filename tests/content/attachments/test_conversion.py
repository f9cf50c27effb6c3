"""Old office files become new ones where LibreOffice is; elsewhere a plain word says what to do.

The converter is not ours: here a small program stands in its place and is called in earnest.
"""

from __future__ import annotations

import time

import pytest

from content.attachments import conversion
from content.attachments.kinds import KINDS
from content.errors import Refusal
from tests.content.attachments import word_files

_SCRIPT = """#!/bin/sh
while [ $# -gt 1 ]; do [ "$1" = --outdir ] && out="$2"; shift; done
mkdir -p "$out"
{does}
"""


@pytest.fixture
def soffice(tmp_path, monkeypatch):
    """Puts a program named soffice on the path that does what it is told."""
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    (tmp_path / "made.docx").write_bytes(word_files.docx())

    def put(does: str) -> None:
        program = tmp_path / "soffice"
        program.write_text(_SCRIPT.format(does=does.format(made=tmp_path / "made.docx")))
        program.chmod(0o755)

    return put


def refused(**options) -> str:
    with pytest.raises(Refusal) as refusal:
        conversion.convert(b"old", KINDS["doc"], **options)
    return refusal.value.code


def test_without_libreoffice_a_person_is_told_how_to_save(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert refused() == "save_as_docx"
    with pytest.raises(Refusal, match="save_as_pdf"):
        conversion.convert(b"old", KINDS["ofd"])


def test_with_it_the_file_becomes_what_the_table_says(soffice):
    soffice('cp "{made}" "$out/in.docx"')
    assert conversion.convert(b"old", KINDS["doc"]) == word_files.docx()


@pytest.mark.parametrize("does", ["true", "exit 77", 'echo "not a document" > "$out/in.docx"'])
def test_a_conversion_that_fails_is_not_believed(soffice, does):
    soffice(does)
    assert refused() in {"save_as_docx", "kind_refused"}


def test_one_that_never_ends_is_ended_with_all_it_started(soffice, tmp_path):
    soffice(f"(sleep 1; touch {tmp_path}/late) & sleep 60")
    began = time.monotonic()
    assert refused(seconds=0.3) == "save_as_docx"
    assert time.monotonic() - began < 5
    time.sleep(1.2)
    assert not (tmp_path / "late").exists()
