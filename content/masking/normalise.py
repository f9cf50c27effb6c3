"""A folded shadow of a text, in which disguises fall away, with offsets mapped back to the original."""

from __future__ import annotations

import html
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

_INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff"
)
_BLOCK = r"br|p|div|li|ul|ol|tr|table|tbody|thead|h[1-6]|hr|section|article|blockquote|pre|dt|dd|dl"
_CHANGES = re.compile(
    rf"(?P<invisible>[{_INVISIBLE}]+)"
    r"|(?P<comment><!--.{0,2000}?-->)"
    rf"|(?P<block></?(?:{_BLOCK})\b[^<>]{{0,300}}>)"
    r"|(?P<cell></?t[dh]\b[^<>]{0,300}>)"
    r"|(?P<tag></?[A-Za-z][A-Za-z0-9-]{0,20}(?:\s[^<>]{0,300})?/?>)"
    r"|(?P<entity>&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});)"
    r"|(?P<emphasis>(?<!\*)\*{1,3}(?!\*)(?<!\s\*(?=\s))|~~|`+|(?<![A-Za-z0-9_])_{1,3}(?!_)"
    r"|(?<!_)_{1,3}(?![A-Za-z0-9_]))"
    r"|(?P<escape>\\(?=[!-/:-@\[-`{-~]))",
    re.DOTALL,
)
# Where a change may begin at all: asking this first keeps long plain stretches cheap.
_SIGNALS = re.compile(rf"[{_INVISIBLE}<&*~`_\\]")
_STANDS_FOR = {"block": "\n", "cell": "\t"}

_CHINESE_DIGITS = dict(zip("〇零一二三四五六七八九", "00123456789", strict=True))
_FORMAL_DIGITS = dict(zip("壹贰叁肆伍陆柒捌玖貳參陸弌弍弎幺", "1234567892361231", strict=True))
_LOOK_ALIKES = {"х": "x", "Х": "X", "×": "X", "χ": "x", "Χ": "X", "✕": "X", "✖": "X", "╳": "X", "Ⅹ": "X", "ⅹ": "X"}
_LOOK_ALIKES |= dict(zip("АВЕКМНОРСТаеорсу", "ABEKMHOPCTaeopcy", strict=True))
_LOOK_ALIKES |= dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤο", "ABEZHIKMNOPTo", strict=True))
_KEPT_WIDE = "＊［］〔〕，。：；！？（）、"


def _width_table() -> dict[int, str]:
    """Everything that NFKC folds to one plain character: full width, circled, mathematical, superscript."""
    table = {}
    for code in (*range(0xA0, 0x3100), *range(0x3200, 0x3400), *range(0xF900, 0xFFF0), *range(0x1D400, 0x1D800)):
        folded = unicodedata.normalize("NFKC", chr(code))
        if len(folded) == 1 and folded != chr(code):
            table[code] = folded
    for wide in _KEPT_WIDE:
        table.pop(ord(wide), None)
    for start in (0x2776, 0x2780, 0x278A, 0x24F5):
        table |= {start + step: str(step + 1) for step in range(9)}
    table |= {0x24FF: "0", 0x24EA: "0"}
    table |= {0x1F100 + 1 + step: str(step) for step in range(10)}
    table |= {0x2474 + step: str(step + 1) for step in range(9)} | {0x2488 + step: str(step + 1) for step in range(9)}
    return table | {ord(odd): plain for odd, plain in _LOOK_ALIKES.items()}


_WIDTH = _width_table()
_NUMERALS = {ord(odd): plain for odd, plain in (_CHINESE_DIGITS | _FORMAL_DIGITS).items()}


@dataclass(frozen=True)
class Shadow:
    """``text`` is the folded text; ``digits`` has the same length, with Chinese numerals as digits too."""

    original: str
    text: str
    digits: str
    _marks: list[int] = field(repr=False)
    _origins: list[int] = field(repr=False)
    _ends: list[int] = field(repr=False)

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the original that ``text[start:end]`` stands for."""
        return self._place(start)[0], self._place(end - 1)[1]

    def _place(self, position: int) -> tuple[int, int]:
        piece = bisect_right(self._marks, position) - 1
        if self._ends[piece]:
            return self._origins[piece], self._ends[piece]
        at = self._origins[piece] + position - self._marks[piece]
        return at, at + 1


def fold(original: str) -> Shadow:
    """Fold the disguises of ``original`` away; one pass, linear in its length."""
    pieces: list[str] = []
    marks: list[int] = []
    origins: list[int] = []
    ends: list[int] = []
    length = 0
    for start, stands_until, piece in _pieces(original):
        pieces.append(piece)
        marks.append(length)
        origins.append(start)
        ends.append(stands_until)
        length += len(piece)
    text = "".join(pieces).translate(_WIDTH)
    return Shadow(original, text, text.translate(_NUMERALS), marks, origins, ends)


def _pieces(original: str) -> Iterator[tuple[int, int, str]]:
    """(start, 0, piece) for stretches that stay as they are, (start, end, piece) for what stands for something else."""
    position = 0
    for signal in _SIGNALS.finditer(original):
        change = _CHANGES.match(original, signal.start()) if signal.start() >= position else None
        if not change:
            continue
        if change.start() > position:
            yield position, 0, original[position : change.start()]
        replacement = _replacement(change)
        if replacement:
            yield change.start(), change.end(), replacement
        position = change.end()
    if position < len(original) or not original:
        yield position, 0, original[position:]


def _replacement(change: re.Match[str]) -> str:
    if change.lastgroup == "entity":
        plain = html.unescape(change.group())
        return "" if re.fullmatch(f"[{_INVISIBLE}]", plain) else plain
    return _STANDS_FOR.get(change.lastgroup or "", "")
