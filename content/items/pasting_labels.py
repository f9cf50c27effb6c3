"""The labels that headers of published notices carry, and how to find them in a line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

#: Our field → what sites call it. Lianyungang, the province, Changzhou and common others.
FIELD_LABELS = {
    "index_number": ("索引号", "索引码", "信息索引号"),
    "category": ("信息分类", "主题分类", "信息类别", "分类"),
    "issuer": ("发布机构", "发文机关", "发文机构", "发文单位", "发布单位", "公开机构", "制发机关"),
    "issued_on": ("发文日期", "成文日期", "发文时间", "成文时间"),
    "document_number": ("文号", "发文字号", "文件编号", "公文文号", "发文文号", "文件文号"),
    "subject_words": ("主题词", "关键词"),
    "title": ("信息名称", "文件名称", "公文名称", "公文标题", "信息标题", "标题", "名称"),
    "abstract": ("内容概览", "内容概述", "内容概要", "内容摘要", "内容概况", "摘要"),
    "validity": ("时效", "有效性", "时效性", "时效说明", "文件状态"),
    "source": ("信息来源", "文章来源", "稿件来源", "稿源", "来源"),
}

#: What a site prints about itself: read, kept apart, never one of our fields and never our time of publication.
ASIDE_LABELS = {
    "views": ("点击数", "点击量", "点击率", "浏览次数", "浏览量", "阅读次数", "阅读量", "访问量"),
    "source_updated_at": ("更新时间", "更新日期"),
    "published_at": ("发布时间", "发布日期", "公开日期"),
    "produced_on": ("产生日期", "生成日期"),
    "": ("体裁分类", "组配分类", "服务对象", "废止日期", "生效日期", "实施日期", "公开方式", "公开形式", "公开范围",
         "公开时限", "公开程序", "信息格式", "语种", "责任编辑", "字体", "字号"),
}  # fmt: skip

#: Ordinary words too: they need their colon, in a table a cell of their own.
NEEDS_COLON = frozenset({"分类", "标题", "名称", "来源", "摘要", "关键词", "字体", "字号", "语种", "稿源"})

FIELD_OF = {
    label: field for table in (FIELD_LABELS, ASIDE_LABELS) for field, labels in table.items() for label in labels
}

#: Blanks inside a label: 索 引 号, 文　　号.
_BLANKS = "[ \u3000\u00a0]*"


def _any_of(labels: Iterable[str]) -> str:
    return "|".join(_BLANKS.join(label) for label in sorted(labels, key=len, reverse=True))


_NAMES = _any_of(FIELD_OF)
_FREE = _any_of(set(FIELD_OF) - NEEDS_COLON)
#: Long enough to be known when a browser glued the cells of a row together.
_LONG = _any_of(label for label in FIELD_OF if len(label) >= 4)

#: A label begins a line or follows a blank; it ends in a colon, in brackets, or (if it is no ordinary word) in a blank.
LABEL = re.compile(
    rf"(?:^|(?<=[\s|]))(?:[【\[](?P<boxed>{_NAMES})\s*[:：]?[】\]]\s*[:：]?"
    rf"|(?P<colon>{_NAMES})[ \u3000\u00a0]*[:：]"
    rf"|(?P<free>{_FREE})(?=\s|$))"
    rf"|(?P<glued>{_LONG})[:：]"
)
CELL_LABEL = re.compile(rf"[【\[]?(?P<name>{_NAMES})[】\]]?\s*[:：]?")


@dataclass(frozen=True)
class Entry:
    """One label of a header with what stands behind it."""

    label: str
    value: str

    @property
    def field(self) -> str:
        return FIELD_OF[self.label]


def entries(line: str) -> tuple[Entry, ...]:
    """The labels of a header line with their values; none when the line does not begin with one."""
    cells = [cell.strip() for cell in re.split(r"[\t|｜│]", line.strip().strip("|｜│"))]
    named = [CELL_LABEL.fullmatch(cell) for cell in cells]
    return tuple(_in_cells(cells) if len(cells) > 1 and named[0] else _in_words(line))


def _in_words(line: str) -> Iterator[Entry]:
    found = list(LABEL.finditer(line.strip()))
    if not found or found[0].start() > 0:
        return
    ends = [label.start() for label in found[1:]] + [len(line.strip())]
    for label, end in zip(found, ends, strict=True):
        name = label["boxed"] or label["colon"] or label["free"] or label["glued"]
        yield Entry(_bare(name), line.strip()[label.end() : end].strip())


def _in_cells(cells: list[str]) -> Iterator[Entry]:
    """Label and value in neighbouring cells; a cell may also hold both."""
    waiting = ""
    for cell in cells:
        label = CELL_LABEL.fullmatch(cell)
        if label is None and waiting:
            yield Entry(waiting, cell)
            waiting = ""
            continue
        if waiting:
            yield Entry(waiting, "")
        waiting = _bare(label["name"]) if label else ""
        if label is None:
            yield from _in_words(cell)
    if waiting:
        yield Entry(waiting, "")


def _bare(name: str) -> str:
    return re.sub(r"\s", "", name)
