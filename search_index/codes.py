"""Identifiers: one spelling for each, what kind a typed one is, and what is likely wrong with a mistyped one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from search_index.folding import fold, squeeze

Route = Literal["unified_code", "document_number", "index_number", "text"]

_ATOMS = re.compile(r"[0-9a-z]+|[^ 0-9a-z]+")
_ORDINAL = re.compile(r"(?<=[0-9])第(?=[0-9])")
_INDEX_NUMBER = re.compile(r"0*([0-9]{7,8}[0-9x])-([0-9]{4})-([0-9]{1,6})")
_DOCUMENT_NUMBER = re.compile(r"[^\x00-\x7f]{1,16}(?:19|20)[0-9]{2}-[0-9]{1,6}号?")
_RUN_TOGETHER = re.compile(r"([^\x00-\x7f]{1,16}(?:19|20)[0-9]{2})([0-9]{1,6}号?)")
_UNIFIED_SHAPE = re.compile(r"[0-9a-z]{17,19}")  # one too few or too many is a near miss
_RESIDENT_SHAPE = re.compile(r"[1-9][0-9]{5}(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:[0-2][0-9]|3[01])[0-9]{3}[0-9x]")

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # GB 32100-2015: no I O S V Z
UNIFIED_WEIGHTS = tuple(pow(3, place, 31) for place in range(17))
ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)  # GB 11714
CONFUSED = {"0": "ODQ", "1": "ILJ", "2": "Z", "5": "S", "8": "B3", "B": "8", "U": "V", "D": "0", "6": "G", "G": "6"}
# Who registers (organs, courts, associations, foreign bodies, trade unions, companies, villages), then the region.
_ISSUED = re.compile("(?:1[1239]|2[19]|3[1-59]|4[19]|5[1-59]|6[129]|7[129]|8[19]|9[123]|A[19]|N[1239]|Y1)[0-9]{6}")
LETTER_FOR_DIGIT = {"O": "0", "I": "1", "Z": "2", "S": "5", "V": "U"}


def fold_code(code: str) -> str:
    """One spelling per identifier: 连交(２０２４)第98号 → 连交2024-98号; 014252524/2024-00150 → 14252524-2024-00150."""
    atoms = _ATOMS.findall(fold(code))
    pieces = [("-" if _touch(before, atom) else "") + atom for before, atom in zip(["", *atoms], atoms, strict=False)]
    joined = _ORDINAL.sub("-", "".join(pieces))
    found = _INDEX_NUMBER.fullmatch(joined)
    return joined if found is None else f"{found[1].lstrip('0')}-{found[2]}-{found[3]}"


def _touch(before: str, atom: str) -> bool:
    return bool(before) and before[-1].isascii() and atom[0].isascii()


def spellings(code: str) -> tuple[str, ...]:
    """What a typed identifier may stand for, as folded codes: a missing 号, forgotten brackets, spaces inside."""
    folded = fold_code(code)
    found = [folded]
    if together := _RUN_TOGETHER.fullmatch(folded):
        found.append(f"{together[1]}-{together[2]}")
    found += [f"{each}号" for each in found if _DOCUMENT_NUMBER.fullmatch(each) and not each.endswith("号")]
    if _UNIFIED_SHAPE.fullmatch(squeeze(code)):
        found.append(squeeze(code))
    return tuple(dict.fromkeys(found))


def route(words: str) -> Route:
    """Which kind of identifier the whole of what was typed looks like."""
    possible, letters = spellings(words), squeeze(words)
    if any(_INDEX_NUMBER.fullmatch(each) for each in possible):
        return "index_number"
    if _UNIFIED_SHAPE.fullmatch(letters) and sum(map(str.isdigit, letters)) >= 8 and not _is_resident(letters):
        return "unified_code"
    if any(_DOCUMENT_NUMBER.fullmatch(each) for each in possible):
        return "document_number"
    return "text"


def _is_resident(letters: str) -> bool:
    """A person's number (GB 11643): nobody is told what a mistyped one might have been."""
    if not _RESIDENT_SHAPE.fullmatch(letters):
        return False
    return "10x98765432"[sum(int(digit) * 2 ** (17 - n) for n, digit in enumerate(letters[:17])) % 11] == letters[17]


