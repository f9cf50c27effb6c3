"""双公示质量 at the desk: a unit's months, its rows to mend, its own cases, and nobody else's."""

import io

import pytest
from sqlalchemy import select

from content import clock
from content.items.models import Edition
from content.workflow import batches
from tests.browser import Browser
from tests.factories import batches as made
from tests.portal.desk.batching import handed_in
from tests.portal.reading import problem


@pytest.fixture
def writer(site):
    return Browser(site.app).as_("zhifa-writer")


def row(serial, **changes):
    return made.penalty(serial, **({"decided_on": clock.today().isoformat()} | changes))


def cases(*numbers, heading="案件文号"):
    lines = [f"{heading},当事人,决定日期", *(f"{number},某公司,{clock.today().isoformat()}" for number in numbers)]
    return "\n".join(lines).encode()


def compare(browser, data, name="案件.csv", status=200, **typed):
    page = browser.get("desk.quality")
    form = page.soup.find("form", enctype="multipart/form-data")
    values = {tag["name"]: tag.get("value", "") for tag in form.find_all("input", type="hidden")}
    sent = values | {"kind": "penalty", "table": (io.BytesIO(data), name)} | typed
    return browser.read(form["action"], browser.client.post(form["action"], data=sent), status)


def first_month(page):
    return page.soup.select_one("main table tbody tr")


def test_the_months_show_what_was_handed_in_and_lead_to_its_rows(site, writer):
    handed_in(site, writer, [row(1), row(2), row(3, decided_on="坏")], mode="good")

    cells = first_month(writer.get("desk.quality")).find_all("td")

    assert [cell.get_text(strip=True) for cell in cells][:2] == ["3", "66.67%"]
    faults = writer.open(cells[1].a["href"])
    assert "处罚决定日期" in faults.main
    assert "4" in [cell.get_text(strip=True) for cell in faults.soup.select("tbody td")]


def test_a_case_that_nobody_handed_in_is_missing_until_it_is(site, writer):
    page = compare(writer, cases("连交罚〔2026〕1号", "连交罚（2026）０７号"))
    assert "2" in page.main
    link = first_month(writer.get("desk.quality")).find_all("td")[5].a
    missing = writer.open(link["href"])
    assert "连交罚〔2026〕07号" in missing.main or "连交罚〔2026〕7号" in missing.main
    assert link.get_text() == "2"


@pytest.mark.parametrize(
    "data, wrong",
    [
        (cases("连交罚〔2026〕1号", heading="编号"), "文号"),
        ("文号,决定日期\n连交罚〔2026〕1号,昨天".encode(), "B2"),
        ("文号,决定日期\n,2026-03-01".encode(), "A2"),
        (b"", "文件是空的"),
    ],
)
def test_a_list_that_cannot_be_read_says_where(site, writer, data, wrong):
    assert wrong in problem(compare(writer, data, status=422), "table")


def test_no_list_at_all_is_asked_for(site, writer):
    page = writer.get("desk.quality")
    token = page.soup.find("input", attrs={"name": "csrf_token"})["value"]
    page = writer.post("/desk/quality/cases", {"csrf_token": token, "kind": "penalty"}, status=422)
    assert "请先选择文件" in problem(page, "table")


def test_a_row_sent_back_is_a_task_until_it_is_mended(site, writer):
    batch_id = handed_in(site, writer, [row(1), row(2)])
    with site.writing() as session:
        staff = site.staff(session, "zhifa")
        batch = session.get(made.Batch, batch_id)
        batches.submit(session, batch, by=staff.writer, secrecy_checked=True)
        edition = next(iter(session.scalars(made_editions(batch_id))))
        batches.give_back_rows(session, batch, [edition.id], by=staff.reviewer, code="facts", note="案由写错")

    assert "1条退回记录待整改" in writer.get("desk.today").main
    assert "案由写错" in writer.get("desk.quality").main


def made_editions(batch_id):
    return select(Edition).where(Edition.batch_id == batch_id).order_by(Edition.id)


def test_rows_are_handed_out_as_a_sheet(site, writer):
    handed_in(site, writer, [row(1), row(2)])
    answer = writer.client.get(f"/desk/quality/decided.xlsx?month={clock.today():%Y-%m}")
    assert answer.status_code == 200
    assert answer.mimetype.endswith("spreadsheetml.sheet")


def test_nobody_reads_another_units_rows(site, writer):
    handed_in(site, writer, [row(1)])
    other = Browser(site.app).as_("xuanjiao-writer")

    assert "连交罚" not in other.get("desk.quality_rows", figure="decided", unit="zhifa").main


def test_there_is_no_page_of_an_unknown_figure(site, writer):
    writer.get("desk.quality_rows", figure="ranking", status=404)


def test_the_overseer_sees_every_unit_and_its_rows(site, writer):
    handed_in(site, writer, [row(1)])
    overseer = Browser(site.app).as_("overseer")

    page = overseer.get("oversight.quality")

    link = next(a for a in page.soup.select("main table a") if "unit=zhifa" in a["href"] and "decided" in a["href"])
    assert "连交罚" in overseer.open(link["href"]).main
    assert overseer.client.get("/oversight/quality.xlsx").status_code == 200
    writer.get("oversight.quality", status=403)
