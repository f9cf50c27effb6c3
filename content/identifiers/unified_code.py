"""统一社会信用代码 (GB 32100): 18 characters, mod 31, and where a code that does not check was probably mistyped."""

from __future__ import annotations

import re
from dataclasses import dataclass

from content.identifiers import organisation_code

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
WEIGHTS = tuple(pow(3, place, 31) for place in range(17))
#: What the data standard has a household business write that has no code yet. It does not check, and is no error.
PLACEHOLDER = "00000000000000000X"
LENGTH = 18
HOUSEHOLD = "92"

_WORTH = tuple({sign: index * weight for index, sign in enumerate(ALPHABET)} for weight in WEIGHTS)
_SHAPE = re.compile(f"[{ALPHABET}]{{18}}")
#: The registering department, the class within it and six digits of region; what a real code begins with.
_BEGINNING = re.compile(
    r"(?:1[1239]|2[19]|3[1-59]|4[19]|5[1239]|6[129]|7[129]|8[19]|9[123]|A[19]|N[1239]|Y1)[1-8][0-9]{5}"
)
_LOOK_ALIKES = ("0OQDC", "1ILJT", "2Z", "5S", "6GC", "8B", "UVY", "3E", "4A", "7T", "MN", "KXH", "EF", "PR")


@dataclass(frozen=True)
class NearMiss:
    """What is wrong with a code. ``place`` counts from 1, 0 where nobody can tell; ``likely`` is a code that checks."""

    reason: str
    place: int = 0
    likely: str = ""


def check_character(first: str) -> str:
    """The 18th character that belongs to the first 17."""
    return ALPHABET[-sum(worth[sign] for worth, sign in zip(_WORTH, first, strict=True)) % 31]


def is_valid(code: str) -> bool:
    """18 characters of the alphabet whose check character is right. The placeholder is not."""
    return _SHAPE.fullmatch(code) is not None and check_character(code[:17]) == code[17]


def near_miss(code: str) -> NearMiss:
    """Why ``code`` does not check, and the one place where a usual slip of the hand would explain it."""
    if len(code) != LENGTH:
        return NearMiss("length")
    likely = sorted({other for other in slips(code) if is_valid(other) and _BEGINNING.match(other)})
    likely = [other for other in likely if is_organisation_right(other)] or likely
    only = likely[0] if len(likely) == 1 else ""
    strange = next((place for place, sign in enumerate(code, 1) if sign not in ALPHABET), 0)
    if strange:
        return NearMiss("letter", strange, only)
    return NearMiss("check", first_difference(code, only) if only else 0, only)


def slips(code: str) -> set[str]:
    """The code with one character read as one that looks like it, or two neighbours put the other way round."""
    found = {code[:at] + code[at + 1] + code[at] + code[at + 2 :] for at in range(len(code) - 1)}
    for at, sign in enumerate(code):
        alike = {other for group in _LOOK_ALIKES if sign in group for other in group} - {sign}
        found |= {code[:at] + other + code[at + 1 :] for other in alike}
    return found - {code}


def is_organisation_right(code: str) -> bool:
    """Characters 9 to 17 are the organisation code, which has a check of its own."""
    return organisation_code.is_valid(code[8:17])


def first_difference(one: str, other: str) -> int:
    return next(place for place, (a, b) in enumerate(zip(one, other, strict=True), 1) if a != b)
