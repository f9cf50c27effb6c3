"""Feeds, read by somebody else's library; and a mirror that follows them through everything that can happen."""

import json
from xml.etree import ElementTree

import feedparser
import pytest

from content.display import public_view
from content.items import finding
from content.items.models import Item
from content.outbox import change_log
from content.outbox.change_log import Effect
from content.workflow import hiding, leaving, moving
from tests.factories import workflow

DELETED = "{http://purl.org/atompub/tombstones/1.0}deleted-entry"


def fetch(browser, path, **headers):
    return browser.client.get(path, headers=headers)


def read(browser, path):
    found = feedparser.parse(fetch(browser, path).data)
    assert not found.bozo, found.get("bozo_exception")
    return found


def local(address):
    return address.split("localhost:8000", 1)[1]


class Mirror:
    """Keeps a copy of a feed: titles by address. Walks back page by page until it meets a change it has taken in."""

    def __init__(self, browser, path):
        self.browser, self.path = browser, path
        self.copy, self.seen = {}, set()

    def follow(self):
        told, path = [], self.path
        while path:
            root = ElementTree.fromstring(fetch(self.browser, path).data)
            page = [self.line(element) for element in root if element.tag.endswith("}entry") or element.tag == DELETED]
            fresh = [line for line in page if line[:2] not in self.seen]
            told += fresh
            following = [link for link in root if link.tag.endswith("}link") and link.get("rel") == "next"]
            path = local(following[0].get("href")) if following and len(fresh) == len(page) else None
        for address, when, title in reversed(told):
            self.seen.add((address, when))
            if title is None:
                self.copy.pop(address, None)
            else:
                self.copy[address] = title

    def line(self, element):
        if element.tag == DELETED:
            return element.get("ref"), element.get("when"), None
        parts = {part.tag.partition("}")[2]: part.text for part in element}
        return parts["id"], parts["updated"], parts["title"]


def public_titles(site, column="updates"):
    from content.display.feeds import article_kinds
    from content.display.models import PublicItem
    from content.display.visibility import public_now

    with site.reading() as session:
        query = public_now().where(PublicItem.column == column, PublicItem.kind.in_(article_kinds()))
        return sorted(item.title for item in session.scalars(query))


@pytest.mark.parametrize("path", ["/feed.atom", "/columns/updates/feed.atom", "/units/zhifa/feed.atom"])
def test_atom_is_read_by_other_peoples_tools(browser, site, path):
    item_id, _ = site.make(title="港口信用 <承诺> & 办法", body="正文一段。")
    found = read(browser, path)
    assert found.version == "atom10"
    entry = found.entries[0]
    assert entry.title == "港口信用 <承诺> & 办法" or entry.title == "港口信用 &lt;承诺&gt; &amp; 办法"
    assert entry.id.endswith(f"/items/{item_id}")
    assert "正文一段" in entry.content[0].value
    assert found.feed.links[1].rel == "self"


def test_json_says_the_same(browser, site):
    item_id, _ = site.make(title="港口信用承诺办法")
    gone, _ = site.make("withdrawn")
    answer = fetch(browser, "/columns/updates/feed.json")
    assert answer.mimetype == "application/feed+json"
    found = json.loads(answer.data)
    assert [item["title"] for item in found["items"]] == ["港口信用承诺办法"]
    assert [stone["id"].endswith(f"/items/{gone}") for stone in found["_tombstones"]] == [True]
    assert found["items"][0]["id"].endswith(f"/items/{item_id}")


def test_an_address_is_the_same_in_every_language(browser, site):
    site.make()
    ids = {read(browser, f"{prefix}/feed.atom").entries[0].id for prefix in ("", "/en", "/zh-hant")}
    assert len(ids) == 1


def test_a_tombstone_is_an_address_and_a_time_and_nothing_else(browser, site):
    item_id, _ = site.make("withdrawn", title="独特的旧标题", body="独特的旧正文", reason="所引文件已废止")
    text = fetch(browser, "/feed.atom").text
    assert "独特" not in text
    assert "废止" not in text
    stone = next(element for element in ElementTree.fromstring(text) if element.tag == DELETED)
    assert set(stone.attrib) == {"ref", "when"}
    assert stone.get("ref").endswith(f"/items/{item_id}")


