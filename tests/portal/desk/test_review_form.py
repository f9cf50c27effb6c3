"""《信息发布审核表》: filled in with what the site recorded, to print and as docx."""

import io

import pytest
from docx import Document


def sheet(visit, edition, who="zhifa-writer"):
    return visit(who).get("desk.review_sheet", edition_id=edition)


def test_a_published_text_has_every_line_filled_in(visit, made):
    _, edition = made("published", title="关于公布评价结果的通知", summary="概览一句。")

    page = sheet(visit, edition)

    assert "信息发布审核表" in page.main
    assert {"关于公布评价结果的通知", "概览一句。", "经审核，同意发布。", "同意签发。", "工作动态"} <= set(
        page.main.split()
    )
    assert "签名：" not in page.main


def test_what_nobody_signed_yet_is_left_for_paper(visit, made):
    _, edition = made("submitted")
    page = sheet(visit, edition)
    assert "已作保密审查" in page.main
    assert page.main.count("签名：") == 2


@pytest.mark.parametrize("state", ["draft", "approved"])
def test_the_docx_says_the_same(visit, made, state):
    _, edition = made(state, title="带电话的稿件", body="电话13800001234。", summary="联系电话13800001234。")
    browser = visit("zhifa-writer")

    answer = browser.client.get(f"/desk/editions/{edition}/review-form.docx")

    document = Document(io.BytesIO(answer.data))
    words = "\n".join(cell.text for table in document.tables for row in table.rows for cell in row.cells)
    assert "带电话的稿件" in words and "审核意见" in words
    assert "13800001234" not in words, "filed sheets go from hand to hand"
    assert answer.headers["Content-Disposition"].endswith(".docx")


def test_another_units_sheet_is_missing(visit, made):
    _, edition = made("published")
    visit("xuanjiao-writer").get("desk.review_sheet", edition_id=edition, status=404)
