"""A file goes through the same gate as text, and what it would mask holds the file back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from content.attachments import cleaning, reading, scanning
from content.attachments.extracted import Extracted, Part, Place, warning
from content.masking.policy import Policy
from tests.content.attachments import excel_files, identities, pdf_files, picture_files, word_files
from tests.content.attachments.word_files import p, table

ID = identities.resident_id(7)


def labelled(*places: str) -> dict[str, str]:
    return {place: f"身份证号{number}" for place, number in identities.planted(*places).items()}


def caught(data: bytes, kind: str) -> set[str]:
    """The numbers among the findings that hold the file back."""
    extracted = reading.read(data, kind)
    verdict = scanning.examine(extracted, "公示.docx")
    texts = {flow: composed.text for flow, composed in scanning.texts(extracted, "公示.docx").items()}
    held = [found for found in verdict.findings if found.blocks]
    return {texts[found.part.flow][found.finding.start : found.finding.end] for found in held}


def verdict_on(data: bytes, kind: str, name: str = "公示.docx", **options) -> scanning.Verdict:
    return scanning.examine(reading.read(data, kind), name, **options)


def test_a_planted_number_holds_a_document_back_wherever_it_hides():
    said = labelled(*word_files.PLACES, *word_files.METADATA)
    assert {text[4:] for text in said.values()} <= caught(word_files.full_docx(said), "docx")


def test_a_planted_number_holds_a_workbook_back_wherever_it_hides():
    said = labelled(*(place for place in (*excel_files.PLACES, *excel_files.METADATA) if place != "number"))
    assert {text[4:] for text in said.values()} <= caught(excel_files.full_xlsx(said), "xlsx")


def test_a_planted_number_holds_a_pdf_back_wherever_it_hides():
    said = labelled(*dict.fromkeys((*pdf_files.PLACES, *pdf_files.METADATA)))
    assert {said[place][4:] for place in pdf_files.PLACES} <= caught(pdf_files.full_pdf(said), "pdf")


def test_after_cleaning_metadata_no_longer_holds_a_file_back():
    for kind, full in (
        ("docx", word_files.full_docx(labelled(*word_files.METADATA))),
        ("xlsx", excel_files.full_xlsx(labelled(*excel_files.METADATA))),
    ):
        assert caught(full, kind) != set()
        assert caught(cleaning.clean(full, kind), kind) == set()


def test_a_name_of_a_file_is_a_text_too():
    verdict = verdict_on(word_files.docx(), "docx", f"王建国身份证号{ID}.docx")
    assert {(issue.field, issue.facts["kind"]) for issue in verdict.refuses} == {
        ("name", "person_name"),
        ("name", "resident_id"),
    }


def test_an_issue_names_place_and_kind_and_never_the_number():
    data = excel_files.xlsx(
        {"名单": excel_files.sheet(excel_files.row(12, excel_files.text_cell("C12", f"身份证号{ID}")))}
    )
    (issue,) = verdict_on(data, "xlsx").refuses
    assert issue.code == "personal_data"
    assert issue.facts == {
        "kind": "resident_id",
        "place": Place("cell", 0, "名单", 12, 3),
        "is_hidden": False,
        "times": 1,
    }
    assert ID not in repr(issue)


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_a_name_under_a_heading_is_known_by_it(kind):
    """The column's heading says what its cells are, though an empty cell stands between."""
    rows = (("序号", "备注", "姓名"), ("1", "", "王建国"), ("2", "甲", "李秀英"))
    if kind == "docx":
        data = word_files.docx(p("名单公示如下") + table(*rows))
    else:
        cells = [
            [excel_files.text_cell(f"{'ABC'[c]}{r}", text) for c, text in enumerate(row) if text]
            for r, row in enumerate(rows, 1)
        ]
        data = excel_files.xlsx(
            {"表": excel_files.sheet("".join(excel_files.row(r, *row) for r, row in enumerate(cells, 1)))}
        )
    held = [found.part for found in verdict_on(data, kind).findings if found.blocks]
    assert [(part.text, part.place.column) for part in held] == [("王建国", 3), ("李秀英", 3)]


