"""Folding: every way of writing the same characters becomes one, with a map back to where each came from."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

TABLES = Path(__file__).parent / "tables"
GAP = " "
INVISIBLE = {"Cf", "Mn", "Me", "Mc"}  # joiners, direction marks, accents set apart, variation selectors
LOOK_ALIKES = {
    "○": "〇",
    "◯": "〇",
    "零": "〇",  # 二○二四, 二零二四 and 二〇二四 are one year
    "ü": "v",
    "Ü": "v",  # as typed on a pinyin keyboard
}


@cache
def simplified() -> dict[str, str]:
    old, new = (TABLES / "simplified.txt").read_text(encoding="utf-8").split("\n")[:2]
    return dict(zip(old, new, strict=True))


def fold_character(character: str) -> str:
    """The folded form of one character: letters and digits, a gap for what separates, nothing for what is unseen."""
    if character in LOOK_ALIKES:
        return LOOK_ALIKES[character]
    if unicodedata.category(character) in INVISIBLE:
        return ""
    return "".join(_plain(part) for part in unicodedata.normalize("NFKC", character).lower())


def _plain(character: str) -> str:
    if unicodedata.category(character) in INVISIBLE:
        return ""
    if character < "\u0250":  # Latin with accents; elsewhere a mark is part of the letter
        apart = unicodedata.normalize("NFD", character)
        character = "ü" if apart[:2] == "u\u0308" else apart[0]  # ǜ is ü too
    character = simplified().get(character, character)
    character = LOOK_ALIKES.get(character, character)
    return character if character.isalnum() else GAP


class _Table(dict[int, str]):
    """For str.translate: each character is folded when first met. ``uneven`` are those that do not become just one."""

    uneven: set[str] = set()

    def __missing__(self, code: int) -> str:
        folded = self[code] = fold_character(chr(code))
        if len(folded) != 1:
            self.uneven.add(chr(code))
        return folded


_TABLE = _Table()


def fold(text: str) -> str:
    return text.translate(_TABLE)


def squeeze(text: str) -> str:
    """Folded, with nothing left between the letters: two texts that squeeze alike read alike."""
    return fold(text).replace(GAP, "")


@dataclass(frozen=True)
class Traced:
    """A folded text, gaps included, and for each of its letters the place in the original it came from."""

    folded: str
    places: Sequence[int]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original text that folded[start:end] came from."""
        return self.places[start], self.places[end - 1] + 1


def trace(text: str) -> Traced:
    folded = fold(text)
    if _TABLE.uneven.isdisjoint(text):
        return Traced(folded, range(len(text)))
    return Traced(folded, [place for place, character in enumerate(text) for _ in _TABLE[ord(character)]])
