"""Tables on their way out: what is written is read back the same, and nothing in it runs."""

import io
import json
import tracemalloc
import zipfile
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.spreadsheets import mojibake
from content.spreadsheets.exporting import FORMATS, MEDIA_TYPES, PIECE, Said, Table
from content.spreadsheets.limits import LONGEST_CELL
from content.spreadsheets.reading import open_sheet

HEAD = (Said("query", "查询条件：", "=1+1"), Said("count", "条数：", 2), Said("source", "来源：", "信用公示"))
COLUMNS = (("title", "标题"), ("day", "日期"), ("fine", "@金额"))
ROWS = [("=cmd|'/C calc'!A0", date(2026, 11, 22), Decimal("0.200000")), ('甲,\r\n乙"', None, -5)]


def written(form, rows=ROWS, columns=COLUMNS):
    return b"".join(FORMATS[form](Table("行政处罚", HEAD, columns, rows)))


def test_each_format_has_its_type():
    assert set(FORMATS) == set(MEDIA_TYPES)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_table_is_read_back_with_its_head_left_above(form):
    sheet = open_sheet(written(form))

    assert sheet.headings == ("标题", "日期", "@金额")
    assert [row.cells[0] for row in sheet] == [row[0] for row in ROWS]
    assert not any(row.issues for row in sheet)


def test_the_head_says_what_it_is():
    assert written("csv").decode("utf-8-sig").splitlines()[:4] == [
        "行政处罚",
        "查询条件：=1+1",
        "条数：2",
        "来源：信用公示",
    ]


def test_no_cell_of_a_csv_runs():
    lines = written("csv").decode("utf-8-sig").splitlines()

    assert lines[5] == "标题,日期,'@金额"
    assert lines[6] == "'=cmd|'/C calc'!A0,2026-11-22,0.200000"


def test_no_cell_of_a_workbook_runs():
    sheet = zipfile.ZipFile(io.BytesIO(written("xlsx"))).read("xl/worksheets/sheet1.xml")

    assert b"<f>" not in sheet
    assert b"hyperlink" not in sheet


def test_json_keeps_keys_types_and_head():
    read = json.loads(written("json"))

    assert {name: read[name] for name in ("title", "query", "count")} == {
        "title": "行政处罚",
        "query": "=1+1",
        "count": 2,
    }
    assert read["columns"] == dict(COLUMNS)
    assert read["rows"] == [
        {"title": ROWS[0][0], "day": "2026-11-22", "fine": "0.200000"},
        {"title": ROWS[1][0], "day": None, "fine": -5},
    ]
    assert json.loads(written("json", rows=[]))["rows"] == []


def test_a_text_too_long_for_a_cell_is_cut_and_says_so():
    (row,) = open_sheet(written("xlsx", rows=[("长" * 40_000, None, None)]))

    assert len(row.cells[0]) == LONGEST_CELL
    assert row.cells[0].endswith("…")


visible = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"]), min_size=1, max_size=12)
cells = (
    visible.map(str.strip)
    .filter(lambda text: text and not text.startswith('="'))
    .filter(lambda text: "\ufffd" not in text)
    .filter(lambda text: not mojibake.is_garbled(text))
)


@settings(max_examples=60)
@given(st.lists(st.tuples(cells, cells), max_size=6), st.sampled_from(["csv", "xlsx"]))
def test_what_is_written_is_read_back_the_same(rows, form):
    data = written(form, rows, (("a", "甲"), ("b", "乙")))

    assert [row.cells for row in open_sheet(data)] == rows


@pytest.mark.parametrize("form", FORMATS)
def test_a_hundred_thousand_rows_leave_in_pieces_of_flat_memory(form):
    count = 100_000 if form != "xlsx" else 20_000  # the same road, a fifth of the time
    rows = ((f"连云港某公司{number}", "91320700MA1000000X", number) for number in range(count))
    tracemalloc.start()
    size = sum(len(piece) for piece in FORMATS[form](Table("许可", HEAD, COLUMNS, rows)))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert size > 4 * PIECE
    assert peak < 4 * 1024 * 1024
