"""Invented subjects, drawn by number: the same number and seed give the same company, household or person."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from pathlib import Path
from random import Random
from typing import Any

from content.identifiers import organisation_code, resident_id, unified_code
from content.records.rules import HOUSEHOLD, ORGANISATION, PERSON

INVENTED_FILE = Path(__file__).parent / "invented.toml"
#: Organisation codes beginning so are not given out, nor is there a region of this number.
UNISSUED_ORGANISATION, UNISSUED_REGION = "MX", "320799"
BUSIEST = 200
SIGNS = unified_code.ALPHABET
#: Shuffles names so that neighbours in number are none in name: prime to any product of list lengths we use.
STRIDE = 1_000_003


@cache
def material() -> Mapping[str, Any]:
    return tomllib.loads(INVENTED_FILE.read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Invented:
    """A subject as the identity columns of a record describe it."""

    kind: str
    name: str
    code: str = ""
    registration_number: str = ""
    representative: str = ""
    id_number: str = ""

    @property
    def columns(self) -> dict[str, Any]:
        """By field name; what is empty is left out."""
        found = {
            "subject_name": self.name,
            "subject_type": self.kind,
            "unified_code": self.code,
            "registration_number": self.registration_number,
            "representative": self.representative,
            "person_id_type": "身份证" if self.id_number else "",
            "person_id_number": self.id_number,
        }
        return {name: value for name, value in found.items() if value}


@lru_cache(maxsize=20_000)
def subject(number: int, seed: int, born_before: date) -> Invented:
    """Seven in ten are companies, two households, one a person of 20 to 60 years. The busiest are companies all."""
    rng = Random(number * 7919 + seed)
    lot = rng.random()
    if number < BUSIEST or lot < 0.72:
        return company(rng, number)
    if lot < 0.92:
        return household(rng, number)
    return Invented(PERSON, person(rng), id_number=certificate(rng, born_before))


def company(rng: Random, number: int) -> Invented:
    words = material()
    name = unlike(number, words["towns"], words["brand_first"], words["brand_second"], words["trades"])
    code = unified("91", rng.choice(words["regions"]), number)
    return Invented(ORGANISATION, name, code, representative=person(rng))


def household(rng: Random, number: int) -> Invented:
    """One in twelve has no unified code yet and stands under its registration number."""
    words = material()
    operator = person(rng)
    name = f"{rng.choice(words['districts'])}{operator}{rng.choice(words['household_trades'])}"
    if rng.random() < 1 / 12:
        old = f"{rng.choice(words['regions'])}{number % 10**7:07d}"
        return Invented(HOUSEHOLD, name, unified_code.PLACEHOLDER, old, operator)
    return Invented(HOUSEHOLD, name, unified("92", rng.choice(words["regions"]), number), representative=operator)


def unlike(number: int, *lists: Any) -> str:
    """A word of each list; numbers below the product of their lengths never give the same words."""
    whole = 1
    for words in lists:
        whole *= len(words)
    rest = number * STRIDE % whole
    parts = []
    for words in lists:
        rest, place = divmod(rest, len(words))
        parts.append(words[place])
    return "".join(parts)


def person(rng: Random) -> str:
    words, lot = material(), rng.random
    surnames, given = words["surnames"], words["given"]
    second = given[int(lot() * len(given))] if lot() < 0.6 else ""
    return f"{surnames[int(lot() * len(surnames))]}{given[int(lot() * len(given))]}{second}"


def unified(beginning: str, region: str, number: int) -> str:
    """A code that checks in both its parts, and is nobody's."""
    signs = []
    for _place in range(6):
        number, sign = divmod(number, len(SIGNS))
        signs.append(SIGNS[sign])
    organisation = UNISSUED_ORGANISATION + "".join(reversed(signs))
    first = beginning + region + organisation + organisation_code.check_character(organisation)
    return first + unified_code.check_character(first)


def certificate(rng: Random, born_before: date, youngest: int = 20, oldest: int = 60) -> str:
    birth = born_before - timedelta(days=rng.randint(youngest * 366, oldest * 365))
    first = f"{UNISSUED_REGION}{birth:%Y%m%d}{rng.randint(1, 999):03d}"
    return first + resident_id.check_character(first)
