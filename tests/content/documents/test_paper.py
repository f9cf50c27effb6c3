"""Papers in official layout: what is written stands there as written, in the faces of the standard."""

from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZipFile

import docx
import openpyxl
import pytest

from content.documents import fonts, from_html, sheets
from content.documents.paper import Paper

NOW = datetime(2026, 3, 10, 1, tzinfo=UTC)


def read(paper):
    return docx.Document(BytesIO(paper.to_bytes()))


@pytest.fixture
def paper():
    return Paper("关于信息报送情况的通报", number="连交信用〔2026〕3号", addressee="各单位：", made_at=NOW)


def test_the_same_paper_is_the_same_file_whenever_it_is_asked_for(paper, time_machine):
    time_machine.move_to("2026-03-10 09:00:00+08:00")
    first = paper.to_bytes()
    time_machine.move_to("2026-03-11 10:11:12+08:00")
    assert paper.to_bytes() == first


def test_title_number_text_and_signature_stand_in_order(paper):
    from_html.write(paper, "<h2>一、总体</h2><p>共32条，&lt;完成&gt;。</p><ul><li>甲</li></ul>尾")
    paper.signature("连云港市交通运输局", "2026年3月10日")
    found = [paragraph.text for paragraph in read(paper).paragraphs if paragraph.text]
    assert found == [
        "连交信用〔2026〕3号", "关于信息报送情况的通报", "各单位：", "一、总体", "共32条，<完成>。", "甲", "尾",
        "连云港市交通运输局", "2026年3月10日",
    ]  # fmt: skip


def test_chinese_characters_have_a_chinese_face_and_a_stand_in(paper):
    opened = ZipFile(BytesIO(paper.to_bytes()))
    styles = opened.read("word/styles.xml").decode()
    assert f'w:eastAsia="{fonts.BODY}"' in styles
    assert f'w:eastAsia="{fonts.TITLE}"' in opened.read("word/document.xml").decode()
    table = opened.read("word/fontTable.xml").decode()
    assert all(f'w:name="{face}"' in table for face in fonts.STAND_INS)


def test_the_page_is_a4_with_the_margins_of_the_standard(paper):
    section = read(paper).sections[0]
    sizes = (section.page_width, section.page_height, section.top_margin, section.left_margin)
    assert [round(size.mm) for size in sizes] == [210, 297, 37, 28]


def test_a_table_keeps_its_cells_and_repeats_its_head(paper):
    paper.table(["单位", "条数"], [["执法支队", 3], ["公路中心", None]], numbers={1})
    table = read(paper).tables[0]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["单位", "条数"],
        ["执法支队", "3"],
        ["公路中心", ""],
    ]
    assert "tblHeader" in table.rows[0]._tr.xml


def test_a_papers_facts_name_nobody(paper):
    facts = read(paper).core_properties
    assert (facts.author, facts.last_modified_by, facts.title) == ("", "", "关于信息报送情况的通报")


def test_a_ragged_table_of_a_text_is_made_even(paper):
    from_html.write(paper, "<table><tr><th>甲</th><th>乙</th></tr><tr><td>一</td></tr></table>")
    assert [cell.text for cell in read(paper).tables[0].rows[1].cells] == ["一", ""]


def test_a_sheet_keeps_numbers_as_numbers_and_formulas_as_text():
    table = sheets.Table("单位/月", ["单位", "条数"], [["=1+1", 3], ["https://x", None]], remark="口径")
    sheet = openpyxl.load_workbook(BytesIO(sheets.workbook([table], made_at=NOW))).worksheets[0]
    assert sheet.title == "单位 月"
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows == [["口径", None], ["单位", "条数"], ["=1+1", 3], ["https://x", None]]
    assert sheet["A3"].data_type == "s"
