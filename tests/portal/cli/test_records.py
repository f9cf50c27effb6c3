"""`flask records`: invented records as files that are read back as they were made."""

import csv
from datetime import date

import pytest
from python_calamine import CalamineWorkbook

from content.kinds import reader
from content.records import checks, codes, generating

DAY = "2026-03-10"


def written(run, out, *more, kind="penalty", count="40"):
    return run("records", "generate", "--kind", kind, "--count", count, "--today", DAY, *more, str(out))


def read(out):
    with out.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_a_workbook_holds_the_rows_under_the_fields_own_names(run, tmp_path):
    out = tmp_path / "penalties.xlsx"
    result = written(run, out)
    headings, *rows = CalamineWorkbook.from_path(out).get_sheet_by_index(0).to_python()
    kind = reader.kind("penalty")
    names = dict(zip((field.label() for field in kind.fields), (field.name for field in kind.fields), strict=True))

    assert result.exit_code == 0, result.output
    assert headings == list(names)
    assert len(rows) == 40
    assert rows[0][headings.index("处罚决定日期")].year > 2022
    cells = [dict(zip((names[heading] for heading in headings), row, strict=True)) for row in rows]
    day = date.fromisoformat(DAY)
    assert [checks.check(kind, row, codes=codes.seeded(), today=day).issues for row in cells] == [()] * 40


@pytest.mark.parametrize("kind", sorted(generating.MAKERS))
def test_a_table_of_text_is_the_same_each_time(run, tmp_path, kind):
    one, other = tmp_path / "one.csv", tmp_path / "other.csv"
    written(run, one, kind=kind)
    written(run, other, kind=kind)

    assert one.read_bytes() == other.read_bytes()
    assert len(read(one)) == 41
    assert read(one)[0] == [field.label() for field in reader.kind(kind).fields]


def test_planted_faults_are_listed_by_the_sheets_rows(run, tmp_path):
    out = tmp_path / "faulty.csv"
    result = written(run, out, "--faults", "20", count="400")
    headings, *listed = read(tmp_path / "faulty.csv.faults.csv")

    assert "400 records, 20 faults" in result.output
    assert headings == ["row", "field", "code"]
    assert len(listed) == 20
    assert min(int(row) for row, _field, _code in listed) >= 2


@pytest.mark.parametrize(
    "name, more, said",
    [
        ("out.doc", (), "OUT ends in"),
        ("out.csv", ("--faults", "41"), "more faults than records"),
        ("out.xlsx", ("--count", "1048576"), "A sheet holds 1048575"),
    ],
)
def test_what_cannot_be_written_is_refused(run, tmp_path, name, more, said):
    result = written(run, tmp_path / name, *more)

    assert result.exit_code == 2
    assert said in result.output
    assert not (tmp_path / name).exists()
