"""下载本列表: what the page shows, in a file; counted, throttled, and without a cookie."""

import json
from collections import OrderedDict
from datetime import timedelta

import pytest

from content import clock
from content.records import generating
from content.spreadsheets.reading import open_sheet
from portal.public import turnstile
from tests.factories import records
from tests.portal.public.test_views import HIDDEN, TRACES

ENDINGS = ["csv", "xlsx", "json"]
TITLE = "=港口信用承诺办法"


def fetch(browser, path, status=200):
    answer = browser.client.get(path)
    assert answer.status_code == status, answer.text[:500]
    assert answer.headers.getlist("Set-Cookie") == []
    return answer


def titles(answer, ending):
    if ending == "json":
        return [row["title"] for row in json.loads(answer.data)["rows"]]
    return [row.cells[0] for row in open_sheet(answer.data)]


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("path", ["/columns/rules/list.{}", "/units/zhifa/list.{}", "/search/list.{}?q=港口信用"])
def test_a_list_is_taken_as_its_page_shows_it(browser, site, path, ending):
    item_id, _ = site.make(title=TITLE, column="rules", body=HIDDEN, fields={"document_number": "连交(2026)5号"})
    site.make("withdrawn", title="已撤下的办法", column="rules")
    answer = fetch(browser, path.format(ending))

    assert titles(answer, ending) == [TITLE]
    assert f".{ending}" in answer.headers["Content-Disposition"]
    assert not any(trace in answer.text for trace in TRACES) if ending != "xlsx" else True
    said = json.loads(answer.data) if ending == "json" else {}
    for value in said.get("rows", []):
        assert value["document_number"] == "连交〔2026〕5号"
        assert value["address"].endswith(f"/items/{item_id}")


def test_records_stand_in_lists_as_their_pages_show_them(browser, site):
    rows = generating.rows("permit", 3, seed=4, today=clock.today())
    records.publish(site, [row | {"valid_until": clock.today() + timedelta(days=400)} for row in rows], kind="permit")
    page = browser.open("/columns/credit-information?kind=permit")
    (href,) = [link["href"] for link in page.soup.select(".downloads a") if ".json" in link["href"]]
    read = json.loads(fetch(browser, href).data)

    assert read["count"] == len(read["rows"]) > 0
    for row in read["rows"]:
        assert row["kind"] == "行政许可"
        assert row["title"] in page.main
        assert row["display"] in page.main
        assert row["display"].startswith("公示至")


def test_the_file_says_what_was_asked_when_and_how_much(browser, site):
    site.make(title=TITLE, column="rules")
    read = json.loads(fetch(browser, "/search/list.json?q=港口&column=rules").data)

    assert read["query"] == "港口; column=rules"
    assert read["count"] == 1
    assert read["source"].endswith("/search?q=%E6%B8%AF%E5%8F%A3&column=rules")
    assert len(read["time"]) == len("2026-11-22 09:30:00")
    assert "信用报告" in read["note"]


def test_a_long_list_ends_and_says_how_much_it_holds(browser, site, monkeypatch):
    from portal.public import lists

    for number in range(3):
        site.make(title=f"办法{number}", column="rules")
    monkeypatch.setattr(lists.exporting, "MOST", 2)
    monkeypatch.setattr(lists.exporting, "CHUNK", 1)
    monkeypatch.setattr(lists.exporting.of_column, "__kwdefaults__", {"most": 2})
    read = json.loads(fetch(browser, "/columns/rules/list.json").data)

    assert (read["count"], read["held"], len(read["rows"])) == (3, 2, 2)
    assert [row["title"] for row in read["rows"]] == ["办法2", "办法1"]


@pytest.mark.parametrize("path", ["/columns/none/list.csv", "/units/none/list.csv", "/columns/rules/list.pdf"])
def test_what_has_no_page_has_no_list(browser, path):
    fetch(browser, path, status=404)


def test_a_kind_of_another_column_has_no_list(browser):
    fetch(browser, "/columns/rules/list.csv?kind=permit", status=404)


def test_nothing_asked_is_an_empty_list(browser):
    assert json.loads(fetch(browser, "/search/list.json").data)["rows"] == []


def test_the_pages_offer_their_files(browser, site):
    site.make(title=TITLE, column="rules")
    for path in ("/columns/rules", "/units/zhifa", "/search?q=港口&column=rules"):
        page = browser.open(path)
        hrefs = [link["href"] for link in page.soup.select(".downloads a")]
        assert [href.partition("?")[0].rpartition(".")[2] for href in hrefs] == ENDINGS
        for href in hrefs:
            assert titles(fetch(browser, href), href.partition("?")[0].rpartition(".")[2]) == [TITLE]


def test_an_unasked_head_costs_nothing_and_says_the_type(browser, site):
    answer = browser.client.head("/columns/rules/list.csv")

    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("text/csv")


def test_who_takes_too_many_waits_and_others_do_not(browser, site, monkeypatch):
    gate = site.app.extensions["turnstile"]
    assert gate.allowed == turnstile.ALLOWED
    monkeypatch.setattr(gate, "allowed", 2)
    monkeypatch.setattr(gate, "seen", OrderedDict())
    for _ in range(2):
        fetch(browser, "/columns/rules/list.csv")
    refused = fetch(browser, "/columns/rules/list.csv", status=429)

    assert int(refused.headers["Retry-After"]) >= 60
    assert "分钟后再试" in refused.text
    other = browser.client.get("/columns/rules/list.csv", environ_overrides={"REMOTE_ADDR": "203.0.113.9"})
    assert other.status_code == 200
    browser.open("/columns/rules")
