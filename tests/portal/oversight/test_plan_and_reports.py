"""The plan, self-assessment and reports through the front door: one number everywhere."""

from datetime import UTC, datetime
from io import BytesIO

import docx
import openpyxl
import pytest

from content import clock
from content.auth import units
from content.plans import board as plans
from content.quotas import counting
from tests.browser import words
from tests.factories import display
from tests.portal.reading import buttons, problem, said


@pytest.fixture(scope="module")
def filled(house):
    now = datetime.now(UTC)
    with house.writing() as session:
        owing = counting.with_target(session, now.year)
        columns = ["updates", "updates", "notices", "rules"]
        display.many(
            session,
            house.staff(session),
            [{"first_published_at": now, "unit_id": owing[n % 13].id, "column": columns[n % 4]} for n in range(90)],
        )
    return house


@pytest.fixture
def planned(filled, visit):
    page = visit("overseer").get("oversight.plan")
    if "建立台账" in buttons(page):
        page.submit("建立台账")
    return filled


def table(page, caption):
    found = next(t for t in page.soup.find_all("table") if caption in words(t.caption))
    return [[words(cell) for cell in row.find_all(["th", "td"])] for row in found.tbody.find_all("tr")]


def file_of(browser, path):
    answer = browser.client.get(path)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    return BytesIO(answer.data)


def test_board_page_docx_and_xlsx_agree_to_the_digit(filled, visit):
    browser, month = visit("overseer"), f"{clock.today():%Y-%m}"
    rows = table(browser.get("oversight.units"), "分单位分月")
    board = {row[0].split(" ")[0]: row[clock.today().month].split(" ")[0] for row in rows}
    page = browser.open(f"/oversight/summaries/{month}")
    shown = table(page, "各单位报送情况")
    assert {row[0]: row[1] for row in shown} == board

    paper = docx.Document(file_of(browser, f"/oversight/summaries/{month}.docx"))
    written = [[cell.text for cell in row.cells] for row in paper.tables[0].rows][1:]
    book = openpyxl.load_workbook(file_of(browser, f"/oversight/summaries/{month}.xlsx"))
    stored = [[str(cell) for cell in row] for row in book["各单位报送情况"].iter_rows(min_row=3, values_only=True)]
    assert shown == written == stored


def test_every_offered_report_opens(filled, visit):
    page = visit("overseer").get("oversight.summaries")
    links = [a["href"] for a in page.soup.select("tbody th a")][:8]
    assert len(links) == 8
    for link in links:
        assert "信用信息报送工作" in visit("overseer").open(link).h1


def test_periods_are_named_in_the_pages_language(filled, visit):
    year = clock.today().year
    named = {"": (f"{year}年", f"{year}年上半年", f"{year}年第一季度", f"{year}年1月份", f"{year - 1}年下半年")}
    named["/en"] = (f"{year}", f"First half of {year}", f"Q1 {year}", f"January {year}", f"Second half of {year - 1}")
    for prefix, expected in named.items():
        page = visit("overseer").open(f"{prefix}/oversight/summaries")
        assert set(expected) <= {words(cell) for cell in page.soup.select("tbody th")}
    assert "年" not in page.main


@pytest.mark.parametrize("code", ["2019", "2026-13", "soon"])
def test_what_is_no_report_is_not_found(filled, visit, code):
    visit("overseer").open(f"/oversight/summaries/{code}", status=404)


def test_a_unit_reads_its_own_summary_and_nobody_elses(filled, visit):
    browser, year = visit("zhifa-writer"), clock.today().year
    page = browser.get("desk.summaries")
    assert "全市" not in [words(option) for option in page.soup.find_all("option")]
    own = browser.open(f"/desk/summaries/{year}?unit=zhifa")
    assert [row[0] for row in table(own, "各单位报送情况")] == ["执法支队", "合计"]
    browser.open(f"/desk/summaries/{year}?unit=xuanjiao", status=403)
    browser.open(f"/desk/summaries/{year}", status=403)
    browser.open(f"/oversight/summaries/{year}?unit=zhifa", status=403)


