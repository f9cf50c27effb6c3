"""The table given back: every fault at its cell and in words beside, and fit to be handed in again."""

import io
from datetime import date

import openpyxl

from content.spreadsheets import marking
from content.spreadsheets.marking import Fault, mark
from content.spreadsheets.reading import open_sheet
from tests.content.spreadsheets import books

ROWS = (
    ["文号", "日期", "金额", "备注"],
    ["1号", date(2026, 11, 22), 0.2, "=好"],
    ["", None, "abc", None],
    ["3号", date(2026, 11, 23), 1, True],
)
FAULTS = {
    2: [Fault(2, "日期晚于今天。"), Fault(0, "与第4行重复。")],
    3: [Fault(1, "请填写文号。"), Fault(3, "金额不是数。"), Fault(3, "金额过大。")],
}


def marked(**options):
    file = io.BytesIO()
    book = books.book(*ROWS, title="甲")
    book.active["D2"].data_type = "s"
    count = mark(open_sheet(books.saved(book)), lambda row: FAULTS.get(row.number, ()), file, heading="问题", **options)
    return count, file.getvalue()


def is_marked(cell):
    return cell.fill.fgColor.rgb == "FFF8D7DA"


def test_each_fault_stands_at_its_cell_and_beside():
    count, data = marked()
    table = openpyxl.load_workbook(io.BytesIO(data))["甲"]

    assert count == 2
    assert [cell.value for cell in table[1]] == ["文号", "日期", "金额", "备注", "问题"]
    assert {cell.coordinate for row in table.iter_rows() for cell in row if is_marked(cell)} == {"B2", "A3", "C3"}
    assert table["C3"].comment.text == "金额不是数。\n金额过大。"
    assert table["E2"].value == "日期晚于今天。\n与第4行重复。"
    assert table["E4"].value is None


def test_the_rows_are_the_same_as_before_and_can_be_handed_in_again():
    again = list(open_sheet(marked()[1]))

    assert [row.cells[:4] for row in again] == [
        ("1号", date(2026, 11, 22), 0.2, "=好"),
        (None, None, "abc", None),
        ("3号", date(2026, 11, 23), 1.0, True),
    ]
    assert not any(row.issues for row in again)


def test_only_the_faulty_rows_when_the_good_ones_went_in():
    count, data = marked(is_faulty_only=True)

    assert [row.cells[0] for row in open_sheet(data)] == ["1号", None]
    assert count == 2


def test_comments_end_before_they_slow_the_file_and_words_do_not(monkeypatch):
    monkeypatch.setattr(marking, "MOST_COMMENTS", 1)
    table = openpyxl.load_workbook(io.BytesIO(marked()[1])).active

    assert [cell.coordinate for row in table.iter_rows() for cell in row if cell.comment] == ["B2"]
    assert table["E3"].value == "请填写文号。\n金额不是数。\n金额过大。"


def test_the_name_of_a_csv_becomes_the_name_of_a_sheet():
    sheet = open_sheet("文号\n1号\n".encode(), "2026/11 [处罚]: 'x'?*" + "长" * 40)
    file = io.BytesIO()
    mark(sheet, lambda row: (), file, heading="问题")

    (name,) = openpyxl.load_workbook(io.BytesIO(file.getvalue())).sheetnames
    assert name.startswith("202611 处罚 'x")
    assert len(name) == 31
