"""How ``years.toml`` was made: from chinesecalendar 1.11.0, once; the running site never imports that package.

To make it again: ``pip install chinesecalendar==1.11.0``, then
``python -m tests.content.working_calendar.seeding > content/working_calendar/years.toml`` in the checkout's root.
The numbers of the notices are not in that package. They were read on pages that reprint the notices (2010–2015, 2018,
2024, 2026) and in two public tables that cite them (2016–2026); every year was met at least twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

FIRST_YEAR, LAST_YEAR = 2010, 2026

NUMBERS = {
    2010: "国办发明电〔2009〕27号",
    2011: "国办发明电〔2010〕40号",
    2012: "国办发明电〔2011〕45号",
    2013: "国办发明电〔2012〕33号",
    2014: "国办发明电〔2013〕28号",
    2015: "国办发明电〔2014〕28号",
    2016: "国办发明电〔2015〕18号",
    2017: "国办发明电〔2016〕17号",
    2018: "国办发明电〔2017〕12号",
    2019: "国办发明电〔2018〕15号",
    2020: "国办发明电〔2019〕16号",
    2021: "国办发明电〔2020〕27号",
    2022: "国办发明电〔2021〕11号",
    2023: "国办发明电〔2022〕16号",
    2024: "国办发明电〔2023〕7号",
    2025: "国办发明电〔2024〕12号",
    2026: "国办发明电〔2025〕7号",
}

#: Days that a later notice of their own set or changed.
CHANGED = {
    "国发明电〔2015〕1号": (date(2015, 9, 3), date(2015, 9, 6)),
    "国办发明电〔2019〕3号": (date(2019, 4, 28), date(2019, 5, 5)),
    "国办发明电〔2020〕1号": (date(2020, 1, 31), date(2020, 2, 2)),
}

NAMES = {
    "New Year's Day": "元旦",
    "Spring Festival": "春节",
    "Tomb-sweeping Day": "清明节",
    "Labour Day": "劳动节",
    "Dragon Boat Festival": "端午节",
    "Mid-autumn Festival": "中秋节",
    "National Day": "国庆节",
    "Anti-Fascist 70th Day": "抗战胜利70周年纪念日",
}

HEADER = """\
# Days off and working weekends as the State Council's notices set them, one table per notice.
# A day is listed under the year of the notice that set it, so the last days of a December may stand under the next
# year. Each entry: first day, last day, festival, and the notice where it is not the year's own.
# Made by tests/content/working_calendar/seeding.py from chinesecalendar 1.11.0; not edited by hand.
"""

Marked = tuple[date, str, str]


def notice_year(day: date, name: str) -> int:
    """The year whose notice set the day: New Year's days in December belong to the year they open."""
    return day.year + 1 if day.month == 12 and name == "元旦" else day.year


def changed_by(day: date) -> str:
    return next((number for number, (first, last) in CHANGED.items() if first <= day <= last), "")


def marked(days: dict[date, str], year: int) -> list[Marked]:
    named = ((day, NAMES[name]) for day, name in sorted(days.items()))
    return [(day, name, changed_by(day)) for day, name in named if notice_year(day, name) == year]


def spans(days: Iterable[Marked]) -> Iterator[tuple[date, date, str, str]]:
    """Runs of neighbouring days that share festival and notice."""
    run: list[Marked] = []
    for entry in days:
        if run and (entry[0] - run[-1][0] != timedelta(1) or entry[1:] != run[-1][1:]):
            yield run[0][0], run[-1][0], *run[0][1:]
            run = []
        run.append(entry)
    if run:
        yield run[0][0], run[-1][0], *run[0][1:]


def rows(days: list[Marked]) -> str:
    lines = []
    for first, last, name, number in spans(days):
        tail = f', "{number}"' if number else ""
        lines.append(f'  [{first}, {last}, "{name}"{tail}],')
    return "\n".join(lines)


def year_text(year: int, holidays: dict[date, str], workdays: dict[date, str]) -> str:
    off, working = rows(marked(holidays, year)), rows(marked(workdays, year))
    return f'[[year]]\nyear = {year}\nsource = "{NUMBERS[year]}"\noff = [\n{off}\n]\nworking = [\n{working}\n]\n'


def seed_text(holidays: dict[date, str], workdays: dict[date, str]) -> str:
    years = (year_text(year, holidays, workdays) for year in range(FIRST_YEAR, LAST_YEAR + 1))
    return "\n".join([HEADER, *years])


if __name__ == "__main__":
    import sys

    from chinese_calendar import constants

    sys.stdout.write(seed_text(constants.holidays, constants.workdays))
