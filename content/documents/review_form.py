"""《信息发布审核表》: the sheet units file beside what they publish, filled in with what the site recorded.

sheet = Sheet(title="…", facts=[("供稿单位", "…")], opinions=[("审核意见", "同意", "审核一 2026-03-10 09:30")])
data = to_bytes(sheet, made_at=now)
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm

from content.documents import fonts
from content.documents.paper import Paper, fill_cell

HEADING = "信息发布审核表"
LABEL_WIDTH, WHOLE_WIDTH = 3.4, 15.6


@dataclass(frozen=True)
class Sheet:
    """Plain words all. ``facts`` are label and value, two to a line; ``opinions`` label, words, who and when."""

    title: str
    facts: list[tuple[str, str]] = field(default_factory=list)
    long_facts: list[tuple[str, str]] = field(default_factory=list)
    opinions: list[tuple[str, str, str]] = field(default_factory=list)


def to_bytes(sheet: Sheet, *, made_at: datetime) -> bytes:
    paper = Paper(HEADING, made_at=made_at)
    pairs = [sheet.facts[at : at + 2] for at in range(0, len(sheet.facts), 2)]
    table = paper.document.add_table(rows=0, cols=4, style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    wide_row(table, "信息标题", sheet.title)
    for pair in pairs:
        cells = table.add_row().cells
        for place, (label, value) in enumerate(pair):
            label_cell(cells[2 * place], label)
            fill_cell(cells[2 * place + 1], value)
    for label, value in sheet.long_facts:
        wide_row(table, label, value)
    for label, words, signed in sheet.opinions:
        cell = wide_row(table, label, words)
        paragraph = cell.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        paragraph.add_run(signed)
    for row in table.rows:
        set_widths(row)
    return paper.to_bytes()


def label_cell(cell: Any, label: str) -> None:
    fill_cell(cell, label, face=fonts.FIRST, align=WD_ALIGN_PARAGRAPH.CENTER)


def wide_row(table: Any, label: str, value: str) -> Any:
    """One label and a value over the rest of the line."""
    cells = table.add_row().cells
    label_cell(cells[0], label)
    cell = cells[1].merge(cells[3])
    fill_cell(cell, value)
    return cell


def set_widths(row: Any) -> None:
    rest = (WHOLE_WIDTH - 2 * LABEL_WIDTH) / 2
    for cell, width in zip(row.cells, (LABEL_WIDTH, rest, LABEL_WIDTH, rest), strict=False):
        cell.width = Cm(width)
