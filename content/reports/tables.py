"""A 通报's tables as plain values: the same rows go into docx, xlsx and the item."""

from __future__ import annotations

from typing import Any

from content.documents.sheets import Table
from content.reports.figures import Figures, UnitLine

#: 9项 counts on one of these; the paper says on which.
BASES = {"published": "本站发布", "sent": "已报送信用交通江苏", "adopted": "信用交通江苏采用"}


def of(found: Figures) -> list[Table]:
    made = [by_unit(found), by_column(found), punctuality(found)]
    made += [plan(found)] if found.plan else []
    return made + ([site_year(found)] if found.period.is_year and found.unit is None else [])


def by_unit(found: Figures) -> Table:
    head = ["单位", "工作动态（条）", "任务数（条）", "达标月数", "应达标月数", "退出公示", "重复信息", "信用信息记录"]
    rows = [unit_row(line) for line in found.units]
    sums: list[Any] = ["合计", *(sum(row[place] for row in rows) for place in range(1, len(head)))]
    return Table("各单位报送情况", head, [*rows, sums], "")


def unit_row(line: UnitLine) -> list[Any]:
    counts = (line.done, line.goal or 0, line.months_met, line.months_owed, line.left, line.repeated, line.records)
    return [line.unit.short_name(), *counts]


def shares(found: Figures) -> Table:
    """What each unit published, for everybody: who was late or short is the bureau's matter."""
    rows = [[line.unit.short_name(), line.done, line.records] for line in found.units]
    sums = ["合计", sum(line.done for line in found.units), sum(line.records for line in found.units)]
    return Table("各单位发布情况", ["单位", "工作动态（条）", "信用信息记录（条）"], [*rows, sums])


def by_column(found: Figures) -> Table:
    rows = [[line.column.label("zh-Hans"), line.articles, line.records] for line in found.columns]
    sums = ["合计", sum(line.articles for line in found.columns), sum(line.records for line in found.columns)]
    return Table("各栏目发布情况", ["栏目", "信息（条）", "信用信息记录（条）"], [*rows, sums])


def punctuality(found: Figures) -> Table:
    head = ["单位", "按时发布", "超时发布", "目前逾期", "双公示按时", "双公示超时", "审结", "退回"]
    rows = [
        [
            line.unit.short_name(),
            *(line.articles.in_time, line.articles.late, line.articles.overdue),
            *(line.records.in_time, line.records.late, line.returns.decided, line.returns.returned),
        ]
        for line in found.punctuality
    ]
    return Table("发布时效和退回情况", head, rows)


def plan(found: Figures) -> Table:
    rows = [[line.number, line.title, line.done, line.owners, f"{line.percent}%"] for line in found.plan]
    return Table("年度要点任务进展", ["序号", "任务", "已完成单位", "责任单位", "平均进度"], rows)


def site_year(found: Figures) -> Table:
    """网站工作年度报表, as far as this site knows it of itself."""
    rows = [
        ["本年度信息发布总数（条）", sum(line.articles for line in found.columns)],
        ["其中：七类栏目信息（条）", sum(line.articles for line in found.columns if line.column.is_family)],
        ["信用信息记录（条）", sum(line.records for line in found.columns)],
        ["栏目总数（个）", len(found.columns)],
        ["本年度有更新的栏目（个）", sum(bool(line.articles + line.records) for line in found.columns)],
        ["公开信息累计点击数（次）", found.views],
        ["退出公示（条）", sum(line.left for line in found.units)],
    ]
    return Table("网站工作年度报表", ["指标", "数量"], rows)
