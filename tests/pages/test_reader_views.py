"""Every kind of public page in every view and language: axe finds nothing, nothing is cut, targets are large enough."""

import pytest
from playwright.sync_api import Page

from tests.pages.conftest import DESK, PHONE, look
from tests.pages.test_pages import BODY, LONG

VIEWS = {
    "light": "light",
    "dark": "dark",
    "contrast": "contrast",
    "contrast-dark": "contrast.dark",
    "elder": "elder.guide.pointer",
}
LANGUAGES = {"hans": "", "hant": "/zh-hant", "en": "/en"}
PAGES = {
    "home": "/",
    "column": "/columns/rules",
    "item": "/items/{public}",
    "history": "/items/{public}/history",
    "edition": "/items/{public}/history/1",
    "gone": "/items/{gone}",
    "missing": "/items/99999",
    "unit": "/units/zhifa",
    "search": "/search?q=信用",
    "search-nothing": "/search?q=量子纠缠",
    "about": "/about",
    "privacy": "/privacy",
    "preferences": "/preferences",
    "follow": "/follow",
    "services": "/services",
    "site-map": "/site-map",
    "accessibility": "/accessibility",
    "feedback": "/feedback",
    "feedback-status": "/feedback/status?receipt={receipt}",
    "check": "/check?code=1-0123456789abcdef",
    "topics": "/topics",
    "scenes": "/scenes",
    "scene": "/scenes/hang",
    "policies": "/policies",
    "matrix": "/policies/matrix",
}
#: The height a finger of seventy hits, by the rule for elder views.
ELDER_TARGET = 60
SMALL_TARGETS = f"""
[...document.querySelectorAll("main button, main summary, .masthead a, .foot-links a, .menu-link")]
  .filter((e) => e.offsetParent && e.getBoundingClientRect().height < {ELDER_TARGET - 1})
  .map((e) => `${{e.tagName}} ${{e.textContent.trim()}}`)
"""
SMALL_WORDS = """
[...document.querySelectorAll("main *, .foot *")]
  .filter((e) => e.offsetParent && [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim()))
  .filter((e) => parseFloat(getComputedStyle(e).fontSize) < 23.9)
  .map((e) => `${e.tagName} ${getComputedStyle(e).fontSize} ${e.textContent.trim().slice(0, 20)}`)
"""


@pytest.fixture
def ids(site):
    from content.feedback import receiving
    from content.items.models import Item
    from tests.factories import workflow

    public, _ = site.make(title=LONG, column="rules", body=BODY, fields={"document_number": "连交〔2026〕5号"})
    gone, _ = site.make("withdrawn")
    with site.writing() as session:
        workflow.corrected(session, session.get(Item, public).editions[0], site.staff(session), body=BODY + "\n新增。")
        report = receiving.receive(session, page="/about", wrong="电话已变更", contact="", sender_mark="x")
        receipt = report.receipt
    site.index()
    return {"public": public, "gone": gone, "receipt": receipt}


def seen(page: Page, address: str, view: str) -> Page:
    page.context.add_cookies([{"name": "view", "value": VIEWS[view], "url": address}])
    return page


#: Each view and language looks at every fifth page, each at others: together they see every page three times over.
TURNS = {pair: turn for turn, pair in enumerate((view, language) for view in VIEWS for language in LANGUAGES)}
EVERY = 5


def look_at(page, view, language, pages, ids):
    for name, path in pages:
        page.goto(LANGUAGES[language] + path.format(**ids))
        look(page, f"{name}-{view}-{language}")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("view", VIEWS)
def test_axe_finds_nothing_in_any_view_and_language(open_page, address, ids, view, language):
    page = seen(open_page(PHONE if view == "elder" else DESK), address, view)
    look_at(page, view, language, list(PAGES.items())[TURNS[view, language] % EVERY :: EVERY], ids)


def test_every_page_has_its_turn():
    pages = list(PAGES)
    assert {name for turn in TURNS.values() for name in pages[turn % EVERY :: EVERY]} == set(PAGES)


@pytest.mark.soak
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("view", VIEWS)
def test_axe_finds_nothing_on_any_page_in_any_view_and_language(open_page, address, ids, view, language):
    page = seen(open_page(PHONE if view == "elder" else DESK), address, view)
    look_at(page, view, language, PAGES.items(), ids)


@pytest.mark.parametrize("view", ["light", "elder"])
@pytest.mark.parametrize("width", [320, 640])
def test_nothing_hangs_over_at_320_px_nor_at_twice_the_size(open_page, address, ids, view, width):
    """640 px at a device ratio of 2 is what a browser at 200 % makes of a screen of 1280."""
    page = seen(open_page({"width": width, "height": 800}), address, view)
    for name, path in PAGES.items():
        page.goto("/en" + path.format(**ids))
        look(page, f"{name}-{view}-{width}", axe=False)
        cut = page.evaluate(
            """[...document.querySelectorAll("main :is(h1, h2, p, a, button, dd, label)")]
            .filter((e) => e.offsetParent && !e.closest(".visually-hidden, .trap, .scroll"))
            .filter((e) => e.getBoundingClientRect().right > innerWidth + 1).map((e) => e.outerHTML.slice(0, 90))"""
        )
        assert cut == [], name


def test_in_elder_view_words_are_large_and_so_is_what_can_be_pressed(open_page, address, ids):
    page = seen(open_page(PHONE), address, "elder")
    for name, path in PAGES.items():
        page.goto(path.format(**ids))
        assert page.evaluate(SMALL_WORDS) == [], name
        assert page.evaluate(SMALL_TARGETS) == [], name


def test_elder_view_is_on_and_off_without_script(open_page, ids):
    page = open_page(PHONE, script=False)
    page.goto("/")
    page.click("text=无障碍浏览")
    page.click("text=启用长者模式")
    assert page.url.endswith("/")
    assert [cookie["name"] for cookie in page.context.cookies()] == ["view"]
    page.click("text=退出长者模式")
    page.click("main >> text=退出长者模式")
    assert page.context.cookies() == []
