"""Boards, docx, xlsx and item agree to the digit."""

from datetime import date, datetime
from io import BytesIO

import docx
import openpyxl
import pytest

from content.auth import units
from content.auth.roles import Role
from content.clock import SHANGHAI
from content.items.models import State
from content.quotas import board, counting
from content.reports import drafting, figures, papers, periods, tables
from tests.factories import auth, display, workflow

NOW = datetime(2026, 9, 25, 10, tzinfo=SHANGHAI)
TODAY = NOW.date()


@pytest.fixture
def filled(session, staff, clock):
    """Nine months of fifteen units: some full, some short, records besides."""
    clock.move_to(NOW)
    owing = counting.with_target(session, 2026)
    rows = [
        {
            "first_published_at": datetime(2026, 1 + n % 9, 1 + n % 20, 9, tzinfo=SHANGHAI),
            "unit_id": owing[n * n % 13].id,
            "column": ("updates", "updates", "notices", "rules", "cases")[n % 5],
        }
        for n in range(180)
    ]
    rows += [
        {
            "first_published_at": NOW.replace(day=3),
            "column": "credit-information",
            "is_record": True,
            "unit_id": owing[0].id,
        }
    ] * 7
    display.many(session, staff, rows)
    return session


def tables_of_paper(data):
    paper = docx.Document(BytesIO(data))
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in paper.tables]


def sheets_of(data):
    book = openpyxl.load_workbook(BytesIO(data))
    return [[list(row) for row in sheet.iter_rows(min_row=2, values_only=True)] for sheet in book.worksheets]


@pytest.mark.parametrize("code", ["2026-09", "2026-Q3", "2026-H1", "2026"])
def test_paper_sheet_and_figures_agree_to_the_digit(code, filled):
    found = figures.gather(filled, periods.read(code), TODAY)
    made = tables.of(found)
    written = [[list(map(str, one.headings)), *([*map(str, row)] for row in one.rows)] for one in made]
    assert tables_of_paper(papers.docx(found, made_at=NOW, signed_by="连云港市交通运输局")) == written
    assert sheets_of(papers.xlsx(found, made_at=NOW)) == [[list(one.headings), *map(list, one.rows)] for one in made]


def test_the_paper_says_what_the_boards_say(filled):
    found = figures.gather(filled, periods.read("2026-09"), TODAY)
    matrix = board.unit_matrix(filled, 2026, TODAY)
    september = date(2026, 9, 1)
    assert {line.unit.id: line.done for line in found.units} == {
        unit.id: matrix.cells[unit.id, september] for unit in matrix.units
    }
    columns = board.column_matrix(filled, 2026, TODAY)
    assert [(line.articles, line.records) for line in found.columns] == [
        (columns.cells[one.column.slug, september], columns.records[one.column.slug, september])
        for one in columns.renewals
    ]
    overview = board.overview(filled, TODAY)
    met = {row.unit.id for row in overview.rows if row.standing.is_met}
    assert {line.unit.id for line in found.met} == met
    assert len(found.met) + len(found.unmet) == 15
    assert found.counted == overview.by_month[september]
    assert found.year_so_far == overview.year.standing
    assert sum(line.records for line in found.columns) == overview.records == 7


def test_a_year_is_the_sum_of_its_months_and_has_the_sites_own_table(filled):
    year = figures.gather(filled, periods.read("2026"), TODAY)
    months = [figures.gather(filled, periods.read(f"2026-{month:02d}"), TODAY) for month in range(1, 10)]
    assert year.counted == sum(one.counted for one in months) == 180
    assert sum(line.done for line in year.units) == sum(line.done for one in months for line in one.units)
    assert [one.name for one in tables.of(year)][-1] == "网站工作年度报表"
    assert "网站工作年度报表" not in [one.name for one in tables.of(months[0])]


def test_a_units_own_summary_holds_its_own_numbers_alone(filled):
    unit = units.by_code(filled, "zhifa")
    whole = figures.gather(filled, periods.read("2026-Q3"), TODAY)
    own = figures.gather(filled, periods.read("2026-Q3"), TODAY, unit=unit)
    assert [line.unit for line in own.units] == [unit]
    assert own.units[0] == next(line for line in whole.units if line.unit is unit)
    assert papers.title(own) == f"{unit.name()}2026年第三季度信用信息报送工作总结"
    assert sum(line.articles for line in own.columns) == own.counted


def test_the_paper_is_laid_out_as_official_papers_are(filled):
    found = figures.gather(filled, periods.read("2026-09"), TODAY)
    paper = docx.Document(BytesIO(papers.docx(found, made_at=NOW, signed_by="连云港市交通运输局")))
    texts = [paragraph.text for paragraph in paper.paragraphs]
    assert texts[0] == "关于2026年9月份信用信息报送工作情况的通报"
    assert texts[1].endswith("：")
    assert [text for text in texts if text[1:2] == "、"][:2] == ["一、总体情况", "二、各单位报送情况"]
    assert [text for text in texts if text][-2:] == ["连云港市交通运输局", "2026年9月25日"]
    assert "截至2026年9月25日" in texts[3]


def test_as_an_item_it_is_a_draft_that_passes_every_check_and_pillories_nobody(filled, staff):
    writer = auth.person(filled, staff.unit, Role.PRODUCER)
    found = figures.gather(filled, periods.read("2026-08"), TODAY)
    edition = drafting.draft(filled, found, unit=staff.unit, by=writer)
    assert edition.at_rest is State.DRAFT
    for word in ("超时", "逾期", "达标月数", "退回"):
        assert word not in edition.body
    for line in found.units:
        assert f"| {line.unit.short_name()} | {line.done} | {line.records} |" in edition.body
    assert workflow.submit(filled, edition, by=writer).at_rest is State.SUBMITTED


@pytest.mark.parametrize("code", ["", "2026-13", "2026-Q5", "2026-H3", "26", "2026-1", "2026-Q1x"])
def test_what_names_no_period(code):
    assert periods.read(code) is None


def test_choices_hold_what_has_begun():
    codes = [period.code for period in periods.choices(date(2026, 3, 10))]
    assert codes[:6] == ["2026", "2026-H1", "2026-Q1", "2026-03", "2026-02", "2026-01"]
    assert "2025-H2" in codes
    assert periods.read("2026-Q3").end == date(2026, 10, 1)
