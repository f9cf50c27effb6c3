"""The lines of a 修复结果名单 as uploaded: which columns it needs, and what each line says."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from content import clock
from content.errors import Issue, Refusal
from content.spreadsheets import cells, reading
from content.spreadsheets.limits import Limits

LIMITS = Limits(size=8 * 1024 * 1024, rows=20_000)
#: What a column may be called. The first three are needed.
HEADINGS = {
    "unified_code": ("统一社会信用代码", "行政相对人代码_1(统一社会信用代码)", "主体代码", "信用代码"),
    "document_number": ("行政处罚决定书文号", "处罚决定书文号", "决定书文号", "决定文书号"),
    "repaired_on": ("修复日期", "修复决定日期", "信用修复日期", "修复完成日期"),
    "repair_number": ("修复决定文号", "修复决定书文号", "信用修复决定书文号"),
}
NEEDED = ("unified_code", "document_number", "repaired_on")
DATE = re.compile(r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?")


@dataclass(frozen=True)
class Line:
    """One line of the list as read, then as matched. ``verdict`` is empty while nobody has looked."""

    number: int
    unified_code: str
    document_number: str
    repaired_on: str
    repair_number: str = ""
    verdict: str = ""
    item_id: int | None = None
    edition_id: int | None = None

    @property
    def day(self) -> date | None:
        return date.fromisoformat(self.repaired_on) if self.repaired_on else None


def read(content: bytes, name: str) -> list[Line]:
    """The lines of an uploaded csv or xlsx. Raises ``to_mend`` where columns are missing or there is no line."""
    sheet = reading.open_sheet(content, name, limits=LIMITS)
    places = places_of(sheet.headings)
    missing = [Issue("file", "column_missing", {"column": HEADINGS[name][0]}) for name in NEEDED if name not in places]
    if missing:
        raise Refusal("to_mend", issues=tuple(missing))
    lines = [line for row in sheet for line in line_of(row.number, row.cells, places, bool(row.issues))]
    if not lines:
        raise Refusal("to_mend", issues=(Issue("file", "no_lines", {}),))
    return lines


def places_of(headings: Iterable[str]) -> dict[str, int]:
    found = {folded(heading): place for place, heading in reversed(list(enumerate(headings)))}
    return {
        name: found[folded(known)]
        for name, wanted in HEADINGS.items()
        for known in reversed(wanted)
        if folded(known) in found
    }


def folded(text: Any) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", str(text))).upper()


def line_of(number: int, found: tuple[Any, ...], places: Mapping[str, int], is_odd: bool) -> list[Line]:
    values = {name: found[place] for name, place in places.items() if place < len(found)}
    if not any(value not in (None, "") for value in values.values()):
        return []
    texts = {name: cells.text_of(value).strip() for name, value in values.items()}
    is_odd = is_odd or cells.is_number(values.get("unified_code"))
    day = day_of(values.get("repaired_on"))
    line = Line(
        number,
        folded(texts.get("unified_code", ""))[:18],
        texts.get("document_number", "")[:128],
        day.isoformat() if day else "",
        texts.get("repair_number", "")[:128],
    )
    is_readable = day is not None and day <= clock.today() and line.unified_code and line.document_number
    return [line if is_readable and not is_odd else replace(line, verdict="unreadable")]


def day_of(value: Any) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    found = DATE.match(unicodedata.normalize("NFKC", str(value or "")).strip())
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None
