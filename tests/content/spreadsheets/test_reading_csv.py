"""csv files in the encodings and habits of the programs that write them."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.errors import Refusal
from content.spreadsheets.limits import LONGEST_CELL, Limits
from content.spreadsheets.reading import open_sheet

TEXT = '文号,名称,备注\r\n1号,连云港某公司,"一,\r\n二""三"\r\n\r\n2号,㙟某公司,\r\n,,\r\n'
SHORT = "文号,名称\n1号,甲公司\n"


def refused(data, **options):
    with pytest.raises(Refusal) as caught:
        open_sheet(data, **options)
    return caught.value


def rows(data):
    return [(row.number, row.cells) for row in open_sheet(data)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_every_usual_encoding_reads_the_same(encoding):
    sheet = open_sheet(TEXT.encode(encoding), "甲.csv")

    assert (sheet.name, sheet.headings) == ("甲.csv", ("文号", "名称", "备注"))
    assert rows(TEXT.encode(encoding)) == [
        (2, ("1号", "连云港某公司", '一,\r\n二"三')),
        (4, ("2号", "㙟某公司", None)),
    ]
    assert sheet.last_row == 4


@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_the_delimiter_is_the_one_of_most_lines(delimiter):
    others = "".join({",", ";", "\t"} - {delimiter}) * 3
    text = f"查询：甲{others}\n文号{delimiter}名称\n1号{delimiter}a\n"

    assert open_sheet(text.encode()).headings == ("文号", "名称")


def test_a_first_line_may_say_the_delimiter():
    assert rows(b"sep=|\na|b\n1|2,3\n") == [(2, ("1", "2,3"))]


def test_one_column_needs_no_delimiter():
    assert rows("文号\n1号\n".encode()) == [(2, ("1号",))]


@pytest.mark.parametrize(
    "data, code",
    [
        ("文號,名稱\n連雲港運輸管理處公告處罰決定書內容說明機關單位,備註\n".encode("big5"), "encoding_unknown"),
        ("番号,氏名\n東京運輸株式会社カタカナ,ひらがな\n".encode("shift_jis"), "encoding_unknown"),
        (b"a,b\n\xff\xff\xff,1\n", "encoding_unknown"),
        (SHORT.encode().decode("gb18030", "replace").encode(), "garbled"),  # UTF-8 taken for GBK, then saved
        (SHORT.encode().decode("latin-1").encode(), "garbled"),
        (SHORT.encode("gb18030").decode("latin-1").encode(), "garbled"),
        ("锟斤拷锟斤拷,b\n1,2\n".encode(), "garbled"),
        (b'a,b\n1,"x\n2,3\n', "broken_csv"),
        (b'a,b\n1,"x"y\n', "broken_csv"),
        (b"\xff\xfea\0,\0\0\0", "not_a_sheet"),
    ],
)
def test_what_was_written_wrongly_is_refused_and_not_stored(data, code):
    assert refused(data).code == code


def test_the_line_that_does_not_decode_is_named():
    assert refused(b"a,b\n1,2\n" * 3 + b"x,\xff\xff\n").facts == {"line": 7}


def test_bounds_of_rows_columns_and_cells():
    many = "a\n" + "1\n" * 30
    assert refused(many.encode(), limits=Limits(rows=10)).facts == {"most": 10, "row": 31}
    assert len(rows(("a\n" + "1\n" * 10 + "\n" * 99).encode())) == 10
    assert refused(("," * 100 + "x\n").encode()).facts == {"most": 100, "cell": "CW1"}
    assert rows((SHORT + "," * 200 + "\n").encode()) == rows(SHORT.encode())
    assert refused(f"a,b\n1,{'x' * (LONGEST_CELL + 1)}\n".encode()).facts["cell"] == "B2"


def test_a_value_under_no_heading_is_said():
    (row,) = open_sheet("文号,名称\n1号,甲,乙\n".encode())

    assert [issue.facts["cell"] for issue in row.issues] == ["C2"]


def test_digits_kept_by_a_formula_or_a_mark_are_digits_again():
    data = '文号,代码\n"=""0123""",\'=x\n'.encode()

    assert rows(data) == [(2, ("0123", "=x"))]


words = st.text(st.characters(codec="gb18030", exclude_categories=["Cs", "Cc", "Co", "Cn"]), max_size=8).map(str.strip)


@given(
    st.lists(st.lists(words, min_size=3, max_size=3), max_size=5), st.sampled_from(["utf-8-sig", "utf-16", "gb18030"])
)
def test_what_any_program_writes_is_read(table, encoding):
    file = io.StringIO()
    csv.writer(file).writerows([["文号", "名称", "备注"], *table])
    try:
        read = [list(row.cells) for row in open_sheet(file.getvalue().encode(encoding))]
    except Refusal as refusal:
        assert refusal.code in {"garbled", "encoding_unknown"}
        return

    written = [[cell.strip() or None for cell in row] for row in table if any(map(str.strip, row))]
    assert [[bare(cell) for cell in row] for row in read] == [[bare(cell) for cell in row] for row in written]


def bare(cell):
    """Without the marks that reading takes away: tests/content/spreadsheets/test_guarding.py holds their rule."""
    return (cell or "").strip("'=\" ")
