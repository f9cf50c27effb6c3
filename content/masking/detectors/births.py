"""Birth dates tied to a person: by the word, or by standing beside sex and name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from content.masking.detectors.reading import Reading
from content.masking.findings import CERTAIN, LIKELY, Finding

_N = r"[\d十廿]"
_DAY = (
    rf"(?:[12]\s?\d\s?\d\s?\d|(?<!\d)[4-9]\d)\s?(?:年|[.\-/—])\s?{_N}{{1,3}}(?:\s?(?:月份?"
    rf"|[.\-/—])(?:\s?{_N}{{1,3}}\s?[日号]?)?)?|(?<!\d)(?:19|20)\d{{2}}[01]\d[0-3]\d(?!\d)"
)
_PATTERNS = (
    (
        re.compile(
            rf"(?:出生年月日|出生年月|出生日期|出生时间|出生年份|出生于|生日|生于|诞生于|出生|DOB"
            rf"|生年月日)(?:为|是|在|于)?[：:\s（(]{{0,4}}(?:公历|农历|阳历)?(?P<date>{_DAY}|(?:19"
            rf"|20)\d\d年)",
            re.IGNORECASE,
        ),
        CERTAIN,
        "label",
    ),
    (
        re.compile(
            rf"(?P<date>{_DAY}|(?<!\d)(?:19|20)?\d\d年)\s?(?:出生|生人|生(?=[，,。；;、)）\s（(]|$)"
            rf"|诞生|出世)"
        ),
        CERTAIN,
        "label",
    ),
    (
        re.compile(
            rf"[男女]\s?[，,、/"
            rf"|\s（(]{{1,3}}(?:[\u4e00-\u9fff]{{1,4}}族[，,、\s]{{1,2}})?(?P<date>{_DAY})(?=\s?[，,。；;、)）"
            rf"|\s]|$)"
        ),
        LIKELY,
        "context",
    ),
    (
        re.compile(rf"(?P<date>{_DAY})[，,、\s]{{1,2}}(?:[\u4e00-\u9fff]{{1,4}}族|[男女](?=[，,、。\s]))"),
        LIKELY,
        "context",
    ),
)
_HEADING = re.compile(r"出生|生日")


def find(reading: Reading) -> Iterator[Finding]:
    """Dates of birth; a date of anything else is no finding."""
    if not re.search(r"生|[男女]|DOB", reading.text):
        return
    for pattern, confidence, why in _PATTERNS:
        for match in pattern.finditer(reading.digits):
            if not _is_of_a_thing(reading.text, match.start("date"), match.end("date")):
                yield Finding("birth_date", *match.span("date"), confidence, why)
    for cell in reading.cells:
        if _HEADING.search(cell.header) and (
            day := re.search(rf"{_DAY}|\d{{4}}", reading.digits[cell.start : cell.end])
        ):
            yield Finding("birth_date", cell.start + day.start(), cell.start + day.end(), CERTAIN, "label")


def _is_of_a_thing(text: str, start: int, end: int) -> bool:
    return bool(re.match(r"\s?(?:生产|生效|生成|发生|成立|注册)", text[end : end + 4])) or bool(
        re.search(r"生产日期[：:]?$|发生于?$|产生于?$", text[max(0, start - 6) : start])
    )
