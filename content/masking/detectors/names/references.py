"""Later mentions of a person already named on the page: the whole name again, 老张, the given name alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from content.masking import masks
from content.masking.lexicon import words

_SPEAKS = r"(?:说|表示|告诉|介绍|称|坦言|回忆|笑着|感慨|深知|的|一边|立即|主动|家|和|与|在|把|将|对|从|还|又|也|就|驾驶|没有|连忙|第一时间|始终|每天|带)"


def whole(text: str, persons: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Every further mention of a name that is no word; names that are words go through the lattice again."""
    plain = [name for name in persons if name not in words.vocabulary()]
    if plain:
        pattern = "|".join(_spaced(name) for name in sorted(plain, key=len, reverse=True))
        for match in re.finditer(pattern, text):
            yield match.span()


def _spaced(name: str) -> str:
    return r"[ \u3000]{0,3}".join(map(re.escape, name)) if len(name) < 4 else re.escape(name)


def short(text: str, persons: frozenset[str]) -> Iterator[tuple[int, int]]:
    """老张, 小张, and 建国 where it can be nobody but 张建国."""
    surnames = {masks.surname(name) for name in persons if "·" not in name}
    if surnames:
        signs = "|".join(map(re.escape, sorted(surnames)))
        for match in re.finditer(rf"(?<![\u4e00-\u9fff])(?:[老小阿])(?:{signs})(?![\u4e00-\u9fff])|[老小阿](?:{signs})(?={_SPEAKS})", text):
            if match.group() not in words.vocabulary() and text[match.start() : match.end() + 1] not in words.vocabulary():
                yield match.span()
    yield from _given(text, persons)


def _given(text: str, persons: frozenset[str]) -> Iterator[tuple[int, int]]:
    for name in sorted(persons):
        given = name[len(masks.surname(name)) :]
        if len(given) != 2 or "·" in name or not re.fullmatch(r"[\u4e00-\u9fff]{2}", given):
            continue
        follows = _SPEAKS if given in words.vocabulary() else ""
        for match in re.finditer(rf"(?<![\u4e00-\u9fff]){given}(?={follows or '[^某]'})" if follows else given, text):
            before = text[match.start() - 1 : match.start()]
            if before not in words.surnames() or before in "和与对向于时":
                yield match.span()