def test_who_has_it_already_is_told_so(browser, site):
    site.make()
    for path in ("/feed.atom", "/columns/updates/feed.json", "/search.atom?q=信用"):
        first = fetch(browser, path)
        again = fetch(browser, path, **{"If-None-Match": first.headers["ETag"]})
        assert (again.status_code, again.data) == (304, b""), path
        assert first.headers["Cache-Control"] == "public, no-cache"


def test_a_saved_search_is_a_feed_with_what_left_lately(browser, site):
    site.make(title="港口信用承诺办法")
    site.make(title="无关动态", body="无关。")
    gone, _ = site.make("withdrawn")
    found = read(browser, "/search.atom?q=港口信用")
    assert [entry.title for entry in found.entries] == ["港口信用承诺办法"]
    assert f"/items/{gone}" in fetch(browser, "/search.atom?q=港口信用").text


def test_pages_lead_to_their_feeds(browser, site):
    site.make(title="港口信用承诺办法")
    for path in ("/columns/updates", "/units/zhifa"):
        heads = browser.open(path).soup.find_all("link", rel="alternate")
        assert {head["type"] for head in heads} == {"application/atom+xml", "application/feed+json"}
    assert "/search.atom?q=" in browser.open("/search?q=港口").links()["订阅此搜索"]


def test_a_mirror_follows_every_sequence_without_a_miss(browser, site):
    """Publish, correct, withdraw, hide, restore, lapse: after each the copy equals what is public."""
    mirror = Mirror(browser, "/columns/updates/feed.atom")
    items = [site.make(title=f"动态第{number}期")[0] for number in range(35)]
    mirror.follow()
    assert sorted(mirror.copy.values()) == public_titles(site)
    assert len(mirror.copy) == 35

    def act(verb):
        with site.writing() as session:
            verb(session, site.staff(session))
        mirror.follow()
        assert sorted(mirror.copy.values()) == public_titles(site)

    def published(session, item_id):
        return finding.published(session, item_id)

    act(lambda s, staff: workflow.corrected(s, s.get(Item, items[0]).editions[0], staff, title="动态第0期（更正）"))
    assert "动态第0期（更正）" in mirror.copy.values()
    act(lambda s, staff: leaving.withdraw(s, published(s, items[1]), by=staff.publisher, reason="内容有误"))
    act(lambda s, staff: hiding.hide(s, published(s, items[2]), by=staff.publisher, reason="核对"))
    act(lambda s, staff: hiding.restore(s, s.get(Item, items[2]).editions[0], by=staff.publisher))
    act(lapse(items[3]))
    assert len(mirror.copy) == 33
    for number in range(40):
        site.make(title=f"新一批第{number}条")
    mirror.follow()
    assert sorted(mirror.copy.values()) == public_titles(site)


def lapse(item_id):
    """The end of a term, as the table moves it."""

    def verb(session, staff):
        from content import clock

        moving.move(session, finding.published(session, item_id), "expire", actor="system")
        public_view.take_down(session, item_id, at=clock.now(), reason="")

    return verb


def test_records_are_in_no_feed_and_leave_it_without_trace(browser, site, monkeypatch):
    """Whatever kind is marked as a record: neither its words nor its departure is told."""
    from content.display import feeds

    here, _ = site.make(title="只作信用信息的一条")
    gone, _ = site.make("withdrawn", title="已撤下的一条")
    monkeypatch.setattr(feeds, "article_kinds", lambda: ["policy"])
    for path in ("/feed.atom", "/feed.json", "/columns/updates/feed.atom", "/search.atom?q=信用信息"):
        text = fetch(browser, path).text
        assert f"/items/{here}" not in text, path
        assert f"/items/{gone}" not in text, path


def test_a_change_of_nothing_public_says_nothing(site, browser):
    site.make("draft")
    site.make("submitted")
    assert read(browser, "/feed.atom").entries == []
    with site.writing() as session:
        change_log.record(session, 99999, Effect.GONE)
    assert "99999" not in fetch(browser, "/feed.atom").text


@pytest.mark.parametrize("below", ["junk", "-1", "1" * 40])
def test_a_made_up_place_is_no_fault(browser, site, below):
    site.make()
    assert fetch(browser, f"/feed.atom?below={below}").status_code == 200
