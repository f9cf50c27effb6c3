"""A draft is filled from a Word file: text, tables and numbers come over, the file is not kept."""

import io

import pytest
from docx import Document

from tests.portal.reading import field, said

TABLE = (("企业", "状态"), ("连云港示例物流有限公司", "已履行"))


def word(*lines):
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    made = document.add_table(rows=len(TABLE), cols=2)
    for row, texts in zip(made.rows, TABLE, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def send(browser, edition, data, *, status=200):
    page = browser.get("desk.paste", edition_id=edition)
    form = page.form("导入文件内容")
    values = {tag["name"]: tag["value"] for tag in form.find_all("input", type="hidden")}
    sent = values | {"document": (io.BytesIO(data), "通知.docx")}
    return browser.read(form["action"], browser.client.post(form["action"], data=sent), status)


def test_a_word_file_fills_the_draft(visit, made):
    _, edition = made("draft", column="rules")

    page = send(visit("zhifa-writer"), edition, word("关于印发信用办法的通知", "一、总体要求", "1.坚持依法。"))

    assert field(page, "title") == "关于印发信用办法的通知"
    assert "## 一、总体要求\n1.坚持依法。" in field(page, "body")
    assert "| 连云港示例物流有限公司 | 已履行 |" in field(page, "body")
    assert "附件" in page.main and "通知.docx" not in page.main


@pytest.mark.parametrize("data", [b"", b"plain words"])
def test_a_file_that_is_no_document_says_so_and_the_draft_stays(visit, made, data):
    _, edition = made("draft", title="原来的标题")

    page = send(visit("zhifa-writer"), edition, data, status=422)

    assert page.title.startswith("有误")
    assert page.soup.find(id="document-error")
    assert field(visit("zhifa-writer").get("desk.edit", edition_id=edition), "title") == "原来的标题"


def test_a_document_without_words_says_so(visit, made):
    stream = io.BytesIO()
    Document().save(stream)
    _, edition = made("draft")
    assert "没有可读取的文字" in said(send(visit("zhifa-writer"), edition, stream.getvalue(), status=422))


def test_strangers_fill_nothing(visit, made):
    _, edition = made("draft")
    visit("xuanjiao-writer").post(f"/desk/editions/{edition}/paste/file", {}, status=400)
