"""Workbooks: values keep their types, and what a sheet hides or reckons is said at its cell."""

import io
import time
import zipfile
import zlib
from datetime import date, datetime

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from content.errors import Refusal
from content.spreadsheets.archive import open_archive
from content.spreadsheets.limits import DEFAULT as LIMITS
from content.spreadsheets.limits import Limits
from content.spreadsheets.reading import open_sheet
from tests.content.spreadsheets import books

MINUTE = datetime.fromisoformat("2026-11-22T09:30:00")
HEADINGS = ["文号", "名称", "金额"]


def said(issues):
    return [(issue.code, issue.facts.get("cell") or issue.facts.get("row")) for issue in issues]


def refused(data, **options):
    with pytest.raises(Refusal) as caught:
        open_sheet(data, **options)
    return caught.value


def test_each_value_keeps_its_type_so_that_a_number_can_be_told_from_a_code():
    row = ["001", 913207001234567890, 0, 2.5, True, date(2026, 11, 22), MINUTE, None, "  x　 "]
    sheet = open_sheet(books.sheet([f"列{n}" for n in range(9)], row))

    (read,) = sheet
    assert read.cells[0] == "001"
    assert isinstance(read.cells[1], float), "Excel has already lost the last digits"
    assert read.cells[2:4] == (0.0, 2.5)
    assert read.cells[4] is True
    assert read.cells[5:] == (date(2026, 11, 22), MINUTE, None, "x")


def test_rows_keep_the_number_they_have_in_the_sheet_and_blank_ones_are_left_out():
    sheet = open_sheet(books.sheet([], HEADINGS, [], ["1号"], [" ", None], ["2号", "甲"], [None], [None]))

    assert sheet.heading_row == 2
    assert [(row.number, row.cells) for row in sheet] == [(4, ("1号", None, None)), (6, ("2号", "甲", None))]
    assert sheet.height == 4


def test_a_title_line_above_the_headings_is_no_heading():
    book = books.book(["行政处罚信息表"], [], HEADINGS, ["1号", "甲", 1])
    book.active.merge_cells("A1:C1")
    sheet = open_sheet(books.saved(book))

    assert (sheet.headings, sheet.heading_row, sheet.issues) == (tuple(HEADINGS), 3, ())


def test_formulas_error_values_and_merged_cells_are_said_at_their_cells():
    book = books.book(HEADINGS, ["1号", "=A2", 1], ["2号", "甲", "#N/A"], ["3号", "乙", 3], ["4号", None, 4])
    book.active.merge_cells("B4:B5")
    book.active["C9"] = "=SUM(C2:C5)"
    rows = {row.number: said(row.issues) for row in open_sheet(books.saved(book))}

    assert rows == {
        2: [("formula", "B2")],
        3: [("error_value", "C3")],
        4: [("merged_cell", "B4")],
        5: [("merged_cell", "B5")],
        9: [("formula", "C9")],
    }


def test_what_is_hidden_is_said_and_taken_in():
    book = books.book(HEADINGS, ["1号", "甲", 1], ["2号", "乙", 2])
    book.active.row_dimensions[3].hidden = True
    book.active.column_dimensions["C"].hidden = True
    book.create_sheet("草稿")["A1"] = "不该交"
    book["草稿"].sheet_state = "hidden"
    book.active["A2"].comment = Comment("请核对", "甲")
    sheet = open_sheet(books.saved(book))

    assert [(row.cells[0], said(row.warnings)) for row in sheet] == [("1号", []), ("2号", [("hidden_row", 3)])]
    assert {warning.code: warning.facts for warning in sheet.warnings} == {
        "hidden_rows": {"rows": [3], "times": 1},
        "hidden_columns": {"columns": ["C"], "headings": ["金额"]},
        "hidden_sheets": {"sheets": ["草稿"]},
        "comments": {"cells": ["A2"], "times": 1},
    }


