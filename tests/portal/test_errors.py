"""Every no is a page: its status by the kind of refusal, in words, and a fault shows none of its inside."""

import pytest
from flask import abort

from content.errors import Category, Issue, Refusal
from portal import errors
from portal.database import db
from tests.browser import Browser


@pytest.fixture(scope="module")
def failing(house):
    """The house with a page that fails as it is told, public and at the desk."""
    app = house.app
    told = {}

    def fail():
        raise told["error"]

    app.before_request_funcs.setdefault("public", []).append(lambda: fail() if told.get("error") else None)
    yield lambda error: told.update(error=error)
    told.clear()
    app.before_request_funcs["public"].pop()


def ask(house, failing, error, status):
    failing(error)
    try:
        return Browser(house.app).open("/about", status=status)
    finally:
        failing(None)


@pytest.mark.parametrize("category", [c for c in Category if c not in (Category.GONE, Category.BUSY)])
def test_each_kind_of_refusal_has_its_status_and_says_why(house, failing, category):
    page = ask(house, failing, Refusal("no_such_unit", category), errors.STATUS[category])
    assert "没有此单位" in page.main
    assert page.soup.select_one("meta[name=robots]")["content"] == "noindex"


def test_every_kind_has_a_status_of_its_own():
    assert set(errors.STATUS) == set(Category)
    assert len(set(errors.STATUS.values())) == len(Category)


def test_a_refusal_lists_what_is_to_mend_under_its_label(house, failing):
    error = Refusal("to_mend", issues=(Issue("title", "required"), Issue("produced_on", "bad_date")))
    page = ask(house, failing, error, 422)
    assert "标题：请填写。" in page.main
    assert "产生日期：请按2026-11-22的形式填写日期。" in page.main


def test_who_comes_too_often_is_told_when_to_come_back(house, failing):
    page = ask(house, failing, Refusal("too_many_attempts", Category.BUSY, minutes=7), 429)
    assert page.response.headers["Retry-After"] == "420"
    assert "7分钟" in page.main


@pytest.mark.parametrize("code, status", [(400, 400), (405, 405), (413, 413), (415, 415), (404, 404)])
def test_what_the_server_itself_refuses_is_a_page_too(house, failing, code, status):
    class Later(Exception):
        pass

    try:
        abort(code)
    except Exception as error:  # noqa: BLE001 - the error is what is wanted
        page = ask(house, failing, error, status)
    assert page.links()


def test_what_nobody_foresaw_is_logged_in_full_and_shown_calmly(house, failing, caplog):
    page = ask(house, failing, RuntimeError("secret inside 320703"), 500)
    assert "secret" not in page.html and "Traceback" not in page.html and "RuntimeError" not in page.html
    assert "这是本站的问题" in page.main
    assert "secret inside" in caplog.text


def test_a_fault_while_writing_leaves_nothing_behind(site, browser, monkeypatch):
    from content.items.models import Item
    from content.workflow import submitting

    item, edition = site.make("submitted")
    writer = browser.as_("zhifa-writer")
    page = writer.get("desk.item", item_id=item)

    def in_the_middle(*arguments, take_back=submitting.take_back, **named):
        take_back(*arguments, **named)
        raise RuntimeError("in the middle")

    monkeypatch.setattr(submitting, "take_back", in_the_middle)
    page.submit("撤回", status=500)
    monkeypatch.undo()
    with site.reading() as session:
        assert session.get(Item, item).editions[0].state == "submitted"


def test_a_refused_request_stores_nothing_it_began(house, failing):
    from content.auth import units

    with house.app.test_request_context("/desk/write", method="POST"):
        from flask import Response

        from portal import database

        database.begin()
        units.by_code(db.session(), "zhifa").telephone = "halfway"
        db.session.flush()
        database.finish(Response(status=422))
    with house.reading() as session:
        assert units.by_code(session, "zhifa").telephone != "halfway"


def test_staff_are_led_back_to_their_desk_and_readers_to_the_public_site(visit):
    assert "返回工作台" in visit("zhifa-writer").get("desk.item", item_id=999999, status=404).main
    assert "返回工作台" not in visit("zhifa-writer").signed_out().open("/items/999999", status=404).main


def test_an_address_that_takes_no_post_says_so(visit):
    page = visit("zhifa-writer").signed_out().post("/about", {}, status=405)
    assert page.h1 == "此地址不能这样使用"
