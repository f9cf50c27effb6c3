"""Signing in and out: who gets in, who is kept waiting, where they land, and that no word typed is lost."""

import pytest

from app import create_app
from content import clock
from content.auth import people, throttle, units
from content.auth.roles import Role
from portal.settings import Settings
from tests.browser import Browser
from tests.factories import auth
from tests.factories.auth import PASSWORD
from tests.portal.reading import field, problem, said, token

NEW = "another harbour at dusk"


def attempt(browser, username, password=PASSWORD, status=200, **query):
    page = browser.get("account.sign_in", **query)
    browser.is_signed_in = True  # cookies are allowed from here on
    return page.submit("登录", username=username, password=password, status=status)


def someone(house, username, *roles):
    """A person of a test's own, so that what is done to them touches nobody else."""
    with house.writing() as session:
        if people.by_username(session, username) is None:
            auth.person(session, units.by_code(session, "zhifa"), *roles, username=username)


@pytest.mark.parametrize(
    "who, first", [("zhifa-writer", "/desk/"), ("overseer", "/oversight/"), ("keeper", "/oversight/")]
)
def test_each_lands_on_the_first_page_of_their_menu(house, who, first):
    assert attempt(Browser(house.app), who).path == first


def test_who_has_no_role_yet_lands_on_their_own_account(house):
    someone(house, "newcomer")
    assert attempt(Browser(house.app), "newcomer").path == "/account/password"


@pytest.mark.parametrize("username, password", [("zhifa-writer", "wrong"), ("nobody", PASSWORD), ("", "")])
def test_a_wrong_half_is_not_told_apart(house, username, password):
    page = attempt(Browser(house.app), username, password, status=403)
    assert "账号或密码有误" in page.main
    assert page.title.startswith("有误")
    assert field(page, "username") == username
    assert field(page, "password") == ""
    assert not any(
        cookie.key == "desk" and "sign_in" in cookie.value for cookie in page.browser.client._cookies.values()
    )


def test_the_name_may_be_typed_with_capitals_and_spaces(house):
    assert attempt(Browser(house.app), "  Zhifa-Writer ").path == "/desk/"


def test_too_many_attempts_are_refused_even_with_the_right_password_and_by_a_new_app_on_the_same_data(site):
    for _ in range(throttle.ALLOWED["name"]):
        attempt(Browser(site.app), "zhifa-writer", "wrong", status=403)
    again = create_app(site.app.extensions["settings"])
    again.testing = True

    page = attempt(Browser(again), "zhifa-writer", status=429)

    assert "尝试次数过多" in page.main
    assert 0 < int(page.response.headers.get("Retry-After", 60)) <= 900
    assert attempt(Browser(again), "zhifa-reviewer").path == "/desk/", "colleagues are not kept out"


def test_the_wait_ends_by_itself(site):
    for _ in range(throttle.ALLOWED["name"]):
        attempt(Browser(site.app), "zhifa-writer", "wrong", status=403)
    with clock.standing_at(clock.now() + throttle.WINDOW):
        assert attempt(Browser(site.app), "zhifa-writer").path == "/desk/"


def test_demonstration_people_sign_in_only_where_the_demonstration_is_on(site):
    with site.writing() as session:
        people.by_username(session, "zhifa-writer").is_demo = True
    shown = attempt(Browser(site.app), "zhifa-writer")
    assert shown.path == "/desk/"
    assert "demo-2026-lyg" in Browser(site.app).get("account.sign_in").main

    settings = site.app.extensions["settings"]
    plain = create_app(Settings(data_dir=settings.data_dir, secret_key=settings.secret_key, demo="0"))
    assert "账号或密码有误" in attempt(Browser(plain), "zhifa-writer", status=403).main
    assert "demo-2026-lyg" not in Browser(plain).get("account.sign_in").main


ELSEWHERE = (
    "https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example", "/\t/elsewhere.example",
    "/\n/elsewhere.example", "\t//elsewhere.example", "javascript:alert(1)", "desk", " /desk", "\\\\elsewhere.example",
)  # fmt: skip


@pytest.mark.parametrize("target", ELSEWHERE)
def test_next_never_leads_elsewhere(house, target):
    browser = Browser(house.app)
    values = {
        "csrf_token": token(browser.get("account.sign_in")),
        "username": "zhifa-writer", "password": PASSWORD, "next": target,
    }  # fmt: skip
    answer = browser.client.post("/account/sign-in", data=values)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/desk/")


