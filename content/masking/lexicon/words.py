"""Reads the word lists, once and only when somebody asks."""

from __future__ import annotations

import math
from functools import cache
from pathlib import Path

_COMMON = 260
_RARE = 24
_HERE = Path(__file__).parent


@cache
def lines(name: str) -> tuple[str, ...]:
    """The lines of a list, without comments and blanks."""
    stripped = (line.split("#")[0].strip() for line in (_HERE / name).read_text(encoding="utf-8").splitlines())
    return tuple(line for line in stripped if line)


@cache
def listed(name: str) -> tuple[str, ...]:
    """Everything in a list of words parted by blanks, longest first."""
    return tuple(sorted({word for line in lines(name) for word in line.split()}, key=lambda word: (-len(word), word)))


@cache
def surnames() -> dict[str, int]:
    """Cost of each single surname, by its place in the list: ten times a negative logarithm."""
    signs = dict.fromkeys("".join(lines("surnames.txt")).replace(" ", ""))
    return {sign: surname_cost_at(place) + (_RARE if place >= _COMMON else 0) for place, sign in enumerate(signs)}


def surname_cost_at(place: int) -> int:
    """Surnames are spread roughly by rank: the first has seven in a hundred, the hundredth two in a thousand."""
    return round(10 * (math.log(14) + 0.78 * math.log(1 + place)))


def surname_cost(sign: str) -> int | None:
    """The cost of a single surname; None when it is none."""
    return surnames().get(sign)


@cache
def compound_surnames() -> frozenset[str]:
    return frozenset(listed("compound_surnames.txt"))


@cache
def vocabulary() -> dict[str, tuple[int, str]]:
    """word → (cost, class); what is listed by hand wins."""
    known = {}
    for line in (*lines("words.txt"), *lines("own_words.txt")):
        word, mark = line.split(" ")
        known[word] = (int(mark[:-1]), mark[-1])
    return known


@cache
def given() -> dict[str, tuple[int, int, int]]:
    """character → its cost as first of two, second of two, and only given character."""
    rows = (line.split(" ") for line in lines("given.txt"))
    return {sign: (int(first), int(second), int(only)) for sign, first, second, only in rows}


@cache
def _members(name: str) -> tuple[frozenset[str], tuple[int, ...]]:
    found = listed(name)
    return frozenset(found), tuple(sorted({len(word) for word in found}, reverse=True))


def ending(text: str, name: str) -> str:
    """The longest word of a list that the text ends with, or nothing."""
    members, lengths = _members(name)
    return next((text[-length:] for length in lengths if text[-length:] in members), "")
