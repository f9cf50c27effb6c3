"""The spans a 通报 speaks of: a month, a quarter, a half-year, a year; named as they stand in addresses."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from content.quotas import spans

NAMED = re.compile(r"(20\d\d)(?:-(0[1-9]|1[0-2]|Q[1-4]|H[12]))?")
QUARTERS = "一二三四"


@dataclass(frozen=True)
class Period:
    """``2026-09``, ``2026-Q3``, ``2026-H1`` or ``2026``. ``end`` is the first day no longer in it."""

    code: str
    first: date
    end: date

    @property
    def year(self) -> int:
        return self.first.year

    @property
    def is_year(self) -> bool:
        return len(self.code) == len("2026")

    @property
    def name(self) -> str:
        """As a paper's title has it."""
        part = self.code[5:]
        if not part:
            return f"{self.year}年"
        if part.startswith("Q"):
            return f"{self.year}年第{QUARTERS[int(part[1]) - 1]}季度"
        if part.startswith("H"):
            return f"{self.year}年{'上' if part == 'H1' else '下'}半年"
        return f"{self.year}年{self.first.month}月份"

    def is_over(self, today: date) -> bool:
        return self.end <= today


def read(code: str) -> Period | None:
    """The period an address names; None for anything else."""
    found = NAMED.fullmatch(code)
    if found is None:
        return None
    year, part = int(found[1]), found[2] or ""
    first, length = date(year, 1, 1), 12
    if part.startswith("Q"):
        first, length = date(year, 3 * int(part[1]) - 2, 1), 3
    elif part.startswith("H"):
        first, length = date(year, 6 * int(part[1]) - 5, 1), 6
    elif part:
        first, length = date(year, int(part), 1), 1
    return Period(code, first, spans.months_on(first, length))


def choices(today: date) -> list[Period]:
    """What may be reported on today: this year's periods that have begun, and last year's, the newest first."""
    found: list[Period] = []
    for year in (today.year, today.year - 1):
        codes = [str(year), f"{year}-H2", f"{year}-H1", *(f"{year}-Q{n}" for n in (4, 3, 2, 1))]
        codes += [f"{year}-{month:02d}" for month in range(12, 0, -1)]
        found += [period for code in codes if (period := read(code)) and period.first <= today]
    return found
