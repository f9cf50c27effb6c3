"""Every place in which a text can hide is read, and told by where it is."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.attachments import cleaning, kinds, limits, packages, reading, reading_pdf
from content.attachments.extracted import Place
from content.errors import Refusal
from tests.content.attachments import excel_files, identities, packaging, pdf_files, picture_files, word_files
from tests.content.attachments.word_files import p, table


def heap(data: bytes, kind: str) -> str:
    return "\n".join(part.text for part in reading.read(data, kind).parts)


def warnings(data: bytes, kind: str) -> set[str]:
    return {issue.code for issue in reading.read(data, kind).warnings}


OWNER = identities.resident_id(3)
DOCX_SAID = identities.planted(*word_files.PLACES, *word_files.METADATA)
XLSX_SAID = {**identities.planted(*excel_files.PLACES, *excel_files.METADATA), "number": "320705650101001"}
PDF_SAID = identities.planted(*dict.fromkeys((*pdf_files.PLACES, *pdf_files.METADATA)))


@pytest.fixture(scope="module")
def heaps() -> dict[str, str]:
    return {
        "docx": heap(word_files.full_docx(DOCX_SAID), "docx"),
        "xlsx": heap(excel_files.full_xlsx(XLSX_SAID), "xlsx"),
        "pdf": heap(pdf_files.full_pdf(PDF_SAID), "pdf"),
    }


@pytest.mark.parametrize(
    "kind, place",
    [
        *(("docx", place) for place in DOCX_SAID),
        *(("xlsx", place) for place in XLSX_SAID),
        *(("pdf", place) for place in pdf_files.PLACES),
    ],
)
def test_a_text_is_found_wherever_it_hides(kind, place, heaps):
    said = {"docx": DOCX_SAID, "xlsx": XLSX_SAID, "pdf": PDF_SAID}[kind]
    assert said[place] in heaps[kind]


@pytest.mark.parametrize("place", ["deletion", "moved", "hidden_run", "comment", "field"])
def test_what_a_page_does_not_show_is_marked_hidden(place):
    extracted = reading.read(word_files.full_docx({place: "某某"}), "docx")
    assert {part.is_hidden for part in extracted.parts if "某某" in part.text} == {True}


@pytest.mark.parametrize("place", ["hidden_row", "hidden_column", "hidden_sheet", "very_hidden_sheet", "leftover"])
def test_hidden_rows_columns_and_sheets_are_marked_hidden(place):
    extracted = reading.read(excel_files.full_xlsx({place: "某某"}), "xlsx")
    assert [part.is_hidden for part in extracted.parts if part.text == "某某"] == [True]


def test_places_are_those_a_person_would_look_at():
    words = reading.read(word_files.docx(p("一") + table(("姓名", "编号"), ("甲", "乙")) + p("二")), "docx")
    places = {part.text: part.place for part in words.parts}
    assert places["二"] == Place("paragraph", 2)
    assert places["乙"] == Place("table_cell", 1, row=2, column=2)

    sheet = excel_files.sheet(excel_files.row(12, excel_files.text_cell("AC12", "甲")))
    cells = reading.read(excel_files.xlsx({"名单": sheet}), "xlsx")
    assert cells.parts[-1].place == Place("cell", 0, "名单", 12, 29)

    pages = reading.read(pdf_files.pdf("一页", "二页"), "pdf")
    assert [(part.place, part.text) for part in pages.parts] == [(Place("page", 1), "一页"), (Place("page", 2), "二页")]


def test_a_number_broken_over_runs_or_lines_of_a_cell_is_one_text():
    extracted = reading.read(word_files.docx(table((p("320705") + p("198811250019"), "乙"))), "docx")
    assert extracted.parts[0].text == "320705\n198811250019"


def test_a_merged_cell_counts_for_all_its_columns():
    wide = '<w:tcPr><w:gridSpan w:val="3"/></w:tcPr><w:p><w:r><w:t>宽</w:t></w:r></w:p>'
    extracted = reading.read(word_files.docx(table((wide, "窄"))), "docx")
    assert extracted.parts[-1].place.column == 4


@pytest.mark.parametrize(
    "cell, shown",
    [
        ("<c r='A1'><v>1.3812345678E10</v></c>", "13812345678"),
        ("<c r='A1'><v>3.20705198811250E17</v></c>", "320705198811250000"),
        ("<c r='A1' s='1'><v>32994</v></c>", "1990-05-01"),
        ("<c r='A1' s='2'><v>32994</v></c>", "1990-05-01"),
        ("<c r='A1' s='0'><v>32994</v></c>", "32994"),
        ("<c r='A1'><v>0.5</v></c>", "0.5"),
        ("<c r='A1' t='b'><v>1</v></c>", "1"),
    ],
)
def test_a_cell_reads_as_it_shows(cell, shown):
    styles = (
        '<styleSheet><numFmts><numFmt numFmtId="170" formatCode="yyyy&quot;年&quot;m"/></numFmts>'
        '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/></cellXfs></styleSheet>'
    )
    book = excel_files.xlsx({"表": excel_files.sheet(excel_files.row(1, cell))}, {"xl/styles.xml": styles})
    assert [part.text for part in reading.read(book, "xlsx").parts if part.place.code == "cell"] == [shown]


def test_a_workbook_behind_a_chart_is_read_as_hidden():
    inner = excel_files.full_xlsx({"cell": "320705198811250019"})
    extracted = reading.read(word_files.docx(more={"word/embeddings/book.xlsx": inner}), "docx")
    assert [part.is_hidden for part in extracted.parts if part.text == "320705198811250019"] == [True]


def test_boxes_within_boxes_end_somewhere():
    data = word_files.docx()
    for _ in range(limits.MOST_NESTING + 1):
        data = word_files.docx(more={"word/embeddings/a.docx": data})
    with pytest.raises(Refusal, match="embedded_object"):
        reading.read(data, "docx")


@pytest.mark.parametrize(
    "name, code",
    [
        ("word/media/image1.png", "pictures_inside"),
        ("word/media/image1.emf", "picture_unreadable"),
        ("word/embeddings/oleObject1.bin", "embedded_object"),
        ("word/afchunk.mht", "embedded_object"),
    ],
)
def test_what_a_machine_cannot_look_into_is_said(name, code):
    assert code in warnings(word_files.docx(more={name: picture_files.png()}), "docx")


def test_an_empty_document_has_no_text():
    assert not reading.read(word_files.docx(p(" ")), "docx").has_text


def test_a_scan_is_known_by_having_no_text():
    scan = reading.read(pdf_files.pdf("", picture=picture_files.jpeg()), "pdf")
    assert (scan.has_text, {issue.code for issue in scan.warnings}) == (
        False,
        {"pages_without_text", "pictures_inside"},
    )


def test_one_scanned_page_among_written_ones_is_named():
    mixed = reading.read(pdf_files.pdf("第一页有很多文字可以读出来", "2", picture=picture_files.jpeg()), "pdf")
    facts = {issue.code: issue.facts for issue in mixed.warnings}
    assert mixed.has_text
    assert facts["pages_without_text"] == {"pages": [2]}


def test_letters_without_a_key_are_unreadable():
    garbled = reading.read(pdf_files.pdf("\ue001\ue002\ue003\ue004"), "pdf")
    assert not garbled.is_readable


@pytest.mark.parametrize(
    "data, kind",
    [(picture_files.jpeg(OWNER), "jpeg"), (picture_files.webp(OWNER), "webp"), (picture_files.png(OWNER), "png")],
)
def test_a_picture_tells_what_stands_in_its_head(data, kind):
    extracted = reading.read(data, kind)
    assert OWNER in "".join(part.text for part in extracted.parts)
    assert not extracted.has_text


def test_where_a_picture_was_taken_is_told():
    assert "34.0" in heap(picture_files.jpeg("x"), "jpeg")


@pytest.mark.parametrize(
    "data, kind, code",
    [
        (pdf_files.pdf()[:300], "pdf", "file_is_broken"),
        (b"%PDF-1.7\n" + bytes(500), "pdf", "file_is_broken"),
        (pdf_files.locked(pdf_files.pdf(), "geheim"), "pdf", "encrypted"),
        (word_files.docx(more={"word/header1.xml": "<w:hdr"}), "docx", "file_is_broken"),
        (
            word_files.docx(more={"word/header1.xml": '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>'}),
            "docx",
            "file_is_broken",
        ),
        (packaging.archive({"[Content_Types].xml": "<Types/>"}), "xlsx", "file_is_broken"),
        (picture_files.jpeg()[:100], "jpeg", "file_is_broken"),
        (picture_files.png(size=(9_000, 6_000)), "png", "picture_too_large"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused(data, kind, code):
    with pytest.raises(Refusal) as refusal:
        reading.read(data, kind)
    assert refusal.value.code == code


def test_a_pdf_locked_only_against_printing_is_read():
    assert "公示" in heap(pdf_files.locked(pdf_files.pdf(), ""), "pdf")


def test_more_cells_than_can_be_read_are_refused(monkeypatch):
    monkeypatch.setattr("content.attachments.reading_xlsx.MOST_CELLS", 3)
    rows = "".join(excel_files.row(n, excel_files.text_cell(f"A{n}", "甲")) for n in range(1, 6))
    with pytest.raises(Refusal, match="too_much_to_read"):
        reading.read(excel_files.xlsx({"表": excel_files.sheet(rows)}), "xlsx")


def test_more_letters_than_can_be_scanned_are_refused(monkeypatch):
    monkeypatch.setattr(reading, "MOST_CHARACTERS", 20)
    with pytest.raises(Refusal, match="too_much_to_read"):
        reading.read(word_files.docx(p("很长的文字" * 10)), "docx")


def test_relations_are_followed_from_where_they_stand():
    assert packages.resolved("xl/worksheets/sheet1.xml", "../comments1.xml") == "xl/comments1.xml"
    assert packages.resolved("xl/workbook.xml", "/xl/worksheets/sheet1.xml") == "xl/worksheets/sheet1.xml"


def test_a_radical_drawn_for_a_letter_is_no_second_layer():
    """Browsers print ⼈ for 人; one reader mends it, the other does not."""
    assert reading_pdf.letters_of("当事\u2f08 手\u2f9d") == reading_pdf.letters_of("当事人手身")


def test_a_part_is_known_by_its_root_and_not_by_where_it_lies():
    """Runs of one paragraph are one text, whatever the file calls the part."""
    split = "<w:p><w:r><w:t>320705</w:t></w:r><w:r><w:t>198811250019</w:t></w:r></w:p>"
    extracted = reading.read(word_files.docx(more={"word/kopf.xml": word_files.word("hdr", split)}), "docx")
    assert (extracted.parts[-1].place.code, extracted.parts[-1].text) == ("header", "320705198811250019")


def test_runs_in_a_drawing_are_one_text():
    shape = "<d xmlns:a='a'><a:p><a:r><a:t>138123</a:t></a:r><a:r><a:t>45678</a:t></a:r></a:p></d>"
    book = excel_files.xlsx({"表": excel_files.sheet("")}, {"xl/drawings/drawing1.xml": shape})
    assert reading.read(book, "xlsx").parts[-1].text == "13812345678"


def test_a_part_is_called_after_where_it_lies():
    said = {"core": "甲", "custom_xml": "乙", "chart": "丙"}
    parts = reading.read(word_files.full_docx(said), "docx").parts
    found = {part.text: (part.place.code, part.is_hidden) for part in parts if part.text in said.values()}
    assert found == {"甲": ("property", True), "乙": ("custom_xml", True), "丙": ("chart", False)}


def test_what_a_damaged_pdf_says_does_not_get_into_the_log(caplog):
    with pytest.raises(Refusal, match="file_is_broken"):
        reading.read(pdf_files.pdf("公示").replace(b"/Kids [", b"/Kids [\x1d(320705198811250019)"), "pdf")
    assert caplog.records == []


SEEDS = {
    "docx": word_files.full_docx(DOCX_SAID),
    "xlsx": excel_files.full_xlsx(XLSX_SAID),
    "pdf": pdf_files.full_pdf(PDF_SAID, picture_files.jpeg(OWNER)),
    "jpeg": picture_files.jpeg(OWNER),
    "png": picture_files.png(OWNER),
    "webp": picture_files.webp(OWNER),
}


@pytest.mark.filterwarnings("ignore::UserWarning:PIL")
@settings(max_examples=60, deadline=None)
@given(st.sampled_from(list(SEEDS)), st.data())
def test_a_damaged_file_is_read_or_refused_and_nothing_else(kind, data):
    seed = bytearray(SEEDS[kind])
    for at in data.draw(st.lists(st.integers(0, len(seed) - 1), min_size=1, max_size=4)):
        seed[at] = data.draw(st.integers(0, 255))
    with contextlib.suppress(Refusal):
        kinds.identify(bytes(seed))
        reading.read(bytes(seed), kind)
        cleaning.clean(bytes(seed), kind)
