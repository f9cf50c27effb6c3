"""Attachments in a real browser: chosen and sent without script, read by the reviewer, taken home by anybody."""

import pytest

from tests.content.attachments import excel_files, picture_files, word_files
from tests.factories.files import HONOURED, ID
from tests.pages.conftest import DESK, PHONE, look, sign_in

WIDTHS = pytest.mark.parametrize("viewport, width", [(DESK, "desk"), (PHONE, "phone")], ids=["desk", "phone"])


def send(page, data, name, **words):
    page.set_input_files("#file", {"name": name, "mimeType": "application/octet-stream", "buffer": data})
    for field, text in words.items():
        page.fill(f"#{field}", text)
    with page.expect_navigation():
        page.get_by_role("button", name="添加并检查").click()


def press(page, name):
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()


@WIDTHS
def test_files_go_out_without_script(site, open_page, viewport, width):
    item_id, draft = site.make("draft", title="春运信用评价结果")
    page = sign_in(open_page(viewport, script=False), "zhifa-writer")
    page.goto(f"/desk/editions/{draft}/edit")
    page.fill("#title", "春运信用评价结果汇总")
    with page.expect_navigation():
        page.get_by_role("button", name="保存并管理附件").click()
    send(page, picture_files.jpeg(size=(1000, 500)), "码头现场.jpg", alt="码头上的公示栏", caption="公示栏一角")
    assert "已添加并检查" in page.inner_text("main")
    for box in page.locator("main input[type=checkbox]").all():
        box.check()
    press(page, "保存")
    send(page, word_files.docx(word_files.p(HONOURED)), "表扬通报.docx")
    page.goto(f"/desk/editions/{draft}/edit")
    assert page.input_value("#title") == "春运信用评价结果汇总"
    page.check("#secrecy_checked")
    press(page, "提交审核")

    reviewer = sign_in(open_page(viewport, script=False), "zhifa-reviewer")
    reviewer.goto(f"/desk/editions/{draft}/review")
    for choice in reviewer.locator("#files select").all():
        choice.select_option("show")
    for reason in reviewer.locator("#files input[type=text]").all():
        reason.fill("本人书面同意")
    press(reviewer, "保存对该附件的决定")
    press(reviewer, "通过")
    publisher = sign_in(open_page(viewport, script=False), "zhifa-publisher")
    publisher.goto("/desk/publish")
    press(publisher, "发布")

    reader = open_page(viewport)
    reader.goto(f"/items/{item_id}")
    picture = reader.locator("figure img")
    picture.scroll_into_view_if_needed()
    reader.wait_for_function("document.querySelector('figure img').naturalWidth > 0")
    look(reader, f"{width}-item-files")
    with reader.expect_download() as taken:
        reader.get_by_role("link", name="表扬通报.docx").click()
    assert taken.value.suggested_filename == "表扬通报.docx"


@WIDTHS
def test_pages_with_files_hold_together(site, open_page, viewport, width):
    _, draft = site.make("draft", title="春运信用评价结果")
    page = sign_in(open_page(viewport), "zhifa-writer")
    page.goto(f"/desk/editions/{draft}/files")
    look(page, f"{width}-files-empty")
    send(
        page,
        excel_files.full_xlsx({"hidden_row": f"身份证号{ID}"}),
        "连云港市道路运输企业信用评价结果及名单汇总表.xlsx",
    )
    send(page, picture_files.png(), "现场.png")
    assert page.title().startswith("有误：")
    look(page, f"{width}-files-refused")
    page.goto(f"/desk/editions/{draft}/edit")
    look(page, f"{width}-edit-files")

    _, other = site.make("draft", title="表扬通报")
    page.goto(f"/desk/editions/{other}/files")
    said = word_files.full_docx({"comment": "按会议意见修改", "paragraph": HONOURED})
    send(page, said, "表扬通报.docx")
    page.goto(f"/desk/editions/{other}/edit")
    page.check("#secrecy_checked")
    press(page, "提交审核")
    reviewer = sign_in(open_page(viewport), "zhifa-reviewer")
    reviewer.goto(f"/desk/editions/{other}/review")
    look(reviewer, f"{width}-review-files")
