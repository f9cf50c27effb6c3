"""The sentences of a holiday notice: which days are off, which weekends are worked, and what says something else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from content.errors import Issue
from content.working_calendar.workdays import DAY, Entry, Kind

WEEKDAYS = "一二三四五六日天"

#: A day as notices write it. Year and month are left out where the day before it said them.
A_DAY = r"(?:(?:\d{4}年)?\d{1,2}月)?\d{1,2}日(?:<[^>]*>)?"
ONE_DAY = re.compile(r"(?:(?:(\d{4})年)?(\d{1,2})月)?(\d{1,2})日(?:<([^>]*)>)?")
RANGE_SIGNS = "至到~—–-"
SOME_DAYS = rf"{A_DAY}(?:[{RANGE_SIGNS}]+{A_DAY})?(?:[、和及]{A_DAY}(?:[{RANGE_SIGNS}]+{A_DAY})?)*"

VERBS = {
    Kind.OFF: re.compile(rf"({SOME_DAYS})(?:放假(?:调休|公休)?(?:\d+天)?|补休|调休)"),
    Kind.WORKING: re.compile(rf"({SOME_DAYS})(?:照常|正常)?上班"),
}
TOTAL = re.compile(r"共(\d+)天")
BRACKETS = re.compile(r"\(([^)]*)\)")
WEEKDAY = re.compile(rf"(?:星期|周|礼拜)([{WEEKDAYS}])")
#: A clause with a date that speaks of rest or work must be understood or reported.
MATTERS = re.compile(r"\d日.*(?:假|休|班)|(?:假|休|班).*\d日")


class Unreadable(Exception):
    """Something in a clause makes no day. ``issue`` says what."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.issue = Issue("text", code, facts)


@dataclass(frozen=True)
class Written:
    """A day as written, before the year is settled."""

    year: int | None
    month: int | None
    day: int
    weekday: int | None


def read(body: str, *, name: str, year: int) -> tuple[list[Entry], list[Issue]]:
    entries: list[Entry] = []
    issues: list[Issue] = []
    for sentence in re.split(r"[。;\n]", body):
        found, faults = read_sentence(sentence, name=name, year=year)
        entries += found
        issues += faults
    if name and not any(entry.kind == Kind.OFF for entry in entries):
        issues.append(Issue("text", "no_day_off_read", {"name": name}))
    return entries, issues


def read_sentence(sentence: str, *, name: str, year: int) -> tuple[list[Entry], list[Issue]]:
    """Clause by clause; the total a sentence gives (共7天) must be what was read."""
    entries: list[Entry] = []
    issues: list[Issue] = []
    for clause in BRACKETS.sub(weekday_only, sentence).split(","):
        try:
            entries += read_clause(clause, name=name, year=year)
        except Unreadable as fault:
            issues.append(fault.issue)
    total = TOTAL.search(sentence)
    off = sum(entry.kind == Kind.OFF for entry in entries)
    if total and off and int(total[1]) != off:
        issues.append(Issue("text", "total_differs", {"name": name, "said": int(total[1]), "read": off}))
    return entries, issues


def weekday_only(bracket: re.Match[str]) -> str:
    """Of a remark in brackets only its weekday matters: 农历除夕、周日 becomes <日>."""
    found = WEEKDAY.search(bracket[1])
    return f"<{found[1]}>" if found else ""


def read_clause(clause: str, *, name: str, year: int) -> list[Entry]:
    for kind, pattern in VERBS.items():
        found = pattern.fullmatch(clause)
        if found:
            return [Entry(day, kind, name) for day in days_of(found[1], year)]
    if MATTERS.search(clause.replace("节假日", "")):
        raise Unreadable("sentence_not_understood", text=re.sub(r"<(.)>", r"(周\1)", clause))
    return []


def days_of(phrase: str, year: int) -> list[date]:
    """The days of 9月19日、25日 or 12月31日至1月2日; what a day leaves out, the day before it said."""
    days: list[date] = []
    said: date | None = None
    for part in re.split(r"[、和及]", phrase):
        begins, *ends = (written(found) for found in ONE_DAY.finditer(part))
        first = settle(begins, said, year, leads_to=ends[0] if ends else None)
        said = settle_end(ends[0], first) if ends else first
        if said < first:
            raise Unreadable("range_runs_backwards", first=first, last=said)
        days += [first + DAY * offset for offset in range((said - first).days + 1)]
    return days


def written(found: re.Match[str]) -> Written:
    numbers = [int(number) if number else None for number in found.groups()[:3]]
    weekday = min(WEEKDAYS.index(found[4]), 6) if found[4] else None
    return Written(numbers[0], numbers[1], int(found[3]), weekday)


def settle(day: Written, said: date | None, year: int, *, leads_to: Written | None = None) -> date:
    """Give a written day its year: its own, that of the day it leans on, or the notice's (or the December before)."""
    if day.month is None:
        if said is None:
            raise Unreadable("month_unknown", day=day.day)
        return checked(said.year, said.month, day)
    if day.year is None and day.month == 12 and opens_the_year(day, leads_to, year):
        return checked(year - 1, 12, day)
    return checked(day.year or year, day.month, day)


def settle_end(day: Written, first: date) -> date:
    """The end of a range; a month before that of its beginning is in the next year."""
    month = day.month or first.month
    return checked(day.year or first.year + (month < first.month), month, day)


def opens_the_year(day: Written, leads_to: Written | None, year: int) -> bool:
    """A December day without a year belongs to the year before when it leads into January or its weekday says so."""
    if leads_to and leads_to.month == 1:
        return leads_to.year in (None, year)
    if day.weekday is None or not 1 <= day.day <= 31:
        return False
    return day.weekday == date(year - 1, 12, day.day).weekday() != date(year, 12, day.day).weekday()


def checked(year: int, month: int, day: Written) -> date:
    try:
        made = date(year, month, day.day)
    except ValueError:
        raise Unreadable("no_such_day", year=year, month=month, day=day.day) from None
    if day.weekday not in (None, made.weekday()):
        raise Unreadable("weekday_differs", day=made, said=WEEKDAYS[day.weekday or 0])
    return made
