"""A Word file becomes a draft's text: numbers Word sets by itself are spelt out, tables kept, the hidden left out."""

import io
import zipfile

import pytest
from docx import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from content.attachments import drafting, numbering
from content.errors import Refusal


def saved(document):
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def numbered(document, levels):
    """A list of the given levels: (format, text) each; returns its id."""
    root = document.part.numbering_part.element
    inner = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for at, (form, text) in enumerate(levels)
    )
    root.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{inner}</w:abstractNum>'))
    root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    return "77"


def in_list(paragraph, list_id, level=0):
    properties = paragraph._p.get_or_add_pPr()
    numbers = OxmlElement("w:numPr")
    for name, value in (("w:ilvl", str(level)), ("w:numId", list_id)):
        child = OxmlElement(name)
        child.set(qn("w:val"), value)
        numbers.append(child)
    properties.append(numbers)


def test_typed_numbers_stay_as_typed():
    document = Document()
    for text in ("关于印发办法的通知", "一、总体要求", "1.坚持依法依规。", "3. 跳号也不改。", "（一）适用范围"):
        document.add_paragraph(text)

    assert drafting.read(saved(document)).text.split("\n") == [
        "关于印发办法的通知", "一、总体要求", "1.坚持依法依规。", "3. 跳号也不改。", "（一）适用范围",
    ]  # fmt: skip


def test_numbers_set_by_word_are_spelt_out():
    document = Document()
    list_id = numbered(document, [("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3.")])
    for text, level in (("总则", 0), ("目的", 1), ("范围", 1), ("细项", 2), ("附则", 0), ("解释", 1)):
        in_list(document.add_paragraph(text), list_id, level)

    assert drafting.read(saved(document)).text.split("\n") == [
        "一、总则", "（一）目的", "（二）范围", "1. 细项", "二、附则", "（一）解释",
    ]  # fmt: skip


def test_bullets_and_headings_are_marked():
    document = Document()
    document.add_heading("基本情况", 1)
    document.add_heading("主要做法", 2)
    list_id = numbered(document, [("bullet", "·")])
    in_list(document.add_paragraph("联合检查"), list_id)

    assert drafting.read(saved(document)).text.split("\n") == ["## 基本情况", "### 主要做法", "- 联合检查"]


def test_tables_survive_with_merged_cells_and_bars():
    document = Document()
    table = document.add_table(rows=3, cols=3)
    for row, texts in zip(
        table.rows, (["序号", "企业", "状态"], ["1", "甲|乙公司", "已履行"], ["2", "两行\n文字", ""]), strict=True
    ):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    table.rows[2].cells[1].merge(table.rows[2].cells[2])

    assert [line for line in drafting.read(saved(document)).text.split("\n") if line] == [
        "| 序号 | 企业 | 状态 |", "| --- | --- | --- |", "| 1 | 甲\\|乙公司 | 已履行 |", "| 2 | 两行 文字 |  |",
    ]  # fmt: skip


def test_hidden_and_deleted_words_do_not_come_along():
    document = Document()
    paragraph = document.add_paragraph("看得见的")
    paragraph.add_run("藏起来的").font.hidden = True
    deleted = parse_xml(f"<w:del {nsdecls('w')}><w:r><w:delText>删掉的</w:delText></w:r></w:del>")
    paragraph._p.append(deleted)

    assert drafting.read(saved(document)).text == "看得见的"


def test_pictures_are_counted_and_left_out(tmp_path):
    from PIL import Image

    picture = tmp_path / "a.png"
    Image.new("RGB", (8, 8)).save(picture)
    document = Document()
    document.add_paragraph("正文")
    document.add_picture(str(picture))

    read = drafting.read(saved(document))
    assert (read.text.strip(), read.pictures) == ("正文", 1)


@pytest.mark.parametrize("data", [b"", b"plain text", b"%PDF-1.7 not really"])
def test_what_is_no_document_is_refused(data):
    with pytest.raises(Refusal):
        drafting.as_document(data)


def test_an_archive_without_its_document_is_refused():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("a.txt", "x")
    with pytest.raises(Refusal):
        drafting.read(stream.getvalue())


@pytest.mark.parametrize(
    "number, written",
    [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (21, "二十一"), (100, "一百"), (105, "一百零五"),
     (110, "一百一十"), (1001, "一千零一"), (2026, "二千零二十六")],
)  # fmt: skip
def test_chinese_numbers_are_written_as_headings_have_them(number, written):
    assert numbering.chinese(number) == written


@pytest.mark.parametrize(
    "form, number, written",
    [("upperLetter", 27, "AA"), ("lowerRoman", 14, "xiv"), ("upperRoman", 4, "IV"), ("decimalEnclosedCircle", 3, "③"),
     ("decimalZero", 7, "07"), ("ideographDigital", 26, "二六")],
)  # fmt: skip
def test_other_ways_of_numbering(form, number, written):
    assert numbering.FORMATS[form](number) == written
