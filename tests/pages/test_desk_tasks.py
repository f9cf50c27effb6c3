"""The desk by keyboard alone, and what script adds to it: paste from Word, progress, early checks, keys."""

import io
import re
import time

import pytest
from docx import Document
from playwright.sync_api import expect

from content.items import templates, wrong_words
from content.items.models import Edition
from tests.pages.conftest import DESK, PHONE, look, sign_in
from tests.pages.test_keyboard import press_button

#: What Word puts on the clipboard: its own styles, a list numbered by rule, a table, a deleted word and a comment.
WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head>
<style>p.MsoNormal{mso-style-unhide:no}</style></head>
<body><!--StartFragment--><h1>总体要求</h1><p class=MsoNormal>一、坚持<b>依法</b>依规。<o:p></o:p></p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'>
<span style='mso-list:Ignore'>3.<span>&nbsp;&nbsp; </span></span>数字照旧。</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'>
<span style='mso-list:Ignore'>·<span>&nbsp;&nbsp; </span></span>要点</p>
<p class=MsoNormal><del>删掉的</del><span style='display:none'>藏着的</span>留下的<a href="https://example.com/a">链接</a></p>
<table><tr><td><p>企业</p></td><td><p>状态</p></td></tr><tr><td><p>甲|乙公司</p></td><td><p>已<br>履行</p></td></tr></table>
<script>window.hacked = 1</script><img src="file:///c:/a.png"><!--EndFragment--></body></html>"""
PASTED = """## 总体要求
一、坚持依法依规。
3. 数字照旧。
- 要点
留下的[链接](https://example.com/a)

| 企业 | 状态 |
| --- | --- |
| 甲\\|乙公司 | 已 履行 |"""


def paste(page, html):
    page.evaluate(
        """([html]) => {
            const data = new DataTransfer();
            data.setData("text/html", html);
            data.setData("text/plain", "plain");
            const field = document.getElementById("body");
            field.focus();
            field.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
        }""",
        [html],
    )


def word_file():
    document = Document()
    for text in ("执法支队开展信用核查", "一、基本情况", "1.抽查十二家。"):
        document.add_paragraph(text)
    stream = io.BytesIO()
    document.save(stream)
    return {"name": "核查.docx", "mimeType": "application/octet-stream", "buffer": stream.getvalue()}


@pytest.fixture
def draft(site):
    return site.make("draft", title="一篇草稿", body="")[1]


def test_a_paste_from_word_comes_in_as_text_with_tables_and_numbers(open_page, draft):
    page = sign_in(open_page(), "zhifa-writer")
    page.goto(f"/desk/editions/{draft}/edit")
    paste(page, WORD)

    assert page.input_value("#body") == PASTED
    assert page.evaluate("window.hacked") is None
    expect(page.locator(".pasted-line")).to_contain_text("有1张图片未取用")


def test_marks_are_typed_at_a_press_by_keyboard_and_undone_like_typing(open_page, draft):
    page = sign_in(open_page(), "zhifa-writer")
    page.goto(f"/desk/editions/{draft}/edit")
    page.fill("#body", "一、总体要求\n坚持依法依规")
    page.focus(".toolbar button")
    for _step in range(2):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    assert page.evaluate("document.activeElement.textContent") == "列表"
    page.evaluate("document.querySelector('#body').setSelectionRange(0, 13)")
    page.keyboard.press("Enter")
    assert page.input_value("#body") == "- 一、总体要求\n- 坚持依法依规"

    page.keyboard.press("Control+z")
    assert page.input_value("#body") == "一、总体要求\n坚持依法依规"

    page.evaluate("document.querySelector('#body').setSelectionRange(2, 6)")
    page.click(".toolbar button:has-text('小标题')")
    assert page.input_value("#body").startswith("## 一、总体要求\n")
    page.click(".toolbar button:has-text('小标题')")
    assert page.input_value("#body").startswith("一、总体要求\n")
    page.evaluate("document.querySelector('#body').setSelectionRange(7, 13)")
    page.click(".toolbar button:has-text('链接')")
    assert page.input_value("#body").endswith("[坚持依法依规](https://)")
    page.keyboard.type("https://credit.example.gov.cn/")
    assert page.input_value("#body").endswith("[坚持依法依规](https://credit.example.gov.cn/)")
    page.click(".toolbar button:has-text('表格')")
    assert "| 表头 | 表头 |\n| --- | --- |\n" in page.input_value("#body")
    look(page, "toolbar-desk")


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_a_refused_form_takes_the_reader_to_what_is_to_be_mended(open_page, site, draft, script):
    """The title says it first, focus stands on the list, each line leads to its field, and what was typed is there."""
    _, approved = site.make("approved", title="等待发布")
    page = sign_in(open_page(PHONE, script=script), "zhifa-publisher")
    page.goto(f"/desk/editions/{approved}/schedule")
    page.fill("#goes_out_at", "2020-01-01T08:00")
    with page.expect_navigation():
        page.click("main form button")
    assert page.title().startswith("有误：")
    assert page.evaluate("document.activeElement.id") == "error-summary"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id || location.hash.slice(1)") == "goes_out_at"
    assert page.input_value("#goes_out_at") == "2020-01-01T08:00"


def test_a_text_is_copied_for_another_site_at_a_press(open_page, site):
    item, _ = site.make("published", title="抄送公众号的动态", body="第一段。\n第二段。")
    page = sign_in(open_page(), "zhifa-writer")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"/desk/items/{item}/copies")
    page.click("button:has-text('复制正文')")
    expect(page.locator("[data-of=copy_text] [role=status]")).to_have_text("已复制。")
    assert page.evaluate("navigator.clipboard.readText()").split() == ["第一段。", "第二段。"]


def test_early_checks_follow_what_is_typed(open_page, site, draft):
    with site.writing() as session:
        wrong_words.plant(session)
    page = sign_in(open_page(), "zhifa-writer")
    page.goto(f"/desk/editions/{draft}/edit")
    page.fill("#body", "请登陆网站。")

    expect(page.locator(".checks-list")).to_contain_text("“登陆”疑为“登录”之误", timeout=15000)
    expect(page.locator(".checks-line")).to_have_text(re.compile(r"有\d+处"))
    look(page, "checks-desk")


def test_write_paste_from_a_word_file_attach_and_submit_by_keyboard(open_page, site):
    page = sign_in(open_page(), "zhifa-writer")
    page.goto("/desk/write")
    press_button(page, "粘贴公文")
    page.focus("#document")
    page.set_input_files("#document", word_file())
    press_button(page, "导入文件内容")
    assert page.input_value("#title") == "执法支队开展信用核查"
    assert "1.抽查十二家。" in page.input_value("#body")
    page.focus("#produced_on")
    page.fill("#produced_on", page.evaluate("new Date().toISOString().slice(0, 10)"))
    press_button(page, "保存并管理附件")
    page.set_input_files("#file", word_file())
    press_button(page, "添加并检查")
    expect(page.locator("main")).to_contain_text("核查.docx")
    page.goto(page.url.replace("/files", "/edit"))
    page.focus("#secrecy_checked")
    page.keyboard.press("Space")
    press_button(page, "提交审核")
    assert "待审核" in page.inner_text("main")


def test_review_compare_and_return_by_keyboard_on_a_phone(open_page, site):
    from content.items.models import Item
    from tests.factories import workflow

    item_id, _ = site.make("published", title="公开的一条", body="第一段。\n第二段。")
    with site.writing() as session:
        first = session.get(Item, item_id).editions[0]
        next_one = workflow.correct(session, first, site.staff(session), body="第一段。\n第二段改了。")
        session.flush()
        edition_id = next_one.id
    page = sign_in(open_page(PHONE), "zhifa-reviewer")
    page.goto(f"/desk/editions/{edition_id}/review")
    assert page.locator(".diff ins .diff-word").count() and page.locator(".diff").first.is_visible()
    page.focus("#reason-")
    page.keyboard.press("ArrowDown")
    page.focus("#note-")
    page.keyboard.insert_text("第二段请注明出处")
    press_button(page, "退回")

    with site.reading() as session:
        assert session.get(Edition, edition_id).state == "returned"


def test_a_new_text_from_a_template_takes_less_than_half_a_minute(open_page, site):
    with site.writing() as session:
        templates.plant(session)
    page = sign_in(open_page(), "zhifa-writer")
    began = time.monotonic()
    page.goto("/desk/write")
    press_button(page, "月度信用工作动态")
    page.focus("#body")
    page.keyboard.press("Control+End")
    page.keyboard.insert_text("本月归集信息三百条。")
    press_button(page, "保存草稿")
    taken = time.monotonic() - began

    assert "信用交通工作动态" in page.input_value("#title")
    assert taken < 30, f"{taken:.1f} s"


def test_the_keys_are_listed_and_take_no_letter_from_anybody(open_page, draft):
    page = sign_in(open_page(), "zhifa-writer")
    page.goto(f"/desk/editions/{draft}/edit")
    dialog = page.locator(".shortcuts dialog")
    page.focus("#title")
    page.keyboard.press("?")
    assert dialog.is_hidden(), "in a field it is a letter like any other"
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("?")
    expect(dialog).to_be_visible()
    look(page, "shortcuts-desk")
    page.check("#shortcuts-off")
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    assert dialog.is_hidden(), "switched off"

    page.fill("#title", "按键保存的标题")
    with page.expect_navigation():
        page.keyboard.press("Control+s")
    assert page.input_value("#title") == "按键保存的标题"


def test_an_upload_says_how_far_it_is_and_a_refused_one_keeps_its_words(open_page, draft):
    page = sign_in(open_page(), "zhifa-writer")
    page.goto(f"/desk/editions/{draft}/files")
    page.fill("#caption", "留着的图注")
    page.set_input_files("#file", {"name": "a.exe", "mimeType": "application/octet-stream", "buffer": b"MZ" * 50})
    page.get_by_role("button", name="添加并检查").click()
    expect(page.locator("#error-summary, .error-summary")).to_be_visible()
    assert page.input_value("#caption") == "留着的图注"

    page.set_input_files("#file", word_file())
    page.get_by_role("button", name="添加并检查").click()
    expect(page.locator("main")).to_contain_text("核查.docx")
    expect(page.locator(".flashed")).to_contain_text("已添加")


@pytest.mark.parametrize("width", [DESK, PHONE], ids=["desk", "phone"])
def test_the_new_pages_of_the_desk_look_right(open_page, site, draft, width):
    with site.writing() as session:
        templates.plant(session)
        wrong_words.plant(session)
    for number in "甲乙":
        site.make("submitted", title=f"等审核的第{number}篇", body=f"正文各不相同{number}。请登陆。")
        site.make("approved", title=f"等发布的第{number}篇", body=f"另外的正文{number}。")
    pages = {
        "zhifa-writer": {
            "write-templates": "/desk/write", "templates": "/desk/templates", "template": "/desk/templates/1",
            "review-form": f"/desk/editions/{draft}/review-form", "help": "/help/", "guide": "/help/producer",
        },
        "zhifa-reviewer": {"bulk-review": "/desk/bulk/review"},
        "zhifa-publisher": {"bulk-publish": "/desk/bulk/publish"},
        "keeper": {"words": "/admin/words", "word": "/admin/words/1"},
    }  # fmt: skip
    name = "phone" if width is PHONE else "desk"
    for person, paths in pages.items():
        page = sign_in(open_page(width), person)
        for what, path in paths.items():
            page.goto(path)
            look(page, f"{what}-{name}", axe=name == "phone")
