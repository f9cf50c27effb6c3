"""Names of Tibetan, Mongolian, Uyghur and Kazakh persons that are written without a dot: 扎西次仁."""

from __future__ import annotations

import re
from collections.abc import Iterator

from content.masking.lexicon import words

_PARTS = "|".join(map(re.escape, words.listed("ethnic_given.txt")))
_NAMES = re.compile(
    rf"(?:{_PARTS}){{2,3}}(?![省市县区旗镇乡村路街山河湖])|(?:{_PARTS})(?=[、，][\u4e00-\u9fff]{{2,4}}[、，等])"
)
_ROLE_REACH = 8


def find(text: str) -> Iterator[tuple[int, int]]:
    """Two parts in a row wherever they stand; one part alone where a role word announces it and a list goes on."""
    for match in _NAMES.finditer(text):
        is_pair = not re.fullmatch(_PARTS, match.group())
        if is_pair or words.ending(text[max(0, match.start() - _ROLE_REACH) : match.start()], "roles.txt"):
            yield match.span()
