"""The numbers Word and WPS set before paragraphs by themselves, spelt out: in the file they are rules, not text."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from content.attachments.packages import Package
from content.attachments.reading_xml import attribute, local

PART = "word/numbering.xml"
DIGITS = "〇一二三四五六七八九"
PLACE = re.compile(r"%([1-9])")
#: A level without a text of its own.
PLAIN = "%{}."


def chinese(number: int) -> str:
    """1 to 9999 as headings have them: 十二, 二十, 一百零五."""
    if number < 10:
        return DIGITS[number]
    if number < 20:
        return "十" + (DIGITS[number % 10] if number % 10 else "")
    written, gap = "", False
    for unit, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, unit)
        if digit:
            written += ("零" if gap and written else "") + DIGITS[digit] + sign
            gap = False
        else:
            gap = True
    return written


def letters(number: int) -> str:
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


ROMAN = {
    1000: "m", 900: "cm", 500: "d", 400: "cd", 100: "c", 90: "xc", 50: "l", 40: "xl", 10: "x", 9: "ix", 5: "v",
    4: "iv", 1: "i",
}  # fmt: skip


def roman(number: int) -> str:
    written = ""
    for worth, sign in ROMAN.items():
        times, number = divmod(number, worth)
        written += sign * times
    return written


def circled(number: int) -> str:
    return chr(0x2460 + number - 1) if 1 <= number <= 20 else str(number)


FORMATS: dict[str, Callable[[int], str]] = {
    "chineseCounting": chinese,
    "chineseCountingThousand": chinese,
    "japaneseCounting": chinese,
    "ideographDigital": lambda number: "".join(DIGITS[int(digit)] for digit in str(number)),
    "lowerLetter": letters,
    "upperLetter": lambda number: letters(number).upper(),
    "lowerRoman": roman,
    "upperRoman": lambda number: roman(number).upper(),
    "decimalEnclosedCircle": circled,
    "decimalEnclosedCircleChinese": circled,
    "decimalZero": lambda number: f"{number:02}",
}


@dataclass(frozen=True)
class Level:
    format: str
    text: str
    start: int


@dataclass
class Numbers:
    """Counts through a document: ``before`` gives what stands before the next paragraph of a list."""

    levels: dict[tuple[str, int], Level]
    lists: dict[str, str]
    starts: dict[tuple[str, int], int]
    counted: dict[str, dict[int, int]] = field(default_factory=dict)

    def before(self, list_id: str, depth: int) -> str:
        """The number as a reader sees it; ``- `` for a bullet, nothing where the list has no numbers."""
        kind = self.lists.get(list_id, "")
        level = self.levels.get((kind, depth))
        if level is None or level.format == "none":
            return ""
        counted = self.counted.setdefault(kind if (list_id, depth) not in self.starts else list_id, {})
        counted[depth] = counted.get(depth, self.starts.get((list_id, depth), level.start) - 1) + 1
        for deeper in [one for one in counted if one > depth]:
            del counted[deeper]
        if level.format == "bullet":
            return "- "
        return self.written(kind, level, counted)

    def written(self, kind: str, level: Level, counted: dict[int, int]) -> str:
        def number(match: re.Match[str]) -> str:
            depth = int(match[1]) - 1
            shown = self.levels.get((kind, depth), level)
            return FORMATS.get(shown.format, str)(counted.get(depth, shown.start))

        text = PLACE.sub(number, level.text)
        return text + " " if text and text[-1] not in "、）)．" else text


def read(package: Package) -> Numbers:
    """The rules of a document's lists; none where it has no list."""
    if PART not in package.names:
        return Numbers({}, {}, {})
    root = package.xml(PART)
    levels = {
        (attribute(kind, "abstractNumId"), int(attribute(level, "ilvl", "0"))): level_of(level)
        for kind in root
        if local(kind.tag) == "abstractNum"
        for level in kind
        if local(level.tag) == "lvl"
    }
    lists, starts = {}, {}
    for one in (child for child in root if local(child.tag) == "num"):
        list_id = attribute(one, "numId")
        lists[list_id] = value(one, "abstractNumId")
        for override in (child for child in one if local(child.tag) == "lvlOverride"):
            start = value(override, "startOverride")
            if start.isdecimal():
                starts[list_id, int(attribute(override, "ilvl", "0"))] = int(start)
    return Numbers(levels, lists, starts)


def level_of(level: Element) -> Level:
    start = value(level, "start", "1")
    depth = int(attribute(level, "ilvl", "0"))
    text = value(level, "lvlText", PLAIN.format(depth + 1))
    return Level(value(level, "numFmt", "decimal"), text, int(start) if start.isdecimal() else 1)


def value(element: Element, name: str, default: str = "") -> str:
    found = next((child for child in element if local(child.tag) == name), None)
    return default if found is None else attribute(found, "val", default)
