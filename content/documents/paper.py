"""One paper in official layout (GB/T 9704—2012): title, document number, paragraphs, headings, tables, a signature.

paper = Paper("关于9月份信息报送情况的通报", number="连交信用〔2026〕3号", addressee="各单位：", made_at=now)
paper.heading("一、总体情况")
paper.paragraph("9月份……")
paper.table(["单位", "条数"], [["执法支队", 3]], numbers={1})
paper.signature("连云港市交通运输局", "2026年10月8日")
data = paper.to_bytes()
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Mm, Pt
from docx.text.paragraph import Paragraph

from content.documents import fonts

#: 二号, 三号, 小四: the sizes of title, text and tables, in points.
TITLE_SIZE, TEXT_SIZE, TABLE_SIZE = 22, 16, 12
LEADING = 28
#: Between the margins of an upright page, in millimetres.
TEXT_WIDTH = 156
HEADING_FACES = {1: fonts.FIRST, 2: fonts.SECOND, 3: fonts.BODY}


class Paper:
    """A docx under construction. Everything handed in is plain text: nothing in it is read as markup."""

    def __init__(self, title: str, *, made_at: datetime, number: str = "", addressee: str = "") -> None:
        self.document = docx.Document()
        fonts.name_stand_ins(self.document)
        self.set_styles()
        self.set_page()
        self.set_properties(title, made_at)
        if number:
            self.line(number, align=WD_ALIGN_PARAGRAPH.CENTER, after=LEADING)
        self.line(title, face=fonts.TITLE, size=TITLE_SIZE, align=WD_ALIGN_PARAGRAPH.CENTER, after=LEADING)
        if addressee:
            self.line(addressee)

    def set_styles(self) -> None:
        normal = self.document.styles["Normal"]
        fonts.set_face(normal, fonts.BODY)
        normal.font.size = Pt(TEXT_SIZE)
        layout = normal.paragraph_format
        layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(LEADING)
        layout.space_before = layout.space_after = Pt(0)
        for level, face in HEADING_FACES.items():
            style = self.document.styles[f"Heading {level}"]
            fonts.set_face(style, face)
            style.font.size, style.font.color.rgb = Pt(TEXT_SIZE), None
            style.font.bold = level == 3
            style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(0)
            style.paragraph_format.first_line_indent = Pt(2 * TEXT_SIZE)

    def set_page(self) -> None:
        section = self.document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.top_margin, section.bottom_margin = Mm(37), Mm(35)
        section.left_margin, section.right_margin = Mm(28), Mm(26)
        number_pages(section.footer.paragraphs[0])

    def set_properties(self, title: str, made_at: datetime) -> None:
        facts = self.document.core_properties
        facts.title, facts.author, facts.comments, facts.last_modified_by = title, "", "", ""
        facts.created = facts.modified = made_at

    def line(
        self, text: str, *, face: str = "", size: float = 0, align: Any = None, after: float = 0, indent: float = 0
    ) -> Paragraph:
        paragraph = self.document.add_paragraph()
        run = paragraph.add_run(text)
        if face:
            fonts.set_face(run, face)
        if size:
            run.font.size = Pt(size)
            paragraph.paragraph_format.line_spacing = Pt(max(LEADING, size * 1.6))
        paragraph.alignment = align
        paragraph.paragraph_format.space_after = Pt(after)
        paragraph.paragraph_format.first_line_indent = Pt(indent) if indent else None
        return paragraph

    def heading(self, text: str, level: int = 1) -> Paragraph:
        return self.document.add_heading(text, min(level, 3))

    def paragraph(self, text: str) -> Paragraph:
        """A paragraph of the text, its first line set in by two characters."""
        return self.line(text, indent=2 * TEXT_SIZE)

    def table(self, headings: Sequence[str], rows: Sequence[Sequence[Any]], *, numbers: Collection[int] = ()) -> None:
        """A ruled table; its head repeats on every page, no row is torn, columns of ``numbers`` stand to the right."""
        table = self.document.add_table(rows=1, cols=len(headings), style="Table Grid")
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        for place, text in enumerate(headings):
            fill_cell(table.rows[0].cells[place], text, face=fonts.FIRST, align=WD_ALIGN_PARAGRAPH.CENTER)
        repeat_head(table.rows[0])
        for row in rows:
            cells = table.add_row().cells
            for place, value in enumerate(row):
                align = WD_ALIGN_PARAGRAPH.RIGHT if place in numbers else WD_ALIGN_PARAGRAPH.LEFT
                fill_cell(cells[place], "" if value is None else str(value), align=align)
        share_width(table, headings, rows)
        self.line("")

    def picture(self, data: bytes, *, caption: str = "", width_cm: float = 14.0) -> None:
        paragraph = self.line("", align=WD_ALIGN_PARAGRAPH.CENTER)
        paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
        paragraph.add_run().add_picture(BytesIO(data), width=Cm(width_cm))
        if caption:
            self.line(caption, size=TABLE_SIZE, align=WD_ALIGN_PARAGRAPH.CENTER)

    def signature(self, who: str, day: str) -> None:
        """署名 and 成文日期 at the right, four characters in from the edge, on one page with each other."""
        if self.document.paragraphs[-1].text:
            self.line("")
        for text in (who, day):
            paragraph = self.line(text, align=WD_ALIGN_PARAGRAPH.RIGHT)
            paragraph.paragraph_format.right_indent = Pt(4 * TEXT_SIZE)
            paragraph.paragraph_format.keep_with_next = text is who

    def turn_wide(self) -> None:
        """From here on wide pages, for tables of many columns."""
        section = self.document.add_section()
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Mm(297), Mm(210)

    def to_bytes(self) -> bytes:
        """The same paper gives the same bytes, whenever it is asked for."""
        stream = BytesIO()
        self.document.save(stream)
        return dated_alike(stream, self.document.core_properties.created)


def dated_alike(packed: BytesIO, moment: datetime) -> bytes:
    """A packed document whose parts all bear one date instead of the second in which each was written."""
    stream = BytesIO()
    with ZipFile(packed) as old, ZipFile(stream, "w", ZIP_DEFLATED) as new:
        for part in old.infolist():
            new.writestr(ZipInfo(part.filename, moment.timetuple()[:6]), old.read(part), ZIP_DEFLATED)
    return stream.getvalue()


def fill_cell(cell: Any, text: str, *, face: str = "", align: Any = None) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.alignment = align
    paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
    run = paragraph.add_run(text)
    run.font.size = Pt(TABLE_SIZE)
    if face:
        fonts.set_face(run, face)


def share_width(table: Any, headings: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Columns as wide as their words ask for; a head may break into two lines, and nothing asks for more than half."""
    asked = [
        max(3.0, signs(heading) / 2, *(signs(str(row[place])) for row in rows))
        for place, heading in enumerate(headings)
    ]
    limited = [min(width, sum(asked) / 2) + 1.5 for width in asked]
    table.autofit = False
    for column, width in zip(table.columns, limited, strict=True):
        column.width = Mm(TEXT_WIDTH * width / sum(limited))
    for row in table.rows:
        mark_row(row, "w:cantSplit")
        for cell, width in zip(row.cells, limited, strict=True):
            cell.width = Mm(TEXT_WIDTH * width / sum(limited))


def signs(text: str) -> float:
    """How wide a text is in Chinese characters; Latin ones take half the room."""
    return sum(1.0 if sign > "\u2e80" else 0.5 for sign in text)


def repeat_head(row: Any) -> None:
    mark_row(row, "w:tblHeader")


def mark_row(row: Any, name: str) -> None:
    mark = OxmlElement(name)
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)


def number_pages(paragraph: Paragraph) -> None:
    """— 1 — in the middle of the foot."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.add_run("— ")
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = paragraph.add_run()
        mark = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark.text = text
        run._r.append(mark)
    paragraph.add_run(" —")
