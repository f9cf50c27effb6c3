"""Runs of digits as people break them up: groups, and the gaps between them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_LETTERS_FOR_DIGITS = str.maketrans("OolI", "0011")
_GAP = r"[^\w]|_"
_RUN = re.compile(
    rf"[0-9OolI](?:(?:{_GAP}){{0,4}}[0-9OolI]){{4,}}(?:(?:{_GAP}){{0,2}}[Xx])?(?:(?:{_GAP}){{0,4}}[0-9OolI])*"
)
_GROUP = re.compile(r"[0-9OolI]+[Xx]?|[Xx]")
_ENOUGH_DIGITS = 5


@dataclass(frozen=True)
class Group:
    """Digits that touch one another; a trailing X is a digit here."""

    start: int
    end: int
    value: str


@dataclass(frozen=True)
class Run:
    """Groups in a row with little between them."""

    groups: tuple[Group, ...]
    gaps: tuple[str, ...]

    def joined(self, longest: int) -> Iterator[tuple[int, int, str]]:
        """Every way to read neighbouring groups as one number of at most ``longest`` digits: (first, last, digits)."""
        for first in range(len(self.groups)):
            value = ""
            for last in range(first, len(self.groups)):
                value += self.groups[last].value
                if len(value) > longest:
                    break
                yield first, last, value

    def gaps_between(self, first: int, last: int) -> tuple[str, ...]:
        return self.gaps[first:last]

    def lengths(self, first: int, last: int) -> tuple[int, ...]:
        return tuple(len(group.value) for group in self.groups[first : last + 1])


def find(digits: str) -> list[Run]:
    """All runs with digits enough to be worth a look."""
    return [run for match in _RUN.finditer(digits) if (run := _run(match))]


def _run(match: re.Match[str]) -> Run | None:
    base = match.start()
    if sum(sign.isdigit() for sign in match.group()) < _ENOUGH_DIGITS:
        return None
    found = list(_GROUP.finditer(match.group()))
    groups = tuple(Group(base + group.start(), base + group.end(), _value(group.group())) for group in found)
    gaps = tuple(match.group()[left.end() : right.start()] for left, right in zip(found, found[1:], strict=False))
    return Run(groups, gaps)


def _value(signs: str) -> str:
    return signs.upper().translate(_LETTERS_FOR_DIGITS) if signs[-1] in "Xx" else signs.translate(_LETTERS_FOR_DIGITS)