def test_headings_that_cannot_be_told_apart_are_said():
    book = books.book(["文号", " 名称\n", "名称", "甲", None], ["1号", "甲", "乙", 1, "?"], ["1", "", "", "", "", "x"])
    book.active.merge_cells("D1:E1")
    sheet = open_sheet(books.saved(book))

    assert [(issue.code, issue.facts) for issue in sheet.issues] == [
        ("heading_twice", {"heading": "名称", "cells": ["B1", "C1"]}),
        ("merged_heading", {"span": "D1:E1", "cell": "D1"}),
    ]
    assert [said(row.issues) for row in sheet] == [[("no_heading", "E2")], [("no_heading", "F3")]]


def test_a_formula_for_a_heading_is_none():
    sheet = open_sheet(books.sheet(["文号", "=A1", "名称"], ["1号", "x", "甲"]))

    assert said(sheet.issues) == [("formula", "B1")]


def test_a_second_sheet_with_data_must_be_chosen_among():
    book = books.book(HEADINGS, ["1号"], title="甲")
    book.create_sheet("乙").append(HEADINGS)
    book.create_sheet("空")
    data = books.saved(book)

    assert refused(data).facts == {"sheets": ["甲", "乙"]}
    assert open_sheet(data, sheet="乙").name == "乙"
    assert refused(data, sheet="丙").code == "no_such_sheet"


def test_a_sheet_without_a_word_is_empty_however_it_is_painted():
    book = openpyxl.Workbook()
    book.active["D7"].fill = PatternFill("solid", fgColor="FF0000")

    assert refused(books.saved(book)).code == "sheet_is_empty"


def test_painted_rows_down_to_the_last_are_no_rows():
    blank = "".join(f'<row r="{row}" s="1"><c r="A{row}" s="1"/><c r="XFD{row}" s="1" /></row>' for row in (3, 1048576))
    data = books.raw(
        books.cells(f'<row r="1">{books.text("A1", "文号")}</row><row r="2">{books.text("A2", "x")}</row>{blank}')
    )

    assert [row.cells for row in open_sheet(data)] == [("x",)]


@pytest.mark.parametrize(
    "cell, code",
    [
        ("A1048576", "too_many_rows"),
        ("XFD2", "too_many_columns"),
        ("CW2", "too_many_columns"),
        ("A121", "too_many_rows"),
    ],
)
def test_a_cell_far_out_is_refused_before_it_costs_memory(cell, code):
    book = books.book(HEADINGS)
    book.active[cell] = "x"

    error = refused(books.saved(book), limits=Limits(rows=100))
    assert error.code == code
    assert cell.endswith(str(error.facts.get("row") or error.facts["cell"]).lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))


def test_a_full_sheet_is_answered_at_once(tmp_path):
    path = tmp_path / "full.xlsx"
    rows = "".join(f'<row r="{row}"><c r="A{row}"><v>{row}</v></c></row>' for row in range(1, 1_048_577))
    path.write_bytes(books.raw(books.cells(rows)))
    started = time.perf_counter()

    assert refused(path).facts["most"] == 100_000
    assert time.perf_counter() - started < 2


def test_many_formulas_are_answered_as_one():
    book = books.book(HEADINGS, *(["1", "=A1", 1] for _ in range(12)))

    assert refused(books.saved(book), limits=Limits(marks=10)).facts == {"cell": "B2"}


def test_many_merged_cells_are_answered_as_one():
    spans = "".join(f'<mergeCell ref="{column}2:{column}60"/>' for column in "ABCDEF")
    rows = "".join(f'<row r="{row}">{books.text(f"A{row}", "x")}</row>' for row in range(1, 61))
    data = books.raw(books.cells(rows, tail=f"<mergeCells>{spans}</mergeCells></worksheet>"))

    assert refused(data, limits=Limits(rows=60, marks=100)).code == "merged_everywhere"
    assert sum(len(row.issues) for row in open_sheet(data)) == 6 * 59


BOMBS = {
    "ratio": ("xl/media/image1.bin", b"\0" * 4_000_000, "unpacks_too_large"),
    "macros": ("xl/vbaProject.bin", b"x", "has_macros"),
    "twice": ("XL/workbook.xml", b"x", "two_files_in_one"),
    "ods": ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet", "save_as_xlsx"),
    "xlsb": ("xl/workbook.bin", b"x", "save_as_xlsx"),
}


