"""Names of files: Chinese is welcome, tricks are not."""

from __future__ import annotations

import pytest

from content.attachments import names
from content.attachments.kinds import KINDS

DOCX, JPEG = KINDS["docx"], KINDS["jpeg"]


def codes(name: str, kind=DOCX) -> set[str]:
    return {issue.code for issue in names.issues(name, kind)}


@pytest.mark.parametrize(
    "name", ["2026年信用评价结果公示.docx", "附件1（名单）.DOCX", " 公示  名单 .docx", "Ａ类·企业.docx"]
)
def test_an_honest_name_passes(name):
    assert codes(name) == set()


@pytest.mark.parametrize(
    "name, code",
    [
        ("", "name_is_missing"),
        (".docx", "name_is_missing"),
        ("名" * 101 + ".docx", "name_too_long"),
        ("../../名单.docx", "name_has_forbidden_characters"),
        ("名\\单.docx", "name_has_forbidden_characters"),
        ("名\x00单.docx", "name_has_forbidden_characters"),
        ("名单\u202excod.docx", "name_has_forbidden_characters"),
        ("名\u200b单.docx", "name_has_forbidden_characters"),
        ("CON.docx", "name_is_reserved"),
        ("~$名单.docx", "name_is_reserved"),
        (".名单.docx", "name_is_reserved"),
        ("名单.pdf", "name_does_not_match_content"),
        ("名单.docx.exe", "name_does_not_match_content"),
        ("名单", "name_does_not_match_content"),
    ],
)
def test_a_name_that_could_trip_somebody_is_answered(name, code):
    assert code in codes(name)


def test_both_endings_of_a_picture_are_right():
    assert codes("现场.jpg", JPEG) == codes("现场.JPEG", JPEG) == set()


def test_a_name_is_kept_in_one_form():
    assert names.tidy(" Cafe\u0301  名单 .DOCX") == "Caf\u00e9 名单.docx"


def test_a_converted_file_takes_the_ending_of_what_it_became():
    assert names.with_ending("名单.wps", DOCX) == "名单.docx"
