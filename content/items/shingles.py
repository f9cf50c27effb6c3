"""Texts cut into overlapping pieces, and how much of one stands in another. Pure."""

from __future__ import annotations

import hashlib
import re
from heapq import nsmallest

#: Characters of one shingle: shorter and every official text is like every other, longer and a changed word hides much.
LENGTH = 5
#: How many of the smallest hashes mark a text. Two texts of which one holds the other share several of them.
MARKS = 64
#: Texts with fewer shingles say too little to be called a repetition.
FEWEST = 20
#: From here on, of a hundred shingles of the shorter text, one repeats the other.
ENOUGH = 80
SIGNS = re.compile(r"[\W_]+")
ORDINALS = re.compile(r"第?[0-9０-９一二三四五六七八九十百上中下]+(?:期|篇|部分|批|辑)?|之[一二三四五六七八九十]")


def plain(text: str) -> str:
    """Letters and characters alone, in one case: points, spaces and marks of layout change nothing."""
    return SIGNS.sub("", text).lower()


def shingles(text: str) -> frozenset[int]:
    """The hashes of a text's pieces, of 63 bits, the same in every process."""
    letters = plain(text)
    pieces = {letters[start : start + LENGTH] for start in range(len(letters) - LENGTH + 1)}
    return frozenset(hash_of(piece) for piece in pieces)


def hash_of(piece: str) -> int:
    return int.from_bytes(hashlib.blake2b(piece.encode(), digest_size=8).digest()) >> 1


def marks(pieces: frozenset[int]) -> list[int]:
    return nsmallest(MARKS, pieces)


def overlap(one: frozenset[int], other: frozenset[int]) -> int:
    """Of a hundred pieces of the shorter text, how many stand in the other: padding and cutting hide nothing."""
    fewer = min(len(one), len(other))
    return 100 * len(one & other) // fewer if fewer >= FEWEST else 0


def stem(title: str) -> str:
    """A title without what numbers its parts: 信用宣传月活动（一） and （二） have one stem."""
    return plain(ORDINALS.sub("", title))
