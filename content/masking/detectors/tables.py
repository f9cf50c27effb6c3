"""Tables inside a text: Markdown pipes, tab-separated lines and aligned columns, each cell under its heading."""

from __future__ import annotations

import re
from dataclasses import dataclass

_RULE = re.compile(r"^[\s|:+\-—=]*-[\s|:+\-—=]*$")
_HEADINGS = re.compile(
    r"姓名|名单|人员|身份证|证件|证号|电话|手机|联系|号码|住址|地址|住所|出生|生日|车牌"
    r"|车号|号牌|账号|帐号|卡号|邮箱|微信|QQ"
    r"|性别|单位|序号|编号|备注|职务|名称|类型|类别|驾驶|船员|当事人|申请人|负责人|代表人"
    r"|车主|业主|时间|日期|金额|文号|代码",
    re.IGNORECASE,
)
_COMMAS = re.compile(r"^[^,，。；\n|]{1,40}(?:,[^,，。；\n|]{0,40}){1,20}$")
_FEWEST_COLUMNS = 2


@dataclass(frozen=True)
class Cell:
    """One cell; ``header`` is the heading of its column, or of its row in a two-column sheet of keys and values."""

    start: int
    end: int
    row: int
    column: int
    header: str
    table: int


@dataclass(frozen=True)
class _Line:
    start: int
    text: str
    kind: str


def find(text: str) -> list[Cell]:
    """The cells of every table, in the order of the text."""
    if "," not in text and "|" not in text and "\t" not in text and "  " not in text and "\u3000" not in text:
        return []
    cells: list[Cell] = []
    block: list[_Line] = []
    tables = 0
    for line in [*_lines(text), _Line(len(text), "", "")]:
        if block and line.kind != block[-1].kind:
            cells += _table(block, tables)
            tables += 1
            block = []
        if line.kind:
            block.append(line)
    return cells


def _lines(text: str) -> list[_Line]:
    lines = []
    start = 0
    for raw in text.split("\n"):
        lines.append(_Line(start, raw, _kind(raw)))
        start += len(raw) + 1
    return lines


def _kind(line: str) -> str:
    if _COMMAS.match(line):
        return ","
    if line.count("|") >= 1:
        return "|"
    if "\t" in line.strip():
        return "\t"
    if len(re.findall(r"\S(?:[ \u3000]{2,}|\u3000)(?=\S)", line)) >= _FEWEST_COLUMNS - 1 and not re.search(
        r"[。；]", line
    ):
        return "  "
    return ""


def _pieces(line: _Line) -> list[tuple[int, int, str]]:
    """(start, end, words) of each cell of a line, outer pipes aside."""
    splitter = {
        "|": r"[^|]+|(?<=\|)(?=\|)",
        ",": r"[^,]+|(?<=,)(?=,)",
        "\t": r"[^\t]+|(?<=\t)(?=\t)",
        "  ": r"\S+(?:[ ]\S+)*",
    }[line.kind]
    found = [
        (line.start + m.start(), line.start + m.end(), m.group().strip()) for m in re.finditer(splitter, line.text)
    ]
    if line.kind == "|" and found and not found[0][2] and line.text.lstrip().startswith("|") and len(found) > 1:
        found = found[1:] if found[0][0] == line.start else found
    return found


def _table(block: list[_Line], table: int) -> list[Cell]:
    rows = [_pieces(line) for line in block if not _RULE.match(line.text)]
    if not rows or (block[0].kind in ("  ", ",") and not _has_headings(rows[0])):
        return []
    if block[0].kind == "," and (len(rows) == 1 or re.search(r"\d", block[0].text)):
        return []
    if len(rows) == 1 or (not _has_headings(rows[0]) and not _is_ruled(block)) or _is_keys(rows):
        return _keyed(rows, table)
    headings = [words for _, _, words in rows[0]]
    return [
        Cell(start, end, row, column, headings[column] if row and column < len(headings) else "", table)
        for row, pieces in enumerate(rows)
        for column, (start, end, _) in enumerate(pieces)
    ]


def _has_headings(row: list[tuple[int, int, str]]) -> bool:
    known = sum(bool(_HEADINGS.search(words)) and not re.search(r"\d{4}", words) for _, _, words in row)
    return known >= max(1, len(row) // 2)


def _is_ruled(block: list[_Line]) -> bool:
    return len(block) > 1 and bool(_RULE.match(block[1].text))


def _is_keys(rows: list[list[tuple[int, int, str]]]) -> bool:
    """A sheet whose first column names the second: every row begins with a heading, and the rows are short."""
    keys = [bool(row and _HEADINGS.search(row[0][2])) for row in rows]
    return len(rows) > 1 and all(keys) and max(len(row) for row in rows) <= 4 and not _has_headings(rows[0][1:])


def _keyed(rows: list[list[tuple[int, int, str]]], table: int) -> list[Cell]:
    cells = []
    for row, pieces in enumerate(rows):
        key = ""
        for column, (start, end, words) in enumerate(pieces):
            is_key = bool(_HEADINGS.search(words)) and len(words) <= 12 and not re.search(r"\d", words)
            cells.append(Cell(start, end, row, column, "" if is_key else key, table))
            key = words if is_key else key
    return cells