def test_a_person_named_in_one_place_is_known_in_all():
    data = word_files.docx(p("当事人王建国，男。"), {"word/footer1.xml": word_files.word("ftr", p("王建国签收"))})
    assert {found.part.place.code for found in verdict_on(data, "docx").findings if found.blocks} == {
        "paragraph",
        "footer",
    }


def test_what_must_be_kept_does_not_hold_a_file_back():
    kept = "连交〔2024〕98号，统一社会信用代码91320700MA1MYQ1X9B，服务热线12328。"
    assert verdict_on(word_files.docx(p(kept)), "docx").refuses == ()


@pytest.mark.parametrize(
    "data, kind, reasons",
    [
        (word_files.docx(), "docx", ()),
        (pdf_files.pdf("", picture=picture_files.jpeg()), "pdf", ("scan_without_text", "pictures_inside_tick")),
        (picture_files.jpeg(), "jpeg", ("picture_faces_tick",)),
        (pdf_files.pdf("\ue001\ue002\ue003\ue004\ue005"), "pdf", ("scan_without_text", "unreadable")),
        (word_files.full_docx({"comment": "已改"}), "docx", ("hidden_content",)),
        (word_files.docx(p("正文"), {"word/settings.xml": word_files.word("s", '<w:a w:b="第一章"/>')}), "docx", ()),
        (excel_files.full_xlsx({"cell": "甲", "hidden_row": "乙"}), "xlsx", ("hidden_content",)),
        (pdf_files.pdf("第一页", off_page="页外还有许多看不见的文字"), "pdf", ("hidden_content",)),
        (word_files.docx(p(" ")), "docx", ("scan_without_text",)),
    ],
)
def test_what_a_machine_cannot_judge_is_asked_of_people(data, kind, reasons):
    assert verdict_on(cleaning.clean(data, kind), kind).needs_second_person == reasons


def test_what_nobody_can_look_into_does_not_go_out():
    verdict = scanning.examine(Extracted(warnings=(warning("embedded_object", count=1),)), "公示.docx")
    assert [issue.code for issue in verdict.refuses] == ["embedded_object"]


def test_an_exception_lets_one_finding_pass_and_lapses_when_its_row_changes():
    extracted = reading.read(word_files.docx(p("当事人王建国，男。")), "docx")
    (found,) = scanning.examine(extracted, "公示.docx").findings
    granted = scanning.allow(extracted, "公示.docx", found, reason="本人同意", author="a", reviewer="b")
    assert scanning.examine(extracted, "公示.docx", exceptions=[granted]).refuses == ()

    changed = Extracted((Part(Place("paragraph", 1), "当事人王建国，男，司机。"),))
    assert scanning.examine(changed, "公示.docx", exceptions=[granted]).refuses != ()


def test_the_policy_handed_in_is_the_one_asked():
    extracted = reading.read(word_files.docx(p("法定代表人：王建国")), "docx")
    shown, hidden = Policy(), Policy(legal_representative_names=False)
    assert scanning.examine(extracted, "公示.docx", policy=shown).refuses == ()
    assert scanning.examine(extracted, "公示.docx", policy=hidden).refuses != ()


def test_an_uncertain_finding_waits_for_a_reviewer_and_no_longer_once_seen():
    extracted = reading.read(word_files.docx(p("情况已核实，号码为0518-81234567。")), "docx")
    verdict = scanning.examine(extracted, "公示.docx")
    assert verdict.refuses == ()
    assert verdict.needs_second_person == ("uncertain_findings",)

    seen = [
        scanning.allow(extracted, "公示.docx", found, reason="单位值班电话", author="a", reviewer="b")
        for found in verdict.findings
    ]
    assert scanning.examine(extracted, "公示.docx", exceptions=seen).needs_second_person == ()


def test_what_a_reviewer_wants_hidden_holds_the_file_back():
    extracted = reading.read(word_files.docx(p("情况已核实，号码为0518-81234567。")), "docx")
    found = scanning.examine(extracted, "公示.docx").findings[0]
    hidden = replace(
        scanning.allow(extracted, "公示.docx", found, reason="人名", author="a", reviewer="b"), shows=False
    )
    assert [issue.code for issue in scanning.examine(extracted, "公示.docx", exceptions=[hidden]).refuses] == [
        "personal_data"
    ]
