"""Two editors, a killed tab, an expired session, a dropped connection: in a real browser, no word is lost."""

import re

import pytest
from playwright.sync_api import expect

from content.auth import people, sign_in
from content.items.models import Edition
from tests.factories import items
from tests.factories.auth import PASSWORD
from tests.pages.conftest import PHONE, look
from tests.pages.conftest import sign_in as enter

KEPT = re.compile(r"\d\d:\d\d已自动保存")
AWAY = re.compile("网络不通")


@pytest.fixture
def draft(site):
    return site.make("draft", title="已保存的标题", body="第一段。")[1]


def editing(page, draft):
    page.goto(f"/desk/editions/{draft}/edit")
    return page


def kept_line(page):
    return page.locator(".kept-line")


def test_what_is_typed_is_on_the_server_within_seconds_and_in_any_other_browser(open_page, draft):
    page = editing(enter(open_page(), "zhifa-writer"), draft)
    page.fill("#body", "第一段。\n正在写的第二段")
    expect(kept_line(page)).to_have_text(KEPT)

    elsewhere = editing(enter(open_page(PHONE), "zhifa-writer"), draft)
    assert elsewhere.input_value("#body") == "第一段。\n正在写的第二段"
    look(elsewhere, "kept-words-phone")
    elsewhere.get_by_role("button", name="放弃").click()
    expect(elsewhere.locator("#body")).to_have_value("第一段。")


def test_a_killed_tab_loses_nothing(open_page, draft):
    page = editing(enter(open_page(), "zhifa-writer"), draft)
    page.fill("#body", "关掉之前的最后一句")
    page.wait_for_timeout(700)
    page.close(run_before_unload=False)

    again = editing(page.context.new_page(), draft)
    expect(again.locator("#body")).to_have_value("关掉之前的最后一句")


def test_a_killed_tab_of_a_browser_that_never_comes_back_has_left_its_words_on_the_server(open_page, draft):
    page = editing(enter(open_page(), "zhifa-writer"), draft)
    page.fill("#body", "另一台机器上也在")
    page.goto("about:blank")

    again = editing(enter(open_page(), "zhifa-writer"), draft)
    assert again.input_value("#body") == "另一台机器上也在"


def end_session(site):
    with site.writing() as session:
        sign_in.end_all(session, people.by_username(session, "zhifa-writer"))


def sign_in_in_place(page, username="zhifa-writer"):
    dialog = page.locator("dialog.sign-in-again")
    expect(dialog).to_be_visible()
    dialog.locator("input[name=username]").fill(username)
    dialog.locator("input[name=password]").fill(PASSWORD)
    page.keyboard.press("Enter")
    return dialog


def test_after_the_session_ended_one_signs_in_in_place_and_goes_on(open_page, site, draft):
    page = editing(enter(open_page(), "zhifa-writer"), draft)
    end_session(site)
    page.fill("#title", "登录过期之后写的标题")
    expect(page.locator(".draft-ended")).to_be_visible()

    page.get_by_role("button", name="重新登录").click()
    look(page, "sign-in-again-desk")
    expect(sign_in_in_place(page)).to_be_hidden()

    expect(kept_line(page)).to_have_text(KEPT)
    with page.expect_navigation():
        page.get_by_role("button", name="保存草稿").click()
    assert page.input_value("#title") == "登录过期之后写的标题"


def test_pressing_save_after_the_session_ended_saves_once_signed_in_again(open_page, site, draft):
    page = editing(enter(open_page(), "zhifa-writer"), draft)
    page.fill("#title", "按下保存时才知道")
    end_session(site)
    page.get_by_role("button", name="保存草稿").click()
    with page.expect_navigation():
        sign_in_in_place(page)

    assert page.input_value("#title") == "按下保存时才知道"
    assert "草稿已保存" in page.inner_text("main")


def test_another_account_does_not_take_over_what_is_typed(open_page, site, draft):
    page = editing(enter(open_page(), "zhifa-writer"), draft)
    end_session(site)
    page.fill("#title", "不归别人的标题")
    page.get_by_role("button", name="重新登录").click()
    dialog = sign_in_in_place(page, "xuanjiao-writer")

    expect(dialog.locator("[role=alert]")).to_contain_text("另一个账号")
    assert page.input_value("#title") == "不归别人的标题"


