"""Workbooks written by hand, with a text in every place where one can hide."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from tests.content.attachments.packaging import XLSX_MAIN, R, archive, parts_of, rels, types

_S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
PLACES = (
    "cell", "hidden_row", "hidden_column", "hidden_sheet", "very_hidden_sheet", "comment", "header", "defined_name",
    "formula_value", "formula_text", "leftover", "inline", "number", "pivot_cache", "external_cache", "drawing",
    "validation", "sheet_name", "threaded", "tooltip",
)  # fmt: skip
METADATA = ("core", "path", "comment_author", "person")


def sheet(rows: str, around: str = "", columns: str = "") -> str:
    inside = f"{columns}<sheetData>{rows}</sheetData>{around}"
    return f'<?xml version="1.0"?><worksheet xmlns="{_S}" xmlns:r="{R}">{inside}</worksheet>'


def row(number: int, *cells: str, attributes: str = "") -> str:
    return f'<row r="{number}" {attributes}>{"".join(cells)}</row>'


def text_cell(reference: str, text: str) -> str:
    return f'<c r="{reference}" t="inlineStr"><is><t>{escape(text)}</t></is></c>'


def xlsx(sheets: dict[str, str], more: dict[str, str | bytes] | None = None, **states: str) -> bytes:
    """A workbook of sheets by name (each the XML of ``sheet``), and further parts; states as sheet="hidden"."""
    entries = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{n}" state="{states.get(name, "visible")}" r:id="rId{n}"/>'
        for n, name in enumerate(sheets, 1)
    )
    relations = ((f"rId{n}", "worksheet", f"worksheets/sheet{n}.xml") for n in range(1, len(sheets) + 1))
    return archive(
        {
            "[Content_Types].xml": types(XLSX_MAIN, "xl/workbook.xml"),
            "_rels/.rels": rels(("rId1", "officeDocument", "xl/workbook.xml")),
            "xl/workbook.xml": f'<workbook xmlns="{_S}" xmlns:r="{R}"><sheets>{entries}</sheets></workbook>',
            "xl/_rels/workbook.xml.rels": rels(*relations),
            **{f"xl/worksheets/sheet{n}.xml": xml for n, xml in enumerate(sheets.values(), 1)},
            **(more or {}),
        }
    )


def full_xlsx(said: dict[str, str], printer: str = "") -> bytes:
    s = {place: escape(said.get(place, "")) for place in (*PLACES, *METADATA)}
    sheets = {
        f"名单{s['sheet_name']}": _first_sheet(s),
        "底稿": sheet(row(1, text_cell("A1", s["hidden_sheet"]))),
        "藏": sheet(row(1, text_cell("A1", s["very_hidden_sheet"]))),
    }
    made = parts_of(xlsx(sheets, 底稿="hidden", 藏="veryHidden"))
    names = f'<definedNames><definedName name="甲">"{s["defined_name"]}"</definedName></definedNames>'
    path = f'<x15ac:absPath xmlns:x15ac="x" url="C:\\用户\\{s["path"]}\\"/>'
    workbook = made["xl/workbook.xml"].decode().replace("<sheets>", f"{path}<sheets>")
    settings = "printerSettings/printerSettings1.bin"
    more = {
        "xl/workbook.xml": workbook.replace("</sheets>", f"</sheets>{names}"),
        f"xl/{settings}": printer.encode(),
        "xl/worksheets/_rels/sheet1.xml.rels": rels(("rId1", "printerSettings", f"../{settings}")),
        "docProps/core.xml": f"<core><creator>{s['core']}</creator></core>",
    }
    return archive({**made, **more, **_around(s)})


def _first_sheet(s: dict[str, str]) -> str:
    shared, number = '<c r="A1" t="s"><v>0</v></c>', f'<c r="D1"><v>{s["number"] or 0}</v></c>'
    formula = f'<c r="A4" t="str"><f>"{s["formula_text"]}"&amp;""</f><v>{s["formula_value"]}</v></c>'
    choices = f'<dataValidation sqref="A9"><formula1>"{s["validation"]},乙"</formula1></dataValidation>'
    return sheet(
        row(1, shared, text_cell("C1", s["inline"]), number)
        + row(2, text_cell("A2", s["hidden_row"]), attributes='hidden="1"')
        + row(3, text_cell("B3", s["hidden_column"]))
        + row(4, formula),
        columns='<cols><col min="2" max="2" hidden="1"/></cols>',
        around=f"<dataValidations>{choices}</dataValidations>"
        f'<hyperlinks><hyperlink ref="A1" tooltip="{s["tooltip"]}"/></hyperlinks><pageSetup paperSize="9" r:id="rId1"/>'
        f"<headerFooter><oddHeader>&amp;C{s['header']}</oddHeader></headerFooter>",
    )


def _around(s: dict[str, str]) -> dict[str, str | bytes]:
    shared = f"<si><r><t>{s['cell'][:6]}</t></r><r><t>{s['cell'][6:]}</t></r></si><si><t>{s['leftover']}</t></si>"
    authors = f"<authors><author>{s['comment_author']}</author></authors>"
    comment = f'<commentList><comment ref="C1" authorId="0"><text><t>{s["comment"]}</t></text></comment></commentList>'
    threaded = f'<threadedComment ref="A1" dT="2026-01-01T00:00:00"><text>{s["threaded"]}</text></threadedComment>'
    person = f'<person displayName="王{s["person"]}" id="1" userId="u"/>'
    pivot = f'<sharedItems><s v="{s["pivot_cache"]}"/></sharedItems>'
    return {
        "xl/sharedStrings.xml": f'<sst xmlns="{_S}">{shared}</sst>',
        "xl/comments1.xml": f'<comments xmlns="{_S}">{authors}{comment}</comments>',
        "xl/threadedComments/threadedComment1.xml": f'<ThreadedComments xmlns="t">{threaded}</ThreadedComments>',
        "xl/persons/person.xml": f'<personList xmlns="t">{person}</personList>',
        "xl/pivotCache/pivotCacheDefinition1.xml": f'<pivot xmlns="{_S}">{pivot}</pivot>',
        "xl/externalLinks/externalLink1.xml": f'<link xmlns="{_S}"><v>{s["external_cache"]}</v></link>',
        "xl/drawings/drawing1.xml": f"<d xmlns:a='a'><a:t>{s['drawing']}</a:t></d>",
    }
