"""Cells as spreadsheets hold them, read into canonical texts or refused with a reason."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.records import values
from content.records.values import Fault

#: Excel's times know no zone.
EXCEL_MORNING = datetime(2026, 3, 10, 8)  # noqa: DTZ001


@pytest.mark.parametrize(
    "typed, read",
    [
        ("  海州 运输 ", "海州 运输"),
        ("海州\u200b运输\u3000公司", "海州运输 公司"),
        ("第一段\r\n  第二段", "第一段\n第二段"),
        ("/", ""),
        ("—", ""),
        ("无", "无"),
        (None, ""),
        (12.0, "12"),
        (1.5, "1.5"),
        (True, "TRUE"),
        (date(2026, 3, 10), "2026-03-10"),
        (EXCEL_MORNING, "2026-03-10"),
        ("#REF!", Fault("error_cell")),
    ],
)
def test_words_lose_what_cannot_be_seen(typed, read):
    assert values.text(typed) == read


@pytest.mark.parametrize(
    "typed, read",
    [
        ("连云港(港城)运输有限公司", "连云港（港城）运输有限公司"),
        ("连云港 海达 运输有限公司", "连云港海达运输有限公司"),
        ("DHL Express 连云港", "DHL Express连云港"),
        ("阿里木·买买提", "阿里木·买买提"),
        ("#N/A", Fault("error_cell")),
    ],
)
def test_names_are_written_as_the_register_writes_them(typed, read):
    assert values.name(typed) == read


@pytest.mark.parametrize(
    "typed, read",
    [
        ("91320700ma1mktu24a", "91320700MA1MKTU24A"),
        (" 91320700 MA1MKTU24A ", "91320700MA1MKTU24A"),
        ("'320703199001010028", "320703199001010028"),
        ("９１３２０７００ＭＡ１ＭＫＴＵ２４Ａ", "91320700MA1MKTU24A"),
        ("无", ""),
        ("", ""),
        (None, ""),
        (9.13207e17, Fault("numeric_cell", {"has_lost_digits": True})),
        (320703199001010000, Fault("numeric_cell", {"has_lost_digits": True})),
        (14252524.0, Fault("numeric_cell", {"has_lost_digits": False})),
        (float("nan"), Fault("numeric_cell", {"has_lost_digits": False})),
        (True, Fault("numeric_cell", {"has_lost_digits": False})),
        ("9.13207E+17", Fault("numeric_cell", {"has_lost_digits": True})),
        ("3.2E17", Fault("numeric_cell", {"has_lost_digits": True})),
        ("#REF!", Fault("error_cell")),
    ],
)
def test_a_number_that_is_a_name_is_text_or_refused(typed, read):
    assert values.number(typed) == read


@pytest.mark.parametrize(
    "typed, read",
    [
        ("连交罚[2026]00012号", "连交罚〔2026〕00012号"),
        ("连交罚（2026） 12 号", "连交罚〔2026〕12号"),
        ("连交罚〔2026〕12号", "连交罚〔2026〕12号"),
        ("苏交许准字12", "苏交许准字12"),
        ("无", ""),
        ("另行通知", Fault("no_number")),
        (2026012.0, Fault("numeric_cell", {"has_lost_digits": False})),
    ],
)
def test_a_documents_number_keeps_its_print_and_gets_its_brackets(typed, read):
    assert values.document(typed) == read


@pytest.mark.parametrize(
    "typed, read",
    [
        ("2026-03-10", "2026-03-10"),
        ("2026/3/10", "2026-03-10"),
        ("2026.03.10", "2026-03-10"),
        ("20260310", "2026-03-10"),
        (20260310.0, "2026-03-10"),
        ("2026年3月10日", "2026-03-10"),
        ("2026 年 3 月 10 日", "2026-03-10"),
        ("２０２６－０３－１０", "2026-03-10"),
        ("2026-03-10 00:00:00", "2026-03-10"),
        ("2026-03-10 09:30", "2026-03-10"),
        (date(2026, 3, 10), "2026-03-10"),
        (EXCEL_MORNING, "2026-03-10"),
        ("无", ""),
        (None, ""),
        ("26-3-10", Fault("bad_date")),
        ("2026-03", Fault("bad_date")),
        ("2026-03/10", Fault("bad_date")),
        (46091, Fault("bad_date")),
        (46091.0, Fault("bad_date")),
        ("2026-02-30", Fault("no_such_day")),
        ("2026年13月1日", Fault("no_such_day")),
        ("长期", Fault("bad_date")),
    ],
)
def test_a_day_is_read_in_any_usual_spelling(typed, read):
    assert values.day(typed) == read


@pytest.mark.parametrize(
    "typed, read", [("长期有效", "2099-12-31"), ("永久", "2099-12-31"), ("2026-3-1", "2026-03-01")]
)
def test_what_never_ends_ends_in_2099(typed, read):
    assert values.last_day(typed) == read


@given(
    st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.sampled_from(["%Y-%m-%d", "%Y/%m/%d", "%Y%m%d", "%Y年%m月%d日"])
)
def test_every_day_comes_back_from_every_spelling(day, spelling):
    assert values.day(day.strftime(spelling)) == day.isoformat()


@pytest.mark.parametrize(
    "typed, read",
    [
        ("0.2", "0.2"),
        ("0.200000", "0.2"),
        ("0.2万元", "0.2"),
        ("1,234.5", "1234.5"),
        (".5", "0.5"),
        ("１．５", "1.5"),
        (0.1 + 0.2, "0.3"),
        (100, "100"),
        (0, "0"),
        (0.000001, "0.000001"),
        (Decimal("1.50"), "1.5"),
        ("", ""),
        ("无", ""),
        (None, ""),
        ("0.0000001", Fault("too_many_decimals", {"places": 6})),
        (0.1234567, Fault("too_many_decimals", {"places": 6})),
        ("2000元", Fault("amount_in_yuan")),
        ("贰仟", Fault("bad_amount")),
        ("1,23", Fault("bad_amount")),
        ("-", ""),
        ("+", Fault("bad_amount")),
        ("-1", Fault("below_nought")),
        (float("inf"), Fault("bad_amount")),
        ("1000000000000", Fault("too_large")),
    ],
)
def test_an_amount_is_in_units_of_ten_thousand_yuan(typed, read):
    assert values.amount(typed) == read


@given(st.decimals(0, 999_999_999_999, places=6))
def test_every_amount_comes_back_as_itself_however_it_was_typed(amount):
    read = values.amount(f"{amount:,f}")

    assert Decimal(read) == amount
    assert values.amount(read) == read
    assert "E" not in read and not (read.endswith("0") and "." in read)


@pytest.mark.parametrize(
    "typed, read", [(85, "85"), ("85.55", "85.55"), ("85.555", Fault("too_many_decimals", {"places": 2}))]
)
def test_a_score_has_two_decimals(typed, read):
    assert values.score(typed) == read


@pytest.mark.parametrize(
    "typed, read", [(2.0, "2"), ("3", "3"), ("", ""), ("两", Fault("bad_count")), (1.5, Fault("bad_count"))]
)
def test_a_count_is_whole(typed, read):
    assert values.count(typed) == read


@pytest.mark.parametrize(
    "typed, read", [(2025.0, "2025"), ("2025年度", "2025"), ("2025年", "2025"), ("", ""), ("25", Fault("bad_year"))]
)
def test_a_year_has_four_digits(typed, read):
    assert values.year(typed) == read


CELLS = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=30), st.dates(), st.datetimes()
)
READERS = [
    values.text, values.name, values.number, values.document, values.day, values.last_day, values.amount, values.score,
    values.count, values.year,
]  # fmt: skip


@pytest.mark.parametrize("read", READERS)
@given(cell=CELLS)
def test_no_cell_breaks_a_reader_and_what_was_read_reads_as_itself(read, cell):
    found = read(cell)

    assert isinstance(found, str | Fault)
    if isinstance(found, str):
        assert read(found) == found
