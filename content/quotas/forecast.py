"""按当前进度预计: where a month will end, from what is out, what is on its way, and the unit's own habits. Pure.

On its way is what waits to be published, is under review or being written. Beside it comes what is begun and finished
within the days that are left, as in the unit's months before; while its own history is short, as in everybody's. What
is expected is one number; whether to warn is decided by how likely the month is to be missed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, exp, floor, lgamma, log

#: Months of everybody's habits that weigh as much as the unit's own.
SHARED = 2.0
#: How much a month's own liveliness has to show before it is believed: that many items.
LIVELINESS = 2.0
#: Of what waits for its publication, its review or its last line: the share that comes out within a week.
APPROVED, IN_REVIEW, IN_WRITING = 0.95, 0.9, 0.65
#: A warning is worth its disturbance from here on.
WARNS_FROM = 0.38
DAYS_A_WEEK = 5
#: Months of history with which a forecast is called firm, or fair.
FIRM, FAIR = 12, 6


@dataclass(frozen=True)
class Month:
    """A finished month of one unit: of each item that counted, the working days left when begun and when out."""

    items: tuple[tuple[int, int], ...]

    def fresh(self, left: int) -> int:
        """Items both begun and out within the last ``left`` working days."""
        return sum(begun < left and out < left for begun, out in self.items)

    def before(self, left: int) -> int:
        return sum(out >= left for _begun, out in self.items)


@dataclass(frozen=True)
class Way:
    """What is on its way: approved, under review, being written."""

    approved: int = 0
    in_review: int = 0
    in_writing: int = 0

    @property
    def chances(self) -> tuple[float, ...]:
        """How likely each comes out in time."""
        return (APPROVED,) * self.approved + (IN_REVIEW,) * self.in_review + (IN_WRITING,) * self.in_writing


@dataclass(frozen=True)
class Outlook:
    """``expected`` is the month's likely sum, ``risk`` that it falls short of the goal; ``history`` counts the unit's
    months behind it."""

    done: int
    way: Way
    goal: int
    days_left: int
    expected: float
    risk: float
    history: int

    @property
    def likely(self) -> int:
        return max(self.done, floor(self.expected + 0.5))

    @property
    def short(self) -> int:
        """What will be missing at this pace; at least one where the warning stands."""
        return max(self.goal - self.likely, 1 if self.warns else 0)

    @property
    def needed_a_week(self) -> int:
        """Items a week, rounded up, that still meet the goal; in the last week all of them."""
        missing = max(0, self.goal - self.done)
        return ceil(missing / max(1.0, self.days_left / DAYS_A_WEEK))

    @property
    def warns(self) -> bool:
        return self.done < self.goal and self.risk >= WARNS_FROM

    @property
    def confidence(self) -> str:
        return "firm" if self.history >= FIRM else "fair" if self.history >= FAIR else "weak"


@dataclass(frozen=True)
class Habits:
    """Everybody's usual month: items begun and out within its last days, and out before them."""

    fresh: float
    before: float


def habits(months: Sequence[Month], goal: int, left: int) -> Habits:
    """Of everybody's months; of one that just meets its goal before anything is known."""
    shared = months or [typical(goal)]
    fresh, before = sum(month.fresh(left) for month in shared), sum(month.before(left) for month in shared)
    return Habits(fresh / len(shared), before / len(shared))


def outlook(*, done: int, way: Way, goal: int, days_left: int, own: Sequence[Month], common: Habits) -> Outlook:
    """Where a month will end. ``days_left`` counts the working days after today; every ``Month`` is over."""
    fresh, so_far = usual(own, common, days_left)
    lively = (LIVELINESS + done) / (LIVELINESS + so_far)
    mean = fresh * lively
    counts = on_the_way(way.chances)
    shape = LIVELINESS + done
    risk = sum(chance * falls_short(goal - done - count, mean, shape) for count, chance in enumerate(counts))
    return Outlook(done, way, goal, days_left, done + sum(way.chances) + mean, risk, len(own))


def usual(own: Sequence[Month], common: Habits, left: int) -> tuple[float, float]:
    """The unit's own habits, leaning on everybody's."""
    weight = len(own) + SHARED
    fresh = sum(month.fresh(left) for month in own) + SHARED * common.fresh
    before = sum(month.before(left) for month in own) + SHARED * common.before
    return fresh / weight, before / weight


def typical(goal: int) -> Month:
    """Before anything is known: a month that just meets its goal, evenly, each item three days in the making."""
    gap = 20 // max(1, goal)
    return Month(tuple((day + 3, day) for day in range(gap // 2, gap // 2 + gap * goal, gap)))


def on_the_way(chances: Sequence[float]) -> list[float]:
    """How likely none, one, two … of them come out in time."""
    counts = [1.0]
    for chance in chances:
        comes, stays = [0.0, *(c * chance for c in counts)], [*(c * (1 - chance) for c in counts), 0.0]
        counts = [one + other for one, other in zip(comes, stays, strict=True)]
    return counts


def falls_short(need: int, mean: float, shape: float) -> float:
    """How likely fewer than ``need`` items come, their pace itself being uncertain (negative binomial)."""
    if need <= 0:
        return 0.0
    if mean <= 0:
        return 1.0
    none, more = shape * log(shape / (shape + mean)), log(mean / (shape + mean))
    chances = (lgamma(n + shape) - lgamma(shape) - lgamma(n + 1) + none + n * more for n in range(need))
    return min(1.0, sum(exp(chance) for chance in chances))
