"""Makes words.txt and given.txt out of a jieba dictionary (MIT): python -m content.masking.lexicon.build dict.txt."""

from __future__ import annotations

import math
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from content.masking.lexicon import words

_HERE = Path(__file__).parent
_FEWEST_OCCURRENCES = 4
_LONGEST = 5
_SURE_SURNAMES = 90
_TIMES_A_WORD = 300
# How a word behaves beside a name: f function word or adverb, v verb, a adjective, n all else.
_CLASSES = {"p": "f", "c": "f", "u": "f", "d": "f", "r": "f", "y": "f", "v": "v", "a": "a"}
_Entry = tuple[str, int, str]


def main(dictionary: str) -> None:
    """Write both files beside this one."""
    entries = list(_entries(Path(dictionary)))
    total = sum(count for _, count, _ in entries)
    lines = sorted(
        f"{word} {_cost(count, total)}{_class(tag)}" for word, count, tag in entries if _is_word(word, count, tag)
    )
    (_HERE / "words.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (_HERE / "given.txt").write_text("\n".join(_given(entries)) + "\n", encoding="utf-8")


def _entries(path: Path) -> Iterator[_Entry]:
    for line in path.read_text(encoding="utf-8").splitlines():
        word, count, tag = line.split(" ")
        yield word, int(count), tag


def _cost(count: int, total: int) -> int:
    """Ten times the negative natural logarithm of how often the word is met."""
    return round(-10 * math.log(max(count, 1) / total))


def _class(tag: str) -> str:
    return "n" if tag in ("vn", "an") else _CLASSES.get(tag[0], "n")


def _is_word(word: str, count: int, tag: str) -> bool:
    if len(word) > _LONGEST or not all("\u4e00" <= sign <= "\u9fff" for sign in word):
        return False
    if len(word) == 1:
        return True
    if count < _FEWEST_OCCURRENCES:
        return False
    return not (tag.startswith("nr") and tag != "nrt" and _looks_like_a_name(word, count))


def _looks_like_a_name(word: str, count: int) -> bool:
    cost = words.surname_cost(word[0])
    if cost is None:
        return False
    return len(word) == 3 or (len(word) == 2 and cost < words.surname_cost_at(_SURE_SURNAMES) and count < _TIMES_A_WORD)


def _given(entries: list[_Entry]) -> Iterator[str]:
    """character, cost as first of two, as second of two, as the only one."""
    names = [word for word, _, tag in entries if tag.startswith("nr") and words.surname_cost(word[0]) is not None]
    counts = (
        Counter(name[1] for name in names if len(name) == 3),
        Counter(name[2] for name in names if len(name) == 3),
        Counter(name[1] for name in names if len(name) == 2),
    )
    totals = [sum(count.values()) for count in counts]
    for sign in sorted(set().union(*counts)):
        costs = (_cost(count[sign] * 2 + 1, total * 2 + 6000) for count, total in zip(counts, totals, strict=True))
        yield " ".join((sign, *map(str, costs)))


if __name__ == "__main__":
    main(sys.argv[1])
