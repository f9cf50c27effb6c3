"""What is taken for a spreadsheet at all, whatever it is called."""

import io

import pytest

from content.errors import Refusal
from content.spreadsheets.limits import Limits
from content.spreadsheets.reading import open_sheet
from tests.content.spreadsheets import books

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
ROWS = (["文号", "名称"], ["1号", "某公司"])


def refused(data, **options):
    with pytest.raises(Refusal) as caught:
        open_sheet(data, "表", **options)
    return caught.value


@pytest.mark.parametrize(
    "data, code",
    [
        (b"", "file_is_empty"),
        (OLE + b"Workbook".ljust(600), "save_as_xlsx"),  # .xls and .et
        (OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted"),  # an .xlsx with a password
        (b"<html><table><tr><td>1</td></tr></table>", "save_as_xlsx"),  # a page that calls itself .xls
        (b'\xef\xbb\xbf<?xml version="1.0"?><Workbook/>', "save_as_xlsx"),
        (b"%PDF-1.7\n", "not_a_sheet"),
        (b"\x89PNG\r\n\x1a\n", "not_a_sheet"),
        (b"a,b\n1,\x002\n", "not_a_sheet"),
        (b"PK\x03\x04 and nothing else", "file_is_broken"),
        (b"PK\x05\x06" + bytes(18), "not_a_sheet"),
        (b"\n\n , ,\n\t\n", "sheet_is_empty"),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_to_do(data, code):
    assert refused(data).code == code


def test_a_file_too_large_is_not_even_opened():
    assert refused(b"x" * 11, limits=Limits(size=10)).facts == {"size": 11, "most": 10}


@pytest.mark.parametrize("make", [books.sheet, lambda *rows: "\n".join(",".join(row) for row in rows).encode()])
def test_a_path_bytes_and_an_open_file_read_the_same(make, tmp_path):
    data = make(*ROWS)
    path = tmp_path / "named.dat"
    path.write_bytes(data)
    file = io.BytesIO(b"before" + data)
    file = io.BytesIO(data)
    for origin in (path, data, file):
        sheet = open_sheet(origin, "表")
        assert sheet.headings == ("文号", "名称")
        assert [row.cells for row in sheet] == [("1号", "某公司")]
        assert [row.number for row in sheet] == [2], "a sheet can be gone over again"
    assert not file.closed


def test_a_text_is_read_as_csv_even_when_it_calls_itself_xlsx(tmp_path):
    path = tmp_path / "x.xlsx"
    path.write_text("文号,名称\n1号,某公司\n", encoding="utf-8")

    assert open_sheet(path, path.name).headings == ("文号", "名称")