@pytest.mark.parametrize("prefix", ["", "/en", "/zh-hant"])
def test_who_was_asked_to_sign_in_goes_on_where_they_were_in_their_language(house, prefix):
    browser = Browser(house.app)
    browser.is_signed_in = True
    page = browser.open(f"{prefix}/desk/items?state=draft")
    assert page.path.startswith(f"{prefix}/account/sign-in")
    form = {"csrf_token": token(page), "next": page.soup.find("input", attrs={"name": "next"})["value"]}
    answer = browser.client.post(
        f"{prefix}/account/sign-in", data=form | {"username": "zhifa-writer", "password": PASSWORD}
    )
    assert answer.headers["Location"] == f"{prefix}/desk/items?state=draft"


@pytest.mark.parametrize("prefix, word", [("", "今日"), ("/en", "Today"), ("/zh-hant", "今日")])
def test_staff_pages_speak_the_language_of_the_path_and_keep_it(visit, prefix, word):
    page = visit("zhifa-writer").open(f"{prefix}/desk/")
    assert page.h1 == word
    assert page.soup.html["lang"] == {"": "zh-CN", "/en": "en", "/zh-hant": "zh-Hant"}[prefix]
    desk_links = [link for link in page.links().values() if "/desk/" in link]
    assert desk_links and all(link.startswith(f"{prefix}/desk/") for link in desk_links)


def test_signing_out_really_ends_it(house):
    browser = Browser(house.app).as_("zhifa-writer")
    kept = browser.client.get_cookie("desk").value
    page = browser.get("desk.today")
    assert page.submit("退出").h1 == "登录"
    browser.client.set_cookie("desk", kept)
    assert browser.client.get("/desk/").status_code == 302, "the old cookie opens nothing"


def test_words_sent_after_the_sign_in_ended_are_shown_and_nothing_is_stored(house, made):
    _, edition = made("draft", title="原来的标题")
    browser = Browser(house.app).as_("zhifa-writer")
    page = browser.get("desk.edit", edition_id=edition)
    browser.client.delete_cookie("desk")

    ended = page.submit("保存草稿", status=401, title="写了很久的标题", body="第一段。\n第二段<b>。")

    assert ended.h1 == "登录已失效"
    kept = [tag.get_text().removeprefix("\n") for tag in ended.soup.find_all("textarea")]
    assert "写了很久的标题" in kept and "第一段。\n第二段<b>。" in kept
    assert token(page) not in ended.html
    again = Browser(house.app).as_("zhifa-writer").get("desk.edit", edition_id=edition)
    assert field(again, "title") == "原来的标题"


def test_a_password_sent_too_late_is_not_shown_again(house):
    answer = Browser(house.app).post(
        "/account/password", {"old": "geheim-alt-1", "password": "geheim-neu-1"}, status=401
    )
    assert "geheim" not in answer.html


def test_a_form_from_an_older_sign_in_is_refused_and_keeps_its_words(visit, made):
    _, edition = made("draft")
    values = {"csrf_token": "of another day", "version": "1", "title": "旧表单里的标题"}
    page = visit("zhifa-writer").post(f"/desk/editions/{edition}/edit", values, status=400)
    assert page.h1 == "此表单已过期"
    assert "旧表单里的标题" in [tag.get_text().strip() for tag in page.soup.find_all("textarea")]


def test_a_new_password_ends_the_other_browsers_and_keeps_this_one(house):
    someone(house, "changer", Role.PRODUCER)
    here, there = (Browser(house.app).as_("changer") for _ in range(2))

    page = here.get("account.password").submit("修改", old=PASSWORD, password=NEW)

    assert "密码已修改" in said(page)
    assert there.client.get("/desk/").status_code == 302
    here.get("desk.today")
    attempt(Browser(house.app), "changer", PASSWORD, status=403)
    attempt(Browser(house.app), "changer", NEW)


@pytest.mark.parametrize(
    "old, new, name", [("wrong", NEW, "old"), (PASSWORD, "kurz-7", "password"), (PASSWORD, "aaaaaaaaaaaa", "password")]
)
def test_a_password_is_not_changed_without_the_old_one_or_to_a_plain_one(visit, old, new, name):
    page = visit("zhifa-reviewer").get("account.password").submit("修改", status=422, old=old, password=new)
    assert problem(page, name)
    assert old not in page.html and new not in page.html


def test_who_is_retired_is_out_at_once_and_stays_out(house):
    someone(house, "leaver", Role.PRODUCER)
    browser = Browser(house.app).as_("leaver")
    with house.writing() as session:
        people.by_username(session, "leaver").is_active = False
    assert browser.client.get("/desk/").status_code == 302
    attempt(Browser(house.app), "leaver", status=403)


def test_a_sign_in_ends_after_its_longest_time(house):
    from content.auth import sign_in

    browser = Browser(house.app).as_("zhifa-publisher")
    with clock.standing_at(clock.now() + sign_in.LONGEST):
        assert browser.client.get("/desk/").status_code == 302