@pytest.mark.parametrize("name", BOMBS)
def test_an_archive_that_is_more_than_a_workbook_is_refused(name):
    part, content, code = BOMBS[name]
    good = books.cells(f'<row r="1">{books.text("A1", "文号")}</row>')

    assert refused(books.raw(good, others={part: content})).code == code


def test_a_docx_is_no_sheet():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("[Content_Types].xml", books.TYPES)
        archive.writestr("word/document.xml", "<x/>")

    assert refused(file.getvalue()).code == "not_a_sheet"


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"])
def test_a_part_that_unpacks_to_more_than_it_says_is_broken(part):
    """The table of contents is what the bounds are read from; a lie in it is found out on the way."""
    good = books.cells(f'<row r="1">{books.text("A1", "文号")}</row>')
    filler = f"<sst xmlns='{books.MAIN}'>" + "<si><t>x</t></si>" * 2000 + "</sst>"
    data = bytearray(books.raw(good + " " * 3000, others={"xl/sharedStrings.xml": filler}))
    at = data.rfind(part.encode()) - 46  # its entry in the central directory
    assert data[at : at + 4] == b"PK\x01\x02"
    data[at + 24 : at + 28] = (100).to_bytes(4, "little")

    assert refused(bytes(data)).code == "file_is_broken"


def test_a_part_cut_short_by_its_size_and_checksum_alike_is_broken():
    """What zipfile would take for whole, and calamine would go on reading."""
    filler = f"<sst xmlns='{books.MAIN}'>" + "<si><t>x</t></si>" * 2000 + "</sst>"
    good = books.cells(f'<row r="1">{books.text("A1", "文号")}</row>')
    archive = open_archive(
        io.BytesIO(cut_short(books.raw(good, others={"xl/sharedStrings.xml": filler}), filler)), LIMITS
    )
    assert len(archive.zip.read("xl/sharedStrings.xml")) == 100

    with pytest.raises(Refusal) as caught:
        list(archive.chunks("xl/sharedStrings.xml"))
    assert caught.value.code == "file_is_broken"


def cut_short(data, filler):
    data = bytearray(data)
    at = data.rfind(b"xl/sharedStrings.xml") - 46
    data[at + 16 : at + 20] = zlib.crc32(filler[:100].encode()).to_bytes(4, "little")
    data[at + 24 : at + 28] = (100).to_bytes(4, "little")
    return bytes(data)


ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "[Content_Types].xml"])
def test_entities_are_never_expanded(part):
    declared = books.HEAD.replace("<worksheet", f"{ENTITIES}<worksheet")
    bad = {"xl/worksheets/sheet1.xml": books.cells(f'<row r="1">{books.text("A1", "&b;")}</row>', head=declared)}
    other = bad if part in bad else {part: f'<?xml version="1.0"?>{ENTITIES}<x>&b;</x>'}

    assert refused(books.raw(books.cells(""), others=other)).code == "file_is_broken"


def test_a_locked_archive_is_said_to_be_locked():
    data = bytearray(books.sheet(HEADINGS))
    at = data.find(b"PK\x01\x02")
    data[at + 8] |= 1

    assert refused(bytes(data)).code == "encrypted"


@pytest.mark.parametrize("wrong", [b"<worksheet><sheetData><row", b"", b"<x/>", b"\xff\xfe<\0x\0"])
def test_a_broken_sheet_is_broken(wrong):
    assert refused(books.raw(wrong)).code in {"file_is_broken", "sheet_is_empty"}


def test_garbled_headings_are_told_before_anything_is_stored():
    garbled = "文号".encode().decode("gb18030", "replace")

    assert refused(books.sheet([garbled, "名称"])).facts == {"cell": "A1"}


def test_two_sheets_of_one_name_are_not_guessed_between():
    twice = books.WORKBOOK.replace("</sheets>", '<sheet name="S" sheetId="2" r:id="rId1"/></sheets>')

    assert refused(books.raw(books.cells(""), others={"xl/workbook.xml": twice})).code == "file_is_broken"


def test_stored_parts_read_like_packed_ones():
    good = books.cells(f'<row r="1">{books.text("A1", "文号")}</row><row r="2">{books.text("A2", "x")}</row>')

    assert [row.cells for row in open_sheet(books.raw(good, compression=zipfile.ZIP_STORED))] == [("x",)]