def test_a_wrong_password_says_so_and_keeps_the_page(open_page, site, draft):
    page = editing(enter(open_page(), "zhifa-writer"), draft)
    end_session(site)
    page.fill("#title", "还在")
    page.get_by_role("button", name="重新登录").click()
    dialog = page.locator("dialog.sign-in-again")
    dialog.locator("input[name=username]").fill("zhifa-writer")
    dialog.locator("input[name=password]").fill("not the password")
    page.keyboard.press("Enter")

    expect(dialog.locator("[role=alert]")).to_contain_text("登录未成功")
    assert page.input_value("#title") == "还在"


@pytest.fixture
def offline(open_page):
    """A page whose network was pulled out; the console's complaint about it is the point."""

    def pulled(page):
        page.context.set_offline(True)
        return page

    return pulled


def test_without_a_connection_words_wait_here_and_go_when_it_is_back(open_page, offline, draft):
    page = editing(enter(open_page(), "zhifa-writer"), draft)
    offline(page).fill("#body", "断网时写的一段")
    expect(kept_line(page)).to_have_text(AWAY)
    page.get_by_role("button", name="保存草稿").click()
    page.wait_for_timeout(500)
    assert page.input_value("#body") == "断网时写的一段", "the page stays where it is"

    page.context.set_offline(False)
    expect(kept_line(page)).to_have_text(KEPT)


def test_words_written_offline_survive_the_tab(open_page, offline, draft):
    page = editing(enter(open_page(), "zhifa-writer"), draft)
    offline(page).fill("#body", "断网又关掉")
    expect(kept_line(page)).to_have_text(AWAY)
    page.close(run_before_unload=False)

    page.context.set_offline(False)
    again = editing(page.context.new_page(), draft)
    expect(again.locator("#body")).to_have_value("断网又关掉")


def test_signing_out_sends_what_waits_and_leaves_nothing_in_the_browser(open_page, offline, draft):
    page = editing(enter(open_page(), "zhifa-writer"), draft)
    offline(page).fill("#body", "离开前写的")
    expect(kept_line(page)).to_have_text(AWAY)
    page.close(run_before_unload=False)
    page.context.set_offline(False)
    again = page.context.new_page()
    again.goto("/desk/items")
    with again.expect_navigation():
        again.get_by_role("button", name="退出").click()

    assert again.evaluate("Object.keys(localStorage)") == []
    elsewhere = editing(enter(open_page(), "zhifa-writer"), draft)
    assert elsewhere.input_value("#body") == "离开前写的"


def test_two_windows_of_one_person_are_told_of_each_other(open_page, draft):
    first = editing(enter(open_page(), "zhifa-writer"), draft)
    second = editing(first.context.new_page(), draft)
    first.fill("#title", "第一个窗口")
    expect(kept_line(first)).to_have_text(KEPT)
    second.fill("#title", "第二个窗口")
    expect(kept_line(second)).to_contain_text("另一个窗口")

    third = editing(enter(open_page(), "zhifa-writer"), draft)
    assert third.input_value("#title") == "第一个窗口"


def test_two_editors_see_both_texts_and_choose(open_page, site, draft):
    page = editing(enter(open_page(), "zhifa-writer"), draft)
    with site.writing() as session:
        items.save(session, session.get(Edition, draft), by=site.staff(session).writer, body="第一段。\n同事加的一段。")
    page.fill("#body", "第一段。\n我加的一段。")
    expect(page.locator(".draft-newer")).to_contain_text("保存了本稿")
    with page.expect_navigation():
        page.get_by_role("button", name="保存草稿").click()

    assert page.inner_text("h1") == "两份文字：已保存的标题"
    look(page, "merge-desk")
    page.set_viewport_size(PHONE)
    look(page, "merge-phone")
    page.get_by_label("两份都留，我的在后").check()
    with page.expect_navigation():
        page.get_by_role("button", name="合并保存").click()
    assert page.input_value("#body") == "第一段。\n同事加的一段。\n我加的一段。"


def test_saving_leaves_nothing_to_bring_back(open_page, draft):
    page = editing(enter(open_page(), "zhifa-writer"), draft)
    page.fill("#title", "保存好了　")
    page.fill("#document_number", "连交(2026)5号")
    with page.expect_navigation():
        page.get_by_role("button", name="保存草稿").click()
    page.wait_for_timeout(400)

    assert page.locator(".draft-restored").is_hidden()
    assert page.locator(".draft-found").is_hidden()
    assert page.evaluate("Object.keys(localStorage)") == []
