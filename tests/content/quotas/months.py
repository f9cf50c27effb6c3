"""Invented months of fifteen units, to replay a forecast on. Made before the forecast was tuned, and by other rules.

Each unit has habits: how much it writes, how late in the month, how often a month falls quiet because people are away,
and how often it still catches up when it is reminded eight working days before the end.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from content.working_calendar import workdays, years

GOAL = 2
CALENDAR = years.seeded()


@dataclass(frozen=True)
class Habit:
    a_month: float
    #: Shape of the spread over the month: (1, 1) is even, (4, 1.3) leans to its end.
    spread: tuple[float, float]
    falls_quiet: float
    catches_up: float


STEADY = Habit(4.5, (1.0, 1.0), 0.06, 0.7)
MODEST = Habit(2.8, (1.2, 1.0), 0.10, 0.5)
LAST_MINUTE = Habit(2.6, (3.0, 1.3), 0.05, 0.9)
WEAK = Habit(1.4, (1.0, 1.0), 0.15, 0.15)
UNITS = (STEADY,) * 5 + (MODEST,) * 4 + (LAST_MINUTE,) * 3 + (WEAK,) * 3
REMINDED = 8


@cache
def working_days(first: date) -> tuple[date, ...]:
    days = (first + timedelta(days=offset) for offset in range(31))
    return tuple(day for day in days if day.month == first.month and workdays.is_working(day, CALENDAR))


@dataclass(frozen=True)
class Piece:
    """One item by the working days of its month, from 0: begun, sent to review, approved, out; None: not that month."""

    begun: int
    submitted: int | None
    approved: int | None
    published: int | None

    def stage(self, day: int) -> str:
        """Where it stood at the end of that day, "" before it was begun."""
        for name in ("published", "approved", "submitted", "begun"):
            reached = getattr(self, name)
            if reached is not None and reached <= day:
                return name
        return ""

    def rests(self, day: int) -> bool:
        """Has nothing happened to it for a working week?"""
        return day - max(at for at in (self.begun, self.submitted, self.approved) if at is not None and at <= day) >= 5


def poisson(rng: random.Random, mean: float) -> int:
    count, waited = 0, rng.expovariate(1)
    while waited < mean:
        count, waited = count + 1, waited + rng.expovariate(1)
    return count


def piece(rng: random.Random, begun: int, length: int) -> Piece:
    """Writing takes a day to four, review up to two, publishing up to one; one draft in twelve is never finished."""
    if rng.random() < 1 / 12:
        return Piece(begun, None, None, None)
    submitted = begun + rng.randint(1, 4)
    approved = submitted + rng.choice((0, 1, 1, 2))
    published = approved + rng.choice((0, 0, 1))
    return Piece(begun, submitted, approved, published if published < length else None)


def month(rng: random.Random, habit: Habit, length: int) -> list[Piece]:
    """The pieces of one month with so many working days."""
    lively = 0.25 if rng.random() < habit.falls_quiet else rng.gammavariate(8, 1 / 8)
    wanted = poisson(rng, habit.a_month * lively * length / 21)
    pieces = [piece(rng, int((length - 3) * rng.betavariate(*habit.spread)) - 2, length) for _ in range(wanted)]
    missing = GOAL - sum(made.published is not None and made.begun < length - REMINDED for made in pieces)
    if missing > 0 and rng.random() < habit.catches_up:
        pieces += [piece(rng, length - REMINDED + rng.randint(0, 2), length) for _ in range(missing)]
    return pieces


def replay(seed: int, months: int = 24) -> dict[tuple[int, date], list[Piece]]:
    """(unit, first of month) → pieces, for fifteen units from January 2024 on."""
    rng = random.Random(seed)
    starts = [date(2024 + number // 12, number % 12 + 1, 1) for number in range(months)]
    return {
        (unit, first): month(rng, habit, len(working_days(first)))
        for unit, habit in enumerate(UNITS)
        for first in starts
    }
