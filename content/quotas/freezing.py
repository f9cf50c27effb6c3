"""A month's figures as the boards show them, frozen when the month is over, and held beside what they are now."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from content import clock
from content.auth.units import Unit
from content.items.models import Item
from content.quotas import counted, counting, punctuality, rules, spans, targets
from content.quotas.punctuality import Punctuality, Returns
from content.quotas.scorecards import Scorecard

#: A month is looked at again for corrections for so long.
MONTHS_LOOKED_AT = 12


def figures(session: Session, month: date) -> dict[str, Any]:
    """Everything a scorecard says of a month, in plain values that JSON keeps."""
    first, end = spans.month_of(month)
    found = counting.tallies(session, first, end)
    standings = counting.standings(session, first, found)
    parts: dict[str, dict[int, Any]] = {
        "punctual": punctuality.of_span(session, first, end),
        "returns": punctuality.returns(session, first, end),
        "left": counting.left(session, first, end),
        "repeated": counting.repeated(session, first, end),
    }
    articles = counting.add_up(found, counting.unit_of)
    records = counting.add_up(counting.read(session, counted.records(), first, end), counting.unit_of, records=True)
    units = {unit.id: unit for unit in session.scalars(select(Unit).order_by(Unit.position))}
    speaking = set(standings) | set(articles) | set(records) | set(parts["left"])
    return {
        "basis": rules.of_year(session, first.year).basis,
        "units": [
            of_unit(unit, standings.get(unit.id), articles[unit.id], records[unit.id], parts)
            for unit in units.values()
            if unit.id in speaking
        ],
        "columns": dict(counting.add_up(found, lambda tally: tally.column)),
        "articles": sum(articles.values()),
        "records": sum(records.values()),
        "year": year_so_far(session, end),
    }


def of_unit(
    unit: Unit, standing: counting.Standing | None, articles: int, records: int, parts: dict[str, dict[int, Any]]
) -> dict[str, Any]:
    """Names stand in the card as they were: a unit may be renamed later."""
    punctual = parts["punctual"].get(unit.id, Punctuality())
    returned = parts["returns"].get(unit.id, Returns())
    return {
        "unit": unit.id,
        "names": dict(unit.short_names),
        "done": standing.done if standing else None,
        "goal": standing.goal if standing else None,
        "articles": articles,
        "records": records,
        "in_time": punctual.in_time,
        "late": punctual.late,
        "decided": returned.decided,
        "returned": returned.returned,
        "left": parts["left"].get(unit.id, 0),
        "repeated": parts["repeated"].get(unit.id, 0),
    }


def year_so_far(session: Session, end: date) -> dict[str, int]:
    """The locality's year up to the end of the month."""
    year = spans.months_on(end, -1).year
    goal = targets.yearly(session, year)
    found = counting.tallies(session, date(year, 1, 1), end)
    return {"done": sum(counting.add_up(found, lambda tally: "all").values()), "goal": goal.minimum if goal else 0}


def freeze(session: Session, today: date | None = None) -> list[Scorecard]:
    """Close every month that is over and not closed yet, and add a line where a closed one has changed since.

    The first month is the one in which anything was first published. Nothing stored is touched.
    """
    day = today or clock.today()
    first = earliest(session)
    if first is None:
        return []
    start = max(first, spans.months_on(day.replace(day=1), -MONTHS_LOOKED_AT))
    newest = newest_lines(session, start)
    added = []
    for month in spans.months(start, day.replace(day=1)):
        now, last = figures(session, month), newest.get(month)
        if last is None or last.figures != now:
            line = Scorecard(month=month, line=last.line + 1 if last else 1, frozen_at=clock.now(), figures=now)
            session.add(line)
            added.append(line)
    session.flush()
    return added


def earliest(session: Session) -> date | None:
    """The month in which anything first came out, be it still public or not."""
    at = session.scalar(select(func.min(Item.first_published_at)))
    return clock.day_of(at).replace(day=1) if at else None


def newest_lines(session: Session, since: date) -> dict[date, Scorecard]:
    """The last line of each month; in order of line, so that the last one stays."""
    lines = session.scalars(select(Scorecard).where(Scorecard.month >= since).order_by(Scorecard.line))
    return {line.month: line for line in lines}


def of_month(session: Session, month: date) -> list[Scorecard]:
    """The frozen line and its corrections, oldest first."""
    return list(session.scalars(select(Scorecard).where(Scorecard.month == month).order_by(Scorecard.line)))


def closed_months(session: Session) -> list[date]:
    """Months with a scorecard, the newest first."""
    return list(session.scalars(select(Scorecard.month).distinct().order_by(Scorecard.month.desc())))
