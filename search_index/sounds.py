"""Pinyin: how characters sound, and how what was typed in letters may be read."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

from search_index.folding import TABLES

INITIALS = frozenset("abcdefghjklmnopqrstwxyz")  # no syllable begins with i, u, v
FEWEST_INITIALS = 3  # two letters would find half of everything
MOST_READINGS = 8
LONGEST_SYLLABLE = 6  # zhuang


@cache
def sound_of() -> dict[str, str]:
    """Character → its commonest syllable, without tone."""
    lines = (TABLES / "sounds.txt").read_text(encoding="utf-8").splitlines()
    return {character: syllable for syllable, characters in map(str.split, lines) for character in characters}


@cache
def syllables() -> frozenset[str]:
    lines = (TABLES / "sounds.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line.split()[0] for line in lines)


@cache
def _phrases() -> dict[str, list[tuple[str, list[str]]]]:
    """Words in which a character is read otherwise than alone (重庆, 银行), by their first two characters."""
    found: dict[str, list[tuple[str, list[str]]]] = {}
    for line in (TABLES / "readings.txt").read_text(encoding="utf-8").splitlines():
        phrase, *reading = line.split()
        found.setdefault(phrase[:2], []).append((phrase, reading))
    for same_start in found.values():
        same_start.sort(key=lambda each: -len(each[0]))
    return found


@lru_cache(maxsize=50_000)
def sound_out(characters: str) -> tuple[str, ...]:
    """One syllable per character; a character of unknown sound gives ""."""
    alone, phrases = sound_of(), _phrases()
    read: list[str] = []
    while len(read) < len(characters):
        place = len(read)
        spoken = next(_known(characters, place, phrases), None)
        read += spoken or [alone.get(characters[place], "")]
    return tuple(read)


def _known(characters: str, place: int, phrases: dict[str, list[tuple[str, list[str]]]]) -> Iterator[list[str]]:
    same_start = phrases.get(characters[place : place + 2], ())
    return (reading for phrase, reading in same_start if characters.startswith(phrase, place))


def sound_terms(characters: str) -> set[str]:
    """What is indexed for a run of characters: pairs of syllables, and initials three by three."""
    spoken = sound_out(characters)
    initials = "".join(syllable[:1] or " " for syllable in spoken)
    pairs = {f"{a}'{b}" for a, b in zip(spoken, spoken[1:], strict=False) if a and b}
    threes = {initials[n : n + 3] for n in range(len(initials) - 2)}
    return pairs | {f"~{three}" for three in threes if " " not in three}


def readings(letters: str) -> tuple[tuple[str, ...], ...]:
    """The terms that must all be there, for each way of hearing typed letters as characters."""
    found = [tuple(f"{a}'{b}" for a, b in zip(spoken, spoken[1:], strict=False)) for spoken in spell(letters)]
    if len(letters) >= FEWEST_INITIALS and INITIALS.issuperset(letters):
        found.append(tuple(f"~{letters[n : n + 3]}" for n in range(len(letters) - 2)))
    return tuple(found)


def spell(letters: str) -> list[tuple[str, ...]]:
    """The ways to cut letters into two or more syllables: xianshi → xian shi, xi an shi."""
    if not letters.isalpha() or len(letters) > 60:
        return []
    nothing: tuple[str, ...] = ()
    cuts: list[list[tuple[str, ...]]] = [[nothing], *([] for _ in letters)]
    for end in range(1, len(letters) + 1):
        for start in range(max(0, end - LONGEST_SYLLABLE), end):
            if cuts[start] and letters[start:end] in syllables():
                cuts[end] += [(*before, letters[start:end]) for before in cuts[start]]
        cuts[end] = sorted(cuts[end], key=len)[:MOST_READINGS]
    return [spoken for spoken in cuts[-1] if len(spoken) > 1]