def test_a_report_becomes_a_draft_of_the_unit(filled, visit):
    page = visit("zhifa-writer").open(f"/desk/summaries/{clock.today().year}?unit=zhifa")
    page = page.submit("生成待审稿件")
    assert page.soup.find("input", id="title")["value"].endswith("信用信息报送工作总结")


def test_the_plan_is_begun_collected_answered_and_exported(planned, visit):
    overseer = visit("overseer")
    page = overseer.get("oversight.plan")
    assert len(table(page, "各单位任务进度")) == 20
    page = page.submit("向各单位催报", period=f"{clock.today().year}-Q4", status=422)
    assert problem(page, "last_on")
    page = page.submit("向各单位催报", last_on=clock.today().isoformat())
    assert "已发出催报" in said(page)

    writer = visit("zhifa-writer")
    assert "任务进展" in writer.get("desk.today").main
    mine = writer.get("desk.plan")
    page = mine.follow(next(text for text in mine.links() if text.startswith("5.")))
    page = page.submit("填报", progress="全部报送", percent="60", standing="done", status=422)
    assert problem(page, "percent")
    page = page.submit("填报", progress="全部报送", percent="100", standing="done")
    assert table(page, "进展记录")[0][3] == "100"
    item_id, _edition = planned.make("published")
    page = page.submit("添加佐证材料", item=str(item_id))
    assert f"/items/{item_id}" in page.html

    with planned.reading() as session:
        unit = units.by_code(session, "zhifa")
        row = next(row for row in plans.of_year(session, clock.today().year) if row.task.number == 5)
        cell = next(cell for cell in row.cells if cell.unit.id == unit.id)
        assert (cell.percent, cell.evidence) == (100, 1)
    sheet = openpyxl.load_workbook(file_of(overseer, "/oversight/plan.xlsx")).worksheets[0]
    lines = list(sheet.iter_rows(min_row=2, values_only=True))
    assert ("执法支队", 100, 1) in [(line[3], line[5], line[8]) for line in lines if line[0] == 5]
    assert len(lines) == sum(
        int(row[1].split("/")[1]) for row in table(overseer.get("oversight.plan"), "各单位任务进度")
    )


def test_a_files_evidence_stays_with_its_unit(planned, visit):
    writer = visit("zhifa-writer")
    paper = BytesIO()
    docx.Document().save(paper)
    paper.seek(0)
    overview = writer.get("desk.plan")
    page = overview.follow(next(text for text in overview.links() if text.startswith("1.")))
    form = {"csrf_token": page.soup.find("input", attrs={"name": "csrf_token"})["value"], "evidence_unit": "zhifa"}
    data = form | {"file": (paper, "签到.docx")}
    answer = writer.client.post(f"{page.path}/evidence", data=data, content_type="multipart/form-data")
    assert answer.status_code == 302
    link = next(url for text, url in writer.open(page.path).links().items() if text.startswith("签到"))
    assert writer.client.get(link).status_code == 200
    assert visit("xuanjiao-writer").client.get(link).status_code == 403


def test_the_bureau_changes_a_task_by_a_source(planned, visit):
    overview = visit("overseer").get("oversight.plan")
    page = overview.follow(next(text for text in overview.links() if text.startswith("12.")))
    page = page.submit("保存", due_on="2026-06-30", status=422)
    assert problem(page, "source")
    page = page.submit("保存", due_on=f"{clock.today().year}-06-30", source="局务会纪要")
    assert "已保存" in said(page)


def test_marks_are_entered_and_stand_side_by_side(planned, visit):
    overseer = visit("overseer")
    page = overseer.get("oversight.assessment").submit("保存", marks="11", evidence="文件", status=422)
    assert problem(page, "marks")
    page = overseer.get("oversight.assessment").submit("保存", marks="8.5", evidence="领导小组文件")
    assert table(page, "各指标自评分")[0][2] == "8.5"
    assert table(page, "各指标自评分")[-1][2] == "8.5"
    quarter = (clock.today().month + 2) // 3
    book = openpyxl.load_workbook(file_of(overseer, f"/oversight/assessment.xlsx?quarter={quarter}"))
    assert list(book.worksheets[0].iter_rows(min_row=2, values_only=True))[0][3] == 8.5
