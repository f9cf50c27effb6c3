"""Where the bars and lines of a drawing stand. Numbers in, places out; the table beside it says the same in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 360, 150
TOP, BOTTOM, LEFT = 18, 20, 4


@dataclass(frozen=True)
class Bar:
    """``is_full`` bars reach the goal and are drawn solid, others hatched: shape, not colour, tells them apart."""

    label: str
    value: int
    x: float
    y: float
    width: float
    height: float
    is_full: bool

    @property
    def middle(self) -> float:
        return round(self.x + self.width / 2, 1)


@dataclass(frozen=True)
class Bars:
    bars: tuple[Bar, ...]
    goal: int
    goal_y: float
    width: int = WIDTH
    height: int = HEIGHT
    base: int = HEIGHT - BOTTOM


def bars(values: Sequence[tuple[str, int]], goal: int = 0) -> Bars:
    """A bar for each value, with the goal as a line across."""
    room = HEIGHT - TOP - BOTTOM
    most = max([goal, 1, *(value for _label, value in values)])
    step = (WIDTH - 2 * LEFT) / max(1, len(values))
    drawn = []
    for place, (label, value) in enumerate(values):
        height = round(room * value / most, 1)
        x = round(LEFT + place * step + step * 0.15, 1)
        drawn.append(Bar(label, value, x, HEIGHT - BOTTOM - height, round(step * 0.7, 1), height, value >= goal))
    return Bars(tuple(drawn), goal, round(HEIGHT - BOTTOM - room * goal / most, 1))


@dataclass(frozen=True)
class Point:
    label: str
    value: int
    x: float
    y: float


@dataclass(frozen=True)
class Lines:
    """``known`` is what has come; ``ahead`` goes on from its last point to where it likely ends."""

    known: tuple[Point, ...]
    ahead: tuple[Point, ...]
    goal: tuple[Point, Point]
    width: int = WIDTH
    height: int = HEIGHT
    base: int = HEIGHT - BOTTOM

    @staticmethod
    def path(points: Sequence[Point]) -> str:
        return " ".join(f"{point.x},{point.y}" for point in points)


def lines(sums: Sequence[tuple[str, int]], *, of: int, goal: int, expected: int | None = None) -> Lines:
    """Running sums over the first of ``of`` steps, the way to the goal, and the way to what is expected."""
    most = max([goal, expected or 0, 1, *(value for _label, value in sums)])
    room, step = HEIGHT - TOP - BOTTOM, (WIDTH - 8 * LEFT) / max(1, of)

    def at(place: int, label: str, value: int) -> Point:
        return Point(label, value, round(2 * LEFT + place * step, 1), round(HEIGHT - BOTTOM - room * value / most, 1))

    known = (at(0, "", 0), *(at(place, label, value) for place, (label, value) in enumerate(sums, start=1)))
    ahead = (known[-1], at(of, "", expected)) if expected is not None and len(sums) <= of else ()
    return Lines(known, ahead, (at(0, "", 0), at(of, "", goal)))
