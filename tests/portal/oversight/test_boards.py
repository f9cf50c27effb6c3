"""The boards: a fixed number of queries, numbers that lead to their items, and one truth on page and sheet."""

from datetime import UTC, datetime, timedelta
from io import BytesIO

import openpyxl
import pytest
from sqlalchemy import event

from content.quotas import counting
from portal.database import db
from tests.browser import words
from tests.factories import display
from tests.portal.reading import problem, said

BOARDS = ("overview", "units", "columns", "punctuality", "counties", "items", "scorecards", "repetitions", "inspection")
#: Queries of each board by somebody signed in, whatever stands in the database: units, months and items add none.
QUERIES = {"overview": 22, "units": 12, "columns": 8, "punctuality": 10, "counties": 13, "items": 8}


def queries_of(browser, page):
    found = []
    with browser.app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", lambda *call: found.append(call[2]))
    browser.get(f"oversight.{page}")
    return [one for one in found if one.lstrip().upper().startswith(("SELECT", "WITH"))]


@pytest.fixture(scope="module")
def filled(house):
    """Two years of every unit, a few hundred items."""
    now = datetime.now(UTC)
    with house.writing() as session:
        units = counting.with_target(session, now.year)
        columns = ["updates", "notices", "rules", "cases"]
        rows = [
            {"first_published_at": now - timedelta(days=n % 700), "unit_id": units[n % 15].id, "column": columns[n % 4]}
            for n in range(900)
        ]
        rows += [
            {"first_published_at": now, "column": "credit-information", "is_record": True, "unit_id": units[0].id}
        ] * 50
        display.many(session, house.staff(session), rows)
    return house


@pytest.mark.parametrize("page", QUERIES)
def test_a_board_asks_as_often_for_many_items_as_for_none(filled, visit, page):
    visit("overseer").get(f"oversight.{page}")
    assert len(queries_of(visit("overseer"), page)) == QUERIES[page]


@pytest.mark.parametrize("page", BOARDS)
def test_units_do_not_see_the_boards_and_who_oversees_does(visit, page):
    visit("zhifa-publisher").get(f"oversight.{page}", status=403)
    assert visit("overseer").get(f"oversight.{page}").h1


def table(page, caption):
    found = next(t for t in page.soup.find_all("table") if caption in words(t.caption))
    return [[words(cell) for cell in row.find_all(["th", "td"])] for row in found.tbody.find_all("tr")]


def test_the_sheet_and_the_page_agree_to_the_digit(filled, visit):
    browser = visit("overseer")
    shown = table(browser.get("oversight.units"), "分单位分月")
    answer = browser.client.get(browser.path("oversight.export"))
    sheet = openpyxl.load_workbook(BytesIO(answer.data))["分单位分月"]
    stored = [[str(cell) for cell in row] for row in sheet.iter_rows(min_row=3, values_only=True)]
    numbers = [[cell.split(" ")[0] for cell in row[1:]] for row in shown]
    assert [row[1:] for row in stored] == numbers
    assert int(numbers[-1][-1]) == 50


def test_every_number_leads_to_as_many_items(filled, visit):
    page = visit("overseer").get("oversight.units")
    links = [a for a in page.soup.select("td.number a") if int(words(a)) > 0][:3]
    assert links
    for link in links:
        listed = visit("overseer").open(link["href"])
        assert len(table(listed, "计入的信息")) == int(words(link))


def test_a_drawing_says_nothing_that_its_table_does_not(filled, visit):
    page = visit("overseer").get("oversight.overview")
    for drawing in page.soup.select("figure.chart svg"):
        assert drawing["aria-hidden"] == "true"
    assert len(table(page, "本年各月信息数")) == datetime.now(UTC).month


def test_a_unit_is_urged_once_a_day(filled, visit):
    browser = visit("overseer")
    page = browser.post("/oversight/units/zhifa/urge", {"csrf_token": token_of(browser)})
    if "已完成" not in said(page):
        assert "催报" in said(page)


def token_of(browser):
    page = browser.get("oversight.targets_of_year")
    return page.soup.find("input", attrs={"name": "csrf_token"})["value"]


def test_targets_are_changed_on_the_page_with_their_source(filled, visit):
    browser = visit("overseer")
    page = browser.get("oversight.targets_of_year").submit("保存任务", status=422, **{"year-all": "360"})
    assert "来源" not in problem(page, "year-all")
    page = browser.get("oversight.targets_of_year").submit("保存任务", **{"year-all": "360", "source": "局务会纪要"})
    assert "已保存" in said(page)
    assert page.soup.find(id="year-all")["value"] == "360"
    page = browser.get("oversight.targets_of_year").submit("保存任务", status=422, **{"year-all": "很多"})
    assert problem(page, "year-all")


def test_statistics_are_for_anyone_and_pillory_nobody(filled, visit):
    page = visit("overseer").signed_out().open("/statistics")
    assert int(table(page, "各单位发布情况")[0][1]) > 0
    for word in ("超时", "迟报", "逾期", "退回"):
        assert word not in page.main
    assert "/statistics" in page.links()["信息发布统计"]
