"""A reader's own view: one cookie, only when asked for, and never in anybody else's page."""

import pytest

from portal import reader_view
from portal.public.keeping import OWN_VIEW, REVALIDATE
from tests.browser import form_values

ELDER = "elder.guide.pointer"


def choose(browser, **fields):
    form = form_values(browser.open("/preferences").soup.find(id="main").form)
    return browser.client.post("/preferences", data={"csrf_token": form["csrf_token"], **fields})


def view_of(answer):
    from bs4 import BeautifulSoup

    return BeautifulSoup(answer.data, "html.parser").html.get("data-view")


def test_elder_view_is_one_press_and_one_cookie(browser):
    answer = choose(browser, preset="elder", back="/about")
    assert answer.status_code == 303
    assert answer.headers["Location"] == "/about"
    [cookie] = answer.headers.getlist("Set-Cookie")
    assert cookie.startswith(f"view={ELDER};")
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert view_of(browser.client.get("/")) == "elder guide pointer"


def test_the_usual_view_sets_and_keeps_no_cookie(browser):
    choose(browser, preset="elder")
    answer = choose(browser, preset="usual")
    assert "Max-Age=0" in answer.headers["Set-Cookie"]
    assert view_of(browser.client.get("/")) is None


def test_choices_are_kept_one_by_one(browser):
    choose(browser, view=["contrast", "guide", "nonsense"], colours="dark")
    assert view_of(browser.client.get("/en/about")) == "contrast dark guide"


@pytest.mark.parametrize("cookie", ["x", "", "elder;", "dark.light", '"><script>'])
def test_a_made_up_cookie_means_only_words_there_are(browser, cookie):
    browser.client.set_cookie("view", cookie)
    answer = browser.client.get("/about")
    assert view_of(answer) in (None, "elder", "dark")
    assert "<script>" not in (view_of(answer) or "")


def test_nobody_else_gets_ones_own_view(browser, site):
    """Kept pages and proxies keep the views apart."""
    site.make()
    usual = browser.client.get("/")
    assert usual.headers["Cache-Control"] == REVALIDATE
    assert "Cookie" in usual.headers["Vary"]
    browser.client.set_cookie("view", "contrast")
    own = browser.client.get("/")
    assert own.headers["Cache-Control"] == OWN_VIEW
    assert own.headers["ETag"] != usual.headers["ETag"]
    stale = browser.client.get("/", headers={"If-None-Match": usual.headers["ETag"]})
    assert stale.status_code == 200, "the usual page is not taken for one's own"
    browser.client.delete_cookie("view")
    assert browser.client.get("/").data == usual.data


@pytest.mark.parametrize("back", ["https://elsewhere.example/", "//elsewhere.example", "/\t/elsewhere.example"])
def test_nobody_is_led_elsewhere(browser, back):
    assert choose(browser, preset="elder", back=back).headers["Location"] == "/"


def test_dark_and_light_cannot_both_be():
    assert reader_view.spoken(["light", "dark", "elder"]) == "elder dark"


def test_the_readers_dark_is_the_devices_dark():
    """The two lists of colours in tokens.css say the same."""
    import re
    from pathlib import Path

    text = (Path(__file__).parents[3] / "static/css/tokens.css").read_text(encoding="utf-8")
    device, own = (
        re.findall(r"(--[\w-]+):\s*([^;]+);", text[text.index(start) :].partition("}")[0])
        for start in (":root:where(", '[data-view~="dark"] {')
    )
    assert device == own
    assert len(own) > 20
