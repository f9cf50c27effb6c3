"""A 通报 as a paper in official layout, as a workbook, and as text for an item: one set of words and tables."""

from __future__ import annotations

from datetime import date, datetime

from content import clock
from content.documents import sheets
from content.documents.paper import Paper
from content.documents.sheets import Table
from content.reports import tables
from content.reports.figures import Figures

NUMERALS = "一二三四五六七八九十"
MOST_NAMED = 20


def title(found: Figures) -> str:
    """Of the locality it is a 通报, of a unit its own summary."""
    if found.unit is not None:
        return f"{found.unit.name()}{found.period.name}信用信息报送工作总结"
    sort = "总结" if found.period.code[5:6] in ("Q", "H", "") else "通报"
    return f"关于{found.period.name}信用信息报送工作情况的{sort}"


def paragraphs(found: Figures, today: date) -> list[str]:
    """What stands above the tables. Every number is one of the figures."""
    return [text for text in (opening(found, today), standing(found), missing(found)) if text]


def opening(found: Figures, today: date) -> str:
    until = "" if found.period.is_over(today) else f"（截至{spoken(today)}）"
    records = sum(line.records for line in found.columns)
    who = found.unit.short_name() if found.unit else "全市交通运输系统"
    basis = tables.BASES[found.basis]
    return (
        f"{found.period.name}{until}，{who}共报送信用工作信息{found.counted}条（按{basis}统计），"
        f"另公示信用信息记录{records}条。"
    )


def standing(found: Figures) -> str:
    if found.unit is not None:
        line = next(iter(found.units), None)
        if line is None or line.goal is None:
            return ""
        return f"工作动态{line.done}条，任务{line.goal}条；应达标{line.months_owed}个月，已达标{line.months_met}个月。"
    year, goal = found.year_so_far.done, found.year_so_far.goal
    owing = len(found.met) + len(found.unmet)
    return (
        f"本年度累计{year}条，年度任务{goal}条。承担每月报送任务的{owing}个单位中，"
        f"{len(found.met)}个单位各月均达标，{len(found.unmet)}个单位尚未全部达标。"
    )


def missing(found: Figures) -> str:
    if found.unit is None and found.empty_families:
        return f"本期没有信息的栏目：{'、'.join(column.label('zh-Hans') for column in found.empty_families)}。"
    return ""


def spoken(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def docx(found: Figures, *, made_at: datetime, signed_by: str, number: str = "") -> bytes:
    today = clock.day_of(made_at)
    addressee = "" if found.unit else "各县、区交通运输局，各直属单位，局机关有关处室："
    paper = Paper(title(found), number=number, addressee=addressee, made_at=made_at)
    paper.heading("一、总体情况")
    for text in paragraphs(found, today):
        paper.paragraph(text)
    for place, table in enumerate(tables.of(found), start=1):
        paper.heading(f"{NUMERALS[place]}、{table.name}")
        paper.table(table.headings, table.rows, numbers=numbers_of(table))
    paper.signature(signed_by, spoken(today))
    return paper.to_bytes()


def numbers_of(table: Table) -> set[int]:
    """The places of columns that hold numbers."""
    return {
        place
        for place in range(len(table.headings))
        if table.rows and all(isinstance(row[place], int) for row in table.rows)
    }


def xlsx(found: Figures, *, made_at: datetime) -> bytes:
    at = made_at.astimezone(clock.SHANGHAI)
    remark = f"{title(found)}；生成时间{at:%Y-%m-%d %H:%M}；按{tables.BASES[found.basis]}统计"
    made = [Table(one.name, one.headings, one.rows, remark) for one in tables.of(found)]
    return sheets.workbook(made, made_at=made_at)


def body(found: Figures, today: date) -> str:
    """As an item's text: what the locality publishes, without who came late."""
    parts = paragraphs(found, today)
    for table in (tables.shares(found), tables.by_column(found)):
        parts += [f"## {table.name}", marked(table)]
    return "\n\n".join(parts)


def marked(table: Table) -> str:
    lines = [table.headings, ["---"] * len(table.headings), *table.rows]
    return "\n".join(f"| {' | '.join(map(str, line))} |" for line in lines)
