"""Later mentions of a person already named on the page: the whole name again, 老张, the given name alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from content.masking import masks
from content.masking.lexicon import words

_SPEAKS = (
    r"(?:说|表示|告诉|介绍|称|坦言|回忆|笑着|感慨|深知|的|一边|立即|主动|家|和|与|在|把|将"
    r"|对|从|还|又|也|就|驾驶|没有|连忙|第一时间|始终|每天|带)"
)

_STANDS_ALONE = re.compile(r"[^\u4e00-\u9fff]|$")


def whole(text: str, persons: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Every further mention of a name that is no word; names that are words go through the lattice again."""
    yield from _mentions(text, {name for name in persons if name not in words.vocabulary()})


def _mentions(text: str, names: set[str]) -> Iterator[tuple[int, int]]:
    """Where any of these names stands; one pass however many there are."""
    if not names:
        return
    lengths = sorted({len(name) for name in names}, reverse=True)
    firsts = "".join(sorted({re.escape(name[0]) for name in names}))
    for match in re.finditer(f"[{firsts}]", text):
        at = match.start()
        length = next((length for length in lengths if text[at : at + length] in names), 0)
        if length:
            yield at, at + length


def short(text: str, persons: frozenset[str]) -> Iterator[tuple[int, int]]:
    """老张, 小张, and 建国 where it can be nobody but 张建国."""
    surnames = {masks.surname(name) for name in persons if "·" not in name}
    if surnames:
        signs = "|".join(map(re.escape, sorted(surnames)))
        for match in re.finditer(
            rf"(?<![\u4e00-\u9fff])(?:[老小阿])(?:{signs})(?![\u4e00-\u9fff])"
            rf"|[老小阿](?:{signs})(?={_SPEAKS})",
            text,
        ):
            if not _is_word(text, match):
                yield match.span()
    yield from _given(text, persons)


def _is_word(text: str, match: re.Match[str]) -> bool:
    """小时 and 老路 are words; 老张 stands in dictionaries and is a person all the same."""
    longer = text[match.start() : match.end() + 1]
    return (
        match.group() in words.vocabulary() and (match.group()[0] != "老" or match.group()[1] in "路成城关年乡")
    ) or (len(longer) == 3 and longer in words.vocabulary())


def _given(text: str, persons: frozenset[str]) -> Iterator[tuple[int, int]]:
    givens = {name[len(masks.surname(name)) :] for name in persons}
    for start, end in _mentions(text, {given for given in givens if re.fullmatch(r"[\u4e00-\u9fff]{2}", given)}):
        before = text[start - 1 : start]
        if before in words.surnames() and before not in "和与对向于时":
            continue
        is_word = text[start:end] in words.vocabulary()
        if not is_word or (_STANDS_ALONE.match(before) and re.match(_SPEAKS, text[end : end + 4])):
            yield start, end
