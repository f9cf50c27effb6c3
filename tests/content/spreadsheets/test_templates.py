"""The empty table: digits survive, choices can be picked, and what explains is never taken for data."""

import io
import zipfile

import openpyxl

from content.spreadsheets.reading import open_sheet
from content.spreadsheets.templates import Names, TemplateColumn, template
from tests.content.spreadsheets import books

NAMES = Names(table="数据", guide="填写说明", choices="选项", wrong_choice="请从下拉列表中选择。")
MANY = tuple(f"许可类别{number}，普通" for number in range(60))
COLUMNS = (
    TemplateColumn("文号", "如连交〔2026〕12号", is_required=True),
    TemplateColumn("失信程度", choices=("轻微", "一般", "严重")),
    TemplateColumn("罚款金额", is_text=False),
    TemplateColumn("=许可类别", choices=MANY),
)


def opened():
    return openpyxl.load_workbook(io.BytesIO(made()))


def made():
    return template(COLUMNS, NAMES, guide=[("列", "怎么填"), ("文号", "=1+1 照原文填写")], title="行政处罚导入模板")


def test_codes_stay_text_and_amounts_stay_numbers():
    table = opened()["数据"]

    formats = {
        at: look.number_format for look in table.column_dimensions.values() for at in range(look.min, look.max + 1)
    }
    assert formats == {1: "@", 2: "@", 3: "General", 4: "@"}
    assert table["A1"].comment.text == "如连交〔2026〕12号"
    assert table.freeze_panes == "A2"


def test_choices_are_offered_from_the_cell_or_from_a_sheet_of_their_own():
    table = opened()["数据"]
    rules = {str(rule.sqref): rule.formula1 for rule in table.data_validations.dataValidation}

    assert rules == {"B2:B5001": '"轻微,一般,严重"', "D2:D5001": "'选项'!$D$1:$D$60"}
    assert opened()["选项"].sheet_state == "hidden"
    assert opened()["选项"]["D60"].value == MANY[-1]


def test_nothing_in_it_runs():
    parts = zipfile.ZipFile(io.BytesIO(made()))
    sheets = b"".join(parts.read(name) for name in parts.namelist() if "worksheets/sheet" in name)

    assert b"<f>" not in sheets


def test_a_filled_template_reads_as_its_table_alone():
    book = opened()
    book["数据"].append(["连交〔2026〕12号", "轻微", 0.2, MANY[3]])
    sheet = open_sheet(books.saved(book))

    assert (sheet.name, sheet.warnings, sheet.issues) == (
        "数据",
        tuple(warning for warning in sheet.warnings if warning.code == "comments"),
        (),
    )
    assert [row.cells for row in sheet] == [("连交〔2026〕12号", "轻微", 0.2, MANY[3])]
