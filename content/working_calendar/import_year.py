"""Reads a year's table from pasted text: the State Council's notice as worded, or one day a line."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from content.errors import Issue
from content.working_calendar import checks, notice_sentences
from content.working_calendar.workdays import Entry, Kind

TITLE_YEAR = re.compile(r"(\d{4})年部分节假日安排")
NUMBER = re.compile(r"国(?:办)?发明电\s*[〔\[(](\d{4})[〕\])]\s*(\d+)\s*号")
HEADING = re.compile(r"(?:[一二三四五六七八九十]+[、.]|——|[①-⑩])\s*([^:。]{2,12}):")
FESTIVALS = ("元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节")

LINE = re.compile(r"(\d{4}-\d{2}-\d{2})\s+(off|working|休|班)(?:\s+(\S.*))?")
BEGINS_WITH_A_DAY = re.compile(r"\s*\d{4}-\d{1,2}-\d{1,2}\b")
KINDS = {"off": Kind.OFF, "休": Kind.OFF, "working": Kind.WORKING, "班": Kind.WORKING}


@dataclass(frozen=True)
class Reading:
    """What was understood, and everything that was not. Nothing is entered before a person has looked at both."""

    year: int | None
    source: str
    entries: tuple[Entry, ...]
    issues: tuple[Issue, ...]


def read(text: str, *, year: int | None = None) -> Reading:
    """Read pasted text. ``year`` is the one the editor is open for; a text that names another is an issue."""
    plain = normal(text)
    title_year = TITLE_YEAR.search(plain)
    said = int(title_year[1]) if title_year else None
    wanted = year or said or year_of_lines(plain)
    if wanted is None:
        return Reading(None, source(plain), (), (Issue("text", "year_unknown"),))
    found, issues = read_lines(plain) if is_lines(plain) else read_notice(plain, wanted)
    if said not in (None, wanted):
        issues = [Issue("text", "another_year", {"year": said, "wanted": wanted}), *issues]
    if not found:
        issues = [*issues, Issue("text", "nothing_read")]
    entries = tuple(sorted(found, key=lambda entry: entry.day))
    return Reading(wanted, source(plain), entries, (*issues, *checks.issues(wanted, entries)))


def normal(text: str) -> str:
    """Full-width digits and marks made plain, blanks within lines of Chinese dropped, the title joined to one line."""
    plain = unicodedata.normalize("NFKC", text)
    if is_lines(plain):
        return plain
    plain = re.sub(r"[^\S\n]+", "", plain)
    return re.sub(r"年\n+部分节假日", "年部分节假日", plain)


def source(plain: str) -> str:
    """The notice's number as it is written, or nothing."""
    found = NUMBER.search(plain)
    return "" if found is None else f"{found[0][: found[0].index('电') + 1]}〔{found[1]}〕{found[2]}号"


# One day a line


def is_lines(plain: str) -> bool:
    return any(BEGINS_WITH_A_DAY.match(line) for line in plain.splitlines())


def year_of_lines(plain: str) -> int | None:
    """The year most of the days are in: a table may begin in the December before."""
    years = [int(found[1]) for found in re.finditer(r"(?m)^\s*(\d{4})-\d{1,2}-\d{1,2}\b", plain)]
    return max(set(years), key=years.count) if years else None


def read_lines(plain: str) -> tuple[list[Entry], list[Issue]]:
    entries, issues = [], []
    for number, line in enumerate(plain.splitlines(), start=1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        entry = read_line(line.strip())
        if entry:
            entries.append(entry)
        else:
            issues.append(Issue("text", "line_not_understood", {"line": number, "text": line.strip()}))
    return entries, issues


def read_line(line: str) -> Entry | None:
    found = LINE.fullmatch(line)
    if found is None:
        return None
    try:
        return Entry(date.fromisoformat(found[1]), KINDS[found[2]], (found[3] or "").strip())
    except ValueError:
        return None


# The notice as worded


def read_notice(plain: str, year: int) -> tuple[list[Entry], list[Issue]]:
    """Section by section; a festival the whole text never names is an issue, because part may not have been pasted."""
    entries: list[Entry] = []
    issues = [Issue("text", "festival_missing", {"name": name}) for name in missing_festivals(plain)]
    for name, body in sections(plain):
        found, faults = notice_sentences.read(body, name=name, year=year)
        entries += found
        issues += faults
    return entries, issues


def missing_festivals(plain: str) -> list[str]:
    named = "、".join(name for name, _body in sections(plain) if name)
    return [festival for festival in FESTIVALS if festival not in named]


def sections(plain: str) -> list[tuple[str, str]]:
    """Pairs of festival and text; what stands before the first heading comes without a festival."""
    marks = list(HEADING.finditer(plain))
    starts = [0, *(mark.end() for mark in marks)]
    ends = [*(mark.start() for mark in marks), len(plain)]
    names = ["", *(mark[1] for mark in marks)]
    return [(name, plain[start:end]) for name, start, end in zip(names, starts, ends, strict=True)]