@dataclass(frozen=True)
class Guess:
    """One way to make a mistyped unified code right: ``places`` are counted from 1, in the right code where
    one was forgotten (``typed`` is empty then), else in the typed one.
    """

    places: tuple[int, ...]
    typed: str
    likely: str
    code: str


@dataclass(frozen=True)
class Suspicion:
    """A unified code whose check digit fails, with the likeliest mendings first; ``guesses`` may be empty."""

    code: str
    guesses: tuple[Guess, ...]


def unified_check(body: str) -> str:
    total = sum(ALPHABET.index(letter) * weight for letter, weight in zip(body, UNIFIED_WEIGHTS, strict=True))
    return ALPHABET[-total % 31]


def organisation_check(body: str) -> str:
    total = sum(int(letter, 36) * weight for letter, weight in zip(body, ORGANISATION_WEIGHTS, strict=True))
    return {10: "X", 11: "0"}.get(11 - total % 11, str(11 - total % 11))


def is_sound(code: str) -> bool:
    """Both check digits of an 18-character unified code hold, and its first eight characters can be."""
    return bool(_ISSUED.match(code)) and _check_holds(code) and organisation_check(code[8:16]) == code[16]


def _check_holds(code: str) -> bool:
    return len(code) == 18 and all(letter in ALPHABET for letter in code) and unified_check(code[:17]) == code[17]


def suspect(words: str) -> Suspicion | None:
    """None when the code is right; otherwise what is likely wrong with it. ``words`` must look like a unified code."""
    code = squeeze(words).upper()
    if _check_holds(code):
        return None
    guesses = [guess for find in _MENDINGS[len(code)] for guess in find(code)]
    likely = {guess.code: guess for guess in sorted(guesses, key=_doubt, reverse=True)}
    return Suspicion(code, tuple(reversed(likely.values()))[:5])


def _foreign_letters(code: str) -> list[Guess]:
    places = tuple(place for place, letter in enumerate(code, 1) if letter not in ALPHABET)
    mended = "".join(LETTER_FOR_DIGIT.get(letter, letter) for letter in code)
    if not places or not _check_holds(mended):
        return []
    return [_guess(code, mended, places)]


def _single_mistakes(code: str) -> list[Guess]:
    foreign = [place for place, letter in enumerate(code) if letter not in ALPHABET]
    if len(foreign) > 1:
        return []
    places = foreign or range(18)
    mended = ((place, code[:place] + letter + code[place + 1 :]) for place in places for letter in ALPHABET)
    return [_guess(code, each, (place + 1,)) for place, each in mended if is_sound(each)]


def _swaps(code: str) -> list[Guess]:
    swapped = ((n, code[:n] + code[n + 1] + code[n] + code[n + 2 :]) for n in range(17) if code[n] != code[n + 1])
    return [_guess(code, each, (n + 1, n + 2)) for n, each in swapped if is_sound(each)]


def _forgotten(code: str) -> list[Guess]:
    longer = ((n, letter, code[:n] + letter + code[n:]) for n in range(18) for letter in ALPHABET)
    return [Guess((n + 1,), "", letter, each) for n, letter, each in longer if is_sound(each)]


def _one_too_many(code: str) -> list[Guess]:
    shorter = ((n, code[:n] + code[n + 1 :]) for n in range(19))
    return [Guess((n + 1,), code[n], "", each) for n, each in shorter if is_sound(each)]


_MENDINGS = {17: [_forgotten], 18: [_foreign_letters, _single_mistakes, _swaps], 19: [_one_too_many]}


def _guess(code: str, mended: str, places: tuple[int, ...]) -> Guess:
    return Guess(places, "".join(code[p - 1] for p in places), "".join(mended[p - 1] for p in places), mended)


def _doubt(guess: Guess) -> int:
    """Letters that cannot occur, then look-alikes, then neighbours swapped, then the check digit, then anything."""
    if any(letter not in ALPHABET for letter in guess.typed):
        return 0
    if len(guess.places) == 1 and guess.typed in CONFUSED.get(guess.likely, ""):
        return 1
    if len(guess.places) == 2:
        return 2
    return 3 if guess.places == (18,) else 4
