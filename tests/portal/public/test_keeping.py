"""Kept pages: the same bytes again, and never one moment longer than they are true."""

import pytest

from content.display import epoch
from content.items import finding
from content.workflow import hiding, leaving
from portal.database import db
from portal.public.keeping import KeptPage, Shelf


def get(browser, path, **headers):
    return browser.client.get(path, headers=headers)


def test_a_page_is_kept_with_a_strong_tag_and_a_proxy_must_ask(browser, site):
    item, _ = site.make()
    first, again = get(browser, f"/items/{item}"), get(browser, f"/items/{item}")

    assert first.data == again.data
    assert first.headers["ETag"] == again.headers["ETag"]
    assert not first.headers["ETag"].startswith("W/")
    assert first.headers["Cache-Control"] == "public, no-cache"
    assert "Set-Cookie" not in again.headers
    assert "Content-Security-Policy" in again.headers


def test_who_has_it_already_is_told_so_without_a_body(browser, site):
    item, _ = site.make()
    tag = get(browser, f"/items/{item}").headers["ETag"]
    answer = get(browser, f"/items/{item}", **{"If-None-Match": tag})
    assert (answer.status_code, answer.data) == (304, b"")


@pytest.mark.parametrize("leave", ["withdraw", "hide"])
def test_what_left_is_gone_at_the_very_next_request(browser, site, leave):
    item, _ = site.make(title="马上撤下的动态")
    for path in (f"/items/{item}", "/", "/columns/updates", "/units/zhifa"):
        assert "马上撤下的动态" in get(browser, path).text
    with site.writing() as session:
        edition, by = finding.published(session, item), site.staff(session).publisher
        verb = leaving.withdraw if leave == "withdraw" else hiding.hide
        verb(session, edition, by=by, reason="内容有误")

    assert get(browser, f"/items/{item}").status_code == 410
    for path in ("/", "/columns/updates", "/units/zhifa"):
        assert "马上撤下的动态" not in get(browser, path).text


def test_languages_are_kept_apart(browser, site):
    item, _ = site.make()
    chinese, english = get(browser, f"/items/{item}"), get(browser, f"/en/items/{item}")
    assert get(browser, f"/items/{item}").data == chinese.data != english.data


def test_pages_lapse_at_midnight(browser, site, clock):
    site.make()
    tag = get(browser, "/").headers["ETag"]
    shelf = browser.app.extensions["shelf"]
    assert shelf.pages
    clock.shift(86400)
    get(browser, "/about")
    assert len(shelf.pages) == 1
    assert tag


def test_errors_and_searches_are_never_kept(browser, site):
    for path in ("/items/99999", "/search?q=信用"):
        get(browser, path)
    assert not browser.app.extensions["shelf"].pages


def test_a_page_made_before_a_change_is_not_put_on_the_shelf_after_it():
    shelf = Shelf()
    shelf.get((1, "d", 0), ("", "/"))
    shelf.get((2, "d", 0), ("", "/"))
    shelf.put((1, "d", 0), ("", "/"), KeptPage(b"old", "t"))
    assert shelf.get((2, "d", 0), ("", "/")) is None


def test_the_shelf_stays_within_its_bytes(monkeypatch):
    monkeypatch.setattr("portal.public.keeping.MOST_BYTES", 10)
    shelf = Shelf()
    moment = (1, "d", 0)
    shelf.get(moment, ("", "/"))
    for number in range(5):
        shelf.put(moment, ("", f"/{number}"), KeptPage(b"1234", "t"))
    assert list(shelf.pages) == [("", "/3"), ("", "/4")]
    assert shelf.size == 8


def test_a_kept_page_still_counts_its_views(browser, site):
    item, _ = site.make()
    for _time in range(3):
        get(browser, f"/items/{item}", **{"User-Agent": "Mozilla/5.0 (Linux; Android 14)"})
    assert sum(browser.app.extensions["view_spool"].take()[0].values()) == 3


def test_a_glance_past_the_session_sees_every_change(browser, site):
    with browser.app.app_context():
        assert epoch.glance(db.engine) == 0
    site.make()
    with browser.app.app_context():
        assert epoch.glance(db.engine) == epoch.current(db.session()) > 0
