"""The main job by keyboard alone: write, submit, review, publish."""

from tests.pages.conftest import PHONE, sign_in


def press_button(page, words):
    """Reach a button by Tab, as somebody without a mouse does, and press it."""
    for _step in range(150):
        page.keyboard.press("Tab")
        focused = page.evaluate("document.activeElement.innerText || document.activeElement.value || ''")
        if focused.strip().split("\n")[0] == words:
            with page.expect_navigation():
                page.keyboard.press("Enter")
            return
    raise AssertionError(f"{words} is not reached by Tab on {page.url}")


def test_an_item_is_written_reviewed_and_published_without_a_mouse(open_page, site):
    page = sign_in(open_page(), "zhifa-writer")
    page.goto("/desk/write")
    press_button(page, "开始写")
    for name, text in (("title", "键盘写成的动态"), ("body", "一段正文。"), ("source", "执法支队")):
        page.focus(f"#{name}")
        page.keyboard.insert_text(text)
    page.focus("#produced_on")
    page.fill("#produced_on", page.evaluate("new Date().toISOString().slice(0, 10)"))
    page.focus("#secrecy_checked")
    page.keyboard.press("Space")
    press_button(page, "提交审核")
    assert "待审核" in page.inner_text("main")

    page = sign_in(open_page(PHONE), "zhifa-reviewer")
    page.goto("/desk/review")
    page.focus("text=键盘写成的动态")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    press_button(page, "通过")

    page = sign_in(open_page(PHONE), "zhifa-publisher")
    page.goto("/desk/publish")
    press_button(page, "发布")
    site.index()

    page = open_page()
    page.goto("/search?q=键盘写成")
    assert "键盘写成的动态" in page.inner_text("main")


def test_a_draft_is_limited_and_opened_again_without_a_mouse(open_page, site):
    item, edition = site.make("draft", title="只给几个人看的草稿")
    page = sign_in(open_page(PHONE), "zhifa-writer")
    page.goto(f"/desk/editions/{edition}/edit")
    page.focus("text=知悉范围")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.focus("#for_reviewers")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "reason"
    page.keyboard.insert_text("处置方案未定")
    press_button(page, "限定")
    assert "只有下列人员可以打开" in page.inner_text("main")

    page = sign_in(open_page(PHONE), "zhifa-publisher")
    page.goto(f"/desk/items/{item}/limit")
    assert "员ter" in page.inner_text("table").replace(" ", "")
    press_button(page, "恢复本单位可见")
    assert "已解除限定" in page.inner_text("main")


def test_words_survive_a_closed_tab(open_page, site):
    """What was typed and never sent is brought back by the same browser."""
    page = sign_in(open_page(), "zhifa-writer")
    page.goto("/desk/write")
    press_button(page, "开始写")
    address = page.url
    page.fill("#body", "还没有保存的一段话")
    page.wait_for_timeout(1500)
    page.close(run_before_unload=False)
    again = page.context.new_page()
    again.goto(address)
    again.wait_for_timeout(300)
    assert again.input_value("#body") == "还没有保存的一段话"
