"""What machines are told: sitemap, robots, linked data, OpenSearch, codes. Articles only, on our own name only."""

import json
from xml.etree import ElementTree

import pytest

MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


def places(browser, path):
    answer = browser.client.get(path)
    assert answer.status_code == 200
    return [loc.text for loc in ElementTree.fromstring(answer.data).iter(MAP)]


def test_every_public_article_is_in_the_sitemap_and_nothing_else(browser, site):
    here, _ = site.make()
    gone, _ = site.make("withdrawn")
    site.make("draft")
    parts = places(browser, "/sitemap.xml")
    listed = [place for part in parts for place in places(browser, part.partition("localhost:8000")[2])]
    assert f"http://localhost:8000/items/{here}" in listed
    assert not [place for place in listed if place.endswith(f"/items/{gone}")]
    for place in listed:
        assert browser.client.get(place.partition("localhost:8000")[2]).status_code == 200, place


def test_a_part_that_holds_nothing_is_not_there(browser):
    assert browser.client.get("/sitemaps/7.xml").status_code == 404


def test_records_are_in_no_sitemap(browser, site, monkeypatch):
    from content.display import machine

    site.make()
    monkeypatch.setattr(machine, "article_kinds", lambda: ["policy"])
    assert len(places(browser, "/sitemap.xml")) == 1


def test_robots_keep_out_of_the_desk_and_of_searches(browser):
    text = browser.client.get("/robots.txt").text
    for path in ("/desk/", "/search", "/subjects/"):
        assert f"Disallow: {path}\n" in text
    assert "Sitemap: http://localhost:8000/sitemap.xml" in text


def test_an_article_carries_linked_data_that_cannot_break_out(browser, site):
    item_id, _ = site.make(title="办法</script><script>alert(1)</script>")
    page = browser.open(f"/items/{item_id}")
    [block] = page.soup.find_all("script", type="application/ld+json")
    article, trail = json.loads(block.string)["@graph"]
    assert article["@type"] == "NewsArticle"
    assert article["headline"] == page.h1
    assert [step["position"] for step in trail["itemListElement"]] == [1, 2]
    assert len(page.soup.find_all("script")) == 2


def test_a_made_up_host_is_repeated_nowhere(browser, site):
    item_id, _ = site.make()
    for path in ("/feed.atom", f"/items/{item_id}", "/sitemap.xml", "/robots.txt", "/opensearch.xml"):
        assert "evil.example" not in browser.client.get(path, headers={"Host": "evil.example"}).text


def test_a_browser_can_offer_our_search(browser):
    text = browser.client.get("/opensearch.xml").text
    assert "/search?q={searchTerms}" in text
    [link] = browser.open("/").soup.find_all("link", rel="search")
    assert link["href"] == "/opensearch.xml"


def test_the_code_of_a_page_is_drawn(browser):
    answer = browser.client.get("/qr.svg?path=/about")
    assert answer.mimetype == "image/svg+xml"
    ElementTree.fromstring(answer.data)
    assert b"style=" not in answer.data


@pytest.mark.parametrize("path", ["", "//elsewhere.example", "https://elsewhere.example", "/" + "x" * 300])
def test_codes_of_other_sites_are_not_drawn(browser, path):
    assert browser.client.get("/qr.svg", query_string={"path": path}).status_code == 404
