"""开放数据: companies' permits and ratings whole, nobody's else, and gone from the next file when they leave."""

import json
from datetime import timedelta

import pytest

from content import clock
from content.display import exporting
from content.display.models import PublicItem
from content.records import generating
from content.spreadsheets.reading import open_sheet
from portal.public import tables, turnstile
from tests.factories import records
from tests.portal.public.test_lists import fetch

PERSON = {
    "subject_name": "赵小燕",
    "subject_type": "自然人",
    "unified_code": "",
    "registration_number": "",
    "organisation_code": "",
    "tax_number": "",
    "institution_number": "",
    "society_number": "",
    "representative": "",
    "representative_id_type": "",
    "representative_id_number": "",
    "person_id_type": "身份证",
    "person_id_number": "320705198802291235",
}
COMPANY = "法人及非法人组织"


def invented(kind, count, *, of=COMPANY):
    """The first generated rows about a sort of subject."""
    rows = generating.rows(kind, 400, seed=4, today=clock.today())
    return [row for row in rows if row["subject_type"] == of][:count]


@pytest.fixture
def permits(site):
    """Three permits of companies, one of a household and one of a person; and a penalty of a company."""
    rows = invented("permit", 3) + invented("permit", 1, of="个体工商户")
    person = invented("permit", 4)[3] | PERSON
    ids = records.publish(site, [*rows, person], kind="permit")
    records.publish(site, invented("penalty", 1), kind="penalty")
    return ids[:3]


def read(browser, name="permits", **query):
    return json.loads(fetch(browser, f"/open-data/{name}.json").data)


def test_the_page_stands_before_anything_is_published(browser):
    page = browser.open("/open-data")

    assert page.h1 == "开放数据"
    assert "暂无数据" in page.main
    assert read(browser)["rows"] == []


@pytest.mark.parametrize("path", ["/open-data/penalties.csv", "/open-data/none.json", "/open-data/permits.pdf"])
def test_there_is_no_such_data_set(browser, path):
    fetch(browser, path, status=404)


def test_a_data_set_holds_companies_and_their_display_set_only(browser, permits):
    data = read(browser)
    kind = exporting.data_set("permits").kind

    assert sorted(int(row["address"].rpartition("/")[2]) for row in data["rows"]) == permits
    assert data["count"] == 3
    shown = [field.name for field in kind.fields if field.shown]
    assert list(data["columns"]) == [*shown, "published_by", "published_on", "address"]
    assert not {"representative_id_number", "person_id_number", "remarks", "subject_type"} & set(data["columns"])
    text = json.dumps(data, ensure_ascii=False)
    assert "赵小燕" not in text
    assert "320705198802291235" not in text
    assert all(len(row["unified_code"]) == 18 for row in data["rows"])


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_each_format_reads_the_same(browser, permits, ending):
    sheet = open_sheet(fetch(browser, f"/open-data/permits.{ending}").data)
    rows = [["" if cell is None else cell for cell in row.cells] for row in sheet]

    assert rows == [[str(value).strip() for value in row.values()] for row in read(browser)["rows"]]


def test_what_leaves_is_not_in_the_next_file(browser, site, permits):
    first = fetch(browser, "/open-data/permits.json")
    with site.writing() as session:
        session.get(PublicItem, permits[0]).last_day = clock.today() - timedelta(days=1)
    after = read(browser)

    assert len(json.loads(first.data)["rows"]) == 3
    assert (after["count"], len(after["rows"])) == (2, 2)


def test_small_chunks_give_the_same_rows_in_the_same_order(browser, permits, monkeypatch):
    whole = read(browser)["rows"]
    monkeypatch.setattr(exporting, "CHUNK", 2)

    assert read(browser)["rows"] == whole


def test_a_workbook_ends_where_excel_slows_down(browser, permits, monkeypatch):
    monkeypatch.setattr(tables, "LONGEST_WORKBOOK", 2)
    sheet = open_sheet(fetch(browser, "/open-data/permits.xlsx").data)

    assert len(list(sheet)) == 2
    assert [link["href"][-4:] for link in browser.open("/open-data").soup.select("#permits .downloads a")] == [
        ".csv",
        "json",
    ]


def test_an_unchanged_file_is_not_sent_again(browser, permits):
    tag = fetch(browser, "/open-data/permits.csv").headers["ETag"]
    again = browser.client.get("/open-data/permits.csv", headers={"If-None-Match": tag})

    assert (again.status_code, again.data) == (304, b"")


def test_long_files_leave_places_for_pages(browser, site, permits):
    gate = site.app.extensions["turnstile"]
    for _ in range(turnstile.AT_ONCE):
        gate.enter()
    refused = fetch(browser, "/open-data/permits.csv", status=429)
    gate.leave()

    assert refused.headers["Retry-After"] == "60"
    for _ in range(turnstile.AT_ONCE):
        fetch(browser, "/open-data/permits.csv").close()  # each gives its place back


def test_the_page_describes_every_field(browser, permits):
    page = browser.open("/open-data")

    assert "企业行政许可数据集" in page.main
    assert "共3条" in page.main
    assert "XK_XDR_MC" in page.html
    assert page.response.headers.getlist("Set-Cookie") == []


def test_the_ratings_are_there_too(browser, site):
    ids = records.publish(site, invented("rating", 2), kind="rating")

    assert len(read(browser, "ratings")["rows"]) == len(ids) == 2


def test_the_long_walk_asks_an_index_each_time(site):
    with site.reading() as session:
        query = exporting._records(exporting.data_set("permits")).limit(exporting.CHUNK)
        plan = " ".join(
            str(row)
            for row in session.connection().exec_driver_sql(
                f"EXPLAIN QUERY PLAN {query.compile(session.get_bind(), compile_kwargs={'literal_binds': True})}"
            )
        )

    assert "ix_public_item_kind_day" in plan
    assert "SCAN" not in plan
    assert "TEMP B-TREE" not in plan
