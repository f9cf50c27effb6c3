"""The details that invented facts are told with: where, when, which car, who drove."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from random import Random
from typing import Any

from content.records.invented import person


class Details(dict[str, Any]):
    """Each is drawn when a text first asks for it, and is the same again in the same text."""

    def __init__(self, rng: Random, words: Mapping[str, Any], decided: date) -> None:
        super().__init__()
        self.rng, self.words, self.decided = rng, words, decided

    def __missing__(self, name: str) -> Any:
        drawn = self[name] = getattr(self, f"draw_{name}")() if name in DRAWN else self.listed(LISTS[name])
        return drawn

    def listed(self, name: str) -> str:
        words: list[str] = self.words[name]
        return words[int(self.rng.random() * len(words))]

    def between(self, least: int, most: int) -> int:
        return least + int(self.rng.random() * (most - least + 1))

    def draw_day(self) -> str:
        happened = self.decided - timedelta(days=self.between(3, 60))
        return f"{happened.year}年{happened.month}月{happened.day}日"

    def draw_year(self) -> int:
        return self.decided.year

    def draw_plate(self) -> str:
        return f"苏G{'ABCDEFHK'[self.between(0, 7)]}{self.between(0, 9999):04d}"

    def draw_driver(self) -> str:
        return person(self.rng)

    def draw_tons(self) -> str:
        return f"{50 + self.between(100, 4800) / 100:.2f}"

    def draw_over(self) -> str:
        return f"{float(self['tons']) - 49:.2f}"

    def draw_hour(self) -> int:
        return self.between(6, 22)

    def draw_minute(self) -> str:
        return f"{self.between(0, 59):02d}"

    def draw_km(self) -> int:
        return self.between(1, 880)

    def draw_metre(self) -> int:
        return self.between(0, 999)

    def draw_people(self) -> int:
        return self.between(2, 30)

    def draw_serial(self) -> int:
        return self.between(1000, 99999)


DRAWN = frozenset(name.removeprefix("draw_") for name in vars(Details) if name.startswith("draw_"))
LISTS = {"road": "roads", "cargo": "cargoes", "berth": "berths", "district": "districts"}
