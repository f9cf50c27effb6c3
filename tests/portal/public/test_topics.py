"""Campaigns, scenes, the policy library with its gaps and its compilation, from the office's desk to the reader."""

from io import BytesIO

import docx
import pytest


@pytest.fixture
def office(browser):
    return type(browser)(browser.app).as_("overseer")


def test_the_office_opens_a_topic_and_puts_an_item_under_it(browser, site, office):
    item_id, _ = site.make(title="诚信宣传月启动")
    page = office.open("/oversight/tags").submit("添加", names="诚信宣传月", slug="good-faith-month")
    page = page.submit("归入", item=f"http://localhost/items/{item_id}")
    assert "诚信宣传月启动" in page.main
    topic = browser.open("/topics").follow("诚信宣传月")
    assert "诚信宣传月启动" in topic.main
    assert f"/items/{item_id}" in browser.client.get("/topics/good-faith-month/feed.atom").text
    assert browser.open(f"/items/{item_id}").links()["诚信宣传月"] == "/topics/good-faith-month"
    office.open(page.path).submit("移出")
    assert "诚信宣传月启动" not in browser.open("/topics/good-faith-month").main


@pytest.mark.parametrize("typed", ["", "abc", "9999", "9" * 20])
def test_what_is_not_public_is_refused_beside_the_field(site, office, typed):
    page = office.open("/oversight/tags/1").submit("归入", status=422, item=typed)
    assert page.soup.find(id="item-error")


def test_a_bad_topic_is_refused_beside_its_fields(office):
    page = office.open("/oversight/tags").submit("添加", status=422, names="", slug="BAD")
    assert page.soup.find(id="names-error")
    assert page.soup.find(id="slug-error")


def test_scenes_are_counted(browser):
    page = browser.open("/scenes")
    assert [link for link in page.links() if link.startswith("信易")][:2]
    browser.open("/scenes/pi")
    browser.open("/scenes/none", status=404)


def test_the_library_is_narrowed_in_the_address(browser, site, office):
    rule, _ = site.make(title="内河船舶信用办法", column="rules")
    told, _ = site.make(title="《内河船舶信用办法》解读", column="rules")
    site.make(title="另一个办法", column="rules", fields={"validity": "废止"})
    scenes, page = {}, office.open("/oversight/tags")
    for name in ("市级", "水路运输"):
        page.follow(name).submit("归入", item=str(rule))
    page.submit("关联", item=str(told), rule=str(rule))
    found = browser.open("/policies").follow("水路运输 1")
    assert "内河船舶信用办法" in found.main
    assert "另一个办法" not in found.main
    assert "另一个办法" in browser.open("/policies?state=废止").main
    browser.open("/policies?level=nobody&after=junk")
    matrix = browser.open("/policies/matrix")
    assert "1件" in matrix.main
    assert "空白" in matrix.main
    assert "解读" in browser.open(f"/items/{rule}").main
    assert scenes == {}


def test_the_compilation_is_a_document_of_what_fits(browser, site):
    site.make(title="内河船舶信用办法", column="rules", body="第一条 守信优先。\n\n电话13800001234")
    site.make(title="旧办法", column="rules", fields={"validity": "废止"})
    answer = browser.client.get("/policies/compilation.docx?state=有效")
    words = "\n".join(paragraph.text for paragraph in docx.Document(BytesIO(answer.data)).paragraphs)
    assert "内河船舶信用办法" in words
    assert "第一条" in words
    assert "旧办法" not in words
    assert "13800001234" not in words
