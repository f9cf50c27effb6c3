"""The quick look and the long walk say the same of every sheet, or the quick one says that it cannot."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.errors import Refusal
from content.spreadsheets import glancing, walking
from content.spreadsheets.limits import DEFAULT, Limits
from content.spreadsheets.reading import open_sheet
from tests.content.spreadsheets import books

LIMITS = Limits(rows=80, columns=52)  # what a glance takes for near is then exactly what is


def pieces(xml, size):
    data = xml.encode()
    return [data[at : at + size] for at in range(0, len(data), size)]


def outcome(look, xml, size=64, limits=LIMITS):
    try:
        return look(pieces(xml, size), limits)
    except Refusal as refusal:
        return refusal.code, refusal.facts


def body(reference, kind):
    return {
        "number": f'<c r="{reference}"><v>1</v></c>',
        "text": books.text(reference, "甲 r=&quot;XFD9&quot; f! #"),
        "word": books.text(reference, "hidden"),
        "blank": f'<c r="{reference}" s="1"/>',
        "formula": f'<c r="{reference}" s="2"><f>A1</f><v>1</v></c>',
        "shared": f'<c r="{reference}" t="str"><f t="shared" si="0"/><v>x</v></c>',
        "error": f'<c r="{reference}" t="e"><v>#N/A</v></c>',
        "failed": f'<c r="{reference}" t="e"><f>1/0</f><v>#DIV/0!</v></c>',
        "unplaced": "<c><v>1</v></c>",
        "single": f"<c r='{reference}' t='e'><v>#N/A</v></c>",
        "spaced": f'<c  r = "{reference}"><v>1</v></c>',
        "late": f'<c s="1" r="{reference}"><v>1</v></c>',
        "tricky": f'<c t="/&gt;" r="{reference}"><v>1</v></c>',
        "open": f'<c r="{reference}" s="1"></c>',
        "comment": f'<!-- <c r="XFD1"><f> --><c r="{reference}"><v>1</v></c>',
    }[kind]


KINDS = st.sampled_from(
    ["number"] * 8
    + ["text", "blank", "formula", "shared", "error", "failed"]
    + ["word", "unplaced", "single", "spaced", "late", "tricky", "open", "comment"]
)
COLUMNS = st.sampled_from(["A", "B", "Z", "AA", "AD", "AE", "BA", "XFD"])
ROW = st.tuples(
    st.sampled_from([*range(1, 9), 70, 71, 99, 100, 1048576]),
    st.sampled_from(["", ' hidden="1"', ' ht="12" hidden="true"', ' hidden="0"', " hidden='1'", ' spans="1:3"']),
    st.lists(st.tuples(COLUMNS, KINDS), max_size=4),
)


@settings(max_examples=400)
@given(st.lists(ROW, max_size=5), st.integers(7, 400), st.booleans())
def test_a_glance_never_says_other_than_the_walk(rows, size, is_merged):
    xml = "".join(
        f'<row r="{row}"{more}>{"".join(body(f"{column}{row}", kind) for column, kind in cells)}</row>'
        for row, more, cells in rows
    )
    tail = '<mergeCells count="1"><mergeCell ref="A2:B3"/></mergeCells></worksheet>' if is_merged else "</worksheet>"
    head = books.HEAD + '<cols><col min="2" max="3" hidden="1"/></cols>'
    sheet = books.cells(xml, head=head, tail=tail)
    try:
        glanced = outcome(glancing.glance, sheet, size)
    except glancing.Unusual:
        return

    assert glanced == outcome(walking.walk, sheet, size)


def test_the_usual_ways_of_writing_need_no_walk():
    plain = "".join(
        f'<row r="{row}">' + "".join(body(f"{column}{row}", kind) for column in ("A", "Z", "AD")) + "</row>"
        for row in range(1, 71)
        for kind in ["number", "text", "blank", "formula", "shared", "error", "failed"][row % 7 : row % 7 + 1]
    )

    assert outcome(glancing.glance, books.cells(plain)).has_values


@pytest.mark.parametrize(
    "sheet",
    [
        books.cells(body("A1", "number"), head=books.HEAD.replace("UTF-8", "GBK")),
        books.cells(body("A1", "number")).replace("<", "<x:").replace("<x:/", "</x:").replace("<x:?", "<?"),
        "<worksheet><sheetData><![CDATA[</sheetData>]]></sheetData></worksheet>",
        *(books.cells(f'<row r="1">{body("A1", kind)}</row>') for kind in ("unplaced", "single", "late", "comment")),
        books.cells("<row><c><v>1</v></c></row>"),
    ],
)
def test_other_ways_of_writing_are_walked(sheet):
    with pytest.raises(glancing.Unusual):
        glancing.glance(pieces(sheet, 4096), LIMITS)


def test_a_document_type_is_refused_before_it_can_expand():
    declared = books.cells("", head=books.HEAD.replace("<worksheet", '<!DOCTYPE x [<!ENTITY a "b">]><worksheet'))

    assert outcome(walking.walk, declared) == ("file_is_broken", {})


def test_cells_without_a_place_are_counted():
    rows = "<row><c t='str'><v>h</v></c></row>" + "<row><c/><c><v>1</v></c></row>" * 3
    survey = walking.walk([books.cells(rows).encode()], DEFAULT)

    assert survey.has_values
    wide = f"<row>{'<c><v>1</v></c>' * 101}</row>"
    assert outcome(walking.walk, books.cells(wide), limits=DEFAULT) == (
        "too_many_columns",
        {"most": 100, "cell": "CW1"},
    )


def test_a_prefixed_sheet_reads_like_any_other():
    """As one well-known library for .NET writes them."""
    plain = books.cells(f'<row r="1">{books.text("A1", "文号")}</row><row r="2"><c r="A2"><f>1</f><v>1</v></c></row>')
    prefixed = plain.replace("</", "\0").replace("<", "<x:").replace("\0", "</x:").replace("<x:?", "<?")
    data = books.raw(prefixed.replace(f'xmlns="{books.MAIN}"', f'xmlns:x="{books.MAIN}"'))

    assert [[issue.code for issue in row.issues] for row in open_sheet(data)] == [["formula"]]
