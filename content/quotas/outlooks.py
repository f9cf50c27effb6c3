"""What the forecast is told: each unit's months before, what is out, and what is on its way. No more than is past."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import floor

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from content import clock
from content.items.models import Edition, Item, State
from content.quotas import counted, counting, forecast, rules, spans
from content.quotas.counting import Standing
from content.quotas.forecast import Month, Outlook, Way
from content.working_calendar import workdays, years
from content.working_calendar.workdays import Table

MONTHS_BEFORE = 12
#: What nobody has touched for a week is not counted on.
RESTS_AFTER = timedelta(days=7)
WAITING = (State.APPROVED.value, State.SUBMITTED.value, State.DRAFT.value)


class Countdown:
    """How many working days of its month are left after a day; counted once for each month."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.left: dict[date, int] = {}

    def after(self, day: date) -> int:
        if day not in self.left:
            self.count(day.replace(day=1))
        return self.left[day]

    def count(self, first: date) -> None:
        day, left = spans.months_on(first, 1) - workdays.DAY, 0
        while day >= first:
            self.left[day] = left
            left += workdays.is_working(day, self.table)
            day -= workdays.DAY

    def from_begin(self, begun: date, out: date) -> int:
        """As seen from the month in which it came out: what was begun before it was there all the month."""
        return self.after(begun) if begun >= out.replace(day=1) else self.after(out.replace(day=1)) + 1


def months_before(
    session: Session, first: date, columns: Collection[str], basis: str, countdown: Countdown
) -> dict[int, list[Month]]:
    """By unit: each of the months before ``first``, the oldest first, from the first in which anybody published."""
    start = spans.months_on(first, -MONTHS_BEFORE)
    what = counted.on(basis)
    query = (
        select(what.unit_id, what.at, Item.started_at)
        .select_from(what.rows.outerjoin(Item.__table__, Item.id == what.item_id))
        .where(*what.between(start, first), what.column.in_(columns), ~what.is_record)
    )
    found: defaultdict[tuple[int, date], list[tuple[int, int]]] = defaultdict(list)
    for unit_id, at, started_at in session.execute(query):
        out = clock.day_of(at) if isinstance(at, datetime) else at
        begun = min(clock.day_of(started_at), out) if started_at else out
        found[unit_id, out.replace(day=1)].append((countdown.from_begin(begun, out), countdown.after(out)))
    known = spans.months(min((month for _unit, month in found), default=first), first)
    everybody = {unit for unit, _month in found}
    return {unit: [Month(tuple(found[unit, month])) for month in known] for unit in everybody}


Waiting = Counter[tuple[int, str, str]]


def waiting(session: Session) -> Waiting:
    """By unit, column and state: articles never yet public that wait for publication, review or their last line."""
    touched = func.coalesce(Edition.reviewed_at, Edition.submitted_at, Edition.edited_at)
    keys = (Item.unit_id, Item.column, Edition.state)
    query = (
        select(*keys, func.count())
        .join(Item, Item.id == Edition.item_id)
        .where(Edition.state.in_(WAITING), Item.first_published_at.is_(None), touched >= clock.now() - RESTS_AFTER)
        # Not asked with IS NULL: that would choose the index of batches, in which nearly everything is.
        .where(Edition.title != "", func.coalesce(Edition.batch_id, 0) == 0)
        .group_by(*keys)
    )
    return Counter({(unit, column, state): count for unit, column, state, count in session.execute(query)})


def on_the_way(found: Waiting, columns: Collection[str] | None = None) -> dict[int, Way]:
    """By unit, of some columns or of all."""
    states: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for (unit_id, column, state), count in found.items():
        if columns is None or column in columns:
            states[unit_id][state] += count
    return {unit: Way(*(counts[state] for state in WAITING)) for unit, counts in states.items()}


def of_month(
    session: Session, today: date, standings: dict[int, Standing], found: Waiting | None = None
) -> dict[int, Outlook]:
    """Where each unit with a monthly target will end this month."""
    rule = rules.of_year(session, today.year)
    countdown = Countdown(years.table(session))
    known = months_before(session, today.replace(day=1), rule.monthly_columns, rule.basis, countdown)
    way = on_the_way(waiting(session) if found is None else found, rule.monthly_columns)
    everybody, left = [month for months in known.values() for month in months], countdown.after(today)
    silent = [Month(())] * max((len(months) for months in known.values()), default=0)
    common = {goal: forecast.habits(everybody, goal, left) for goal in {one.goal for one in standings.values()}}
    return {
        unit: forecast.outlook(
            done=standing.done,
            way=way.get(unit, Way()),
            goal=standing.goal,
            days_left=left,
            own=known.get(unit, silent),
            common=common[standing.goal],
        )
        for unit, standing in standings.items()
    }


@dataclass(frozen=True)
class YearOutlook:
    """Where the locality's year will end at the pace of its last three months."""

    standing: Standing
    expected: int
    days_left: int

    @property
    def short(self) -> int:
        return max(0, self.standing.goal - self.expected)

    @property
    def needed_a_week(self) -> int:
        weeks = max(1.0, self.days_left / forecast.DAYS_A_WEEK)
        return -int(-self.standing.short // weeks)


def of_year(
    session: Session, today: date, found: Iterable[counting.Tally], goal: int, ways: Iterable[Way]
) -> YearOutlook:
    """From the tallies of this month and the three before, of the year so far, and what is on its way."""
    table = years.table(session)
    this_year = counting.add_up((one for one in found if one.month.year == today.year), lambda tally: "all")["all"]
    since = max(spans.months_on(today.replace(day=1), -3), min((one.month for one in found), default=today))
    recent = counting.add_up((one for one in found if one.month >= since), lambda tally: "all")["all"]
    behind = workdays.between(since - workdays.DAY, today, table).number
    left = workdays.between(today, date(today.year, 12, 31), table).number
    coming = max(sum(sum(way.chances) for way in ways), recent / max(1, behind) * left)
    return YearOutlook(Standing(this_year, goal), floor(this_year + coming + 0.5), left)
