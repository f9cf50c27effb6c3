"""Vehicle plates, of the old and the new-energy kind."""

from __future__ import annotations

import re
from collections.abc import Iterator

from content.masking.detectors.reading import Reading
from content.masking.findings import CERTAIN, LIKELY, Finding

PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使领蘇滬遼魯贛陝閩貴粵寧瓊"
_GAP = r"[\s·•・‧.\-_—]{0,3}"
_WIDE_GAP = r"[\s·•・‧.\-_—:：/、，,“”\"'（(【\[]{0,3}"
_SIGN = "[A-HJ-NP-Za-hj-np-z0-9]"
_PLATE = re.compile(
    rf"[{PROVINCES}]{_GAP}(?:牌\s?)?[A-HJ-NP-Za-hj-np-z](?![A-Za-z]{{3}})(?:牌\s?)?{_WIDE_GAP}"
    rf"(?:(?:[A-HJKa-hjk]{_GAP}{_SIGN}(?:{_GAP}\d){{4}}|\d(?:{_GAP}\d){{4}}{_GAP}[A-HJKa-hjk])(?![A-Za-z0-9])"
    rf"|{_SIGN}(?:{_GAP}{_SIGN}){{3}}{_GAP}(?:{_SIGN}(?![A-Za-z0-9])|[挂学警港澳]))"
)
_COMPANY = re.compile(r"公司|车队|运输企业|集团|所属|厂")
_FEWEST_DIGITS = 2
_NOT_A_PLATE = re.compile(r"[\s._—-]?(?:字|\d|号文|万?元|吨|公里)")


def find(reading: Reading) -> Iterator[Finding]:
    """Plates; one of a company's fleet is called fleet_plate, so that policy can tell them apart."""
    for match in _PLATE.finditer(reading.digits):
        signs = re.sub(r"\W", "", match.group())
        if sum(sign.isdigit() for sign in signs) < _FEWEST_DIGITS or _NOT_A_PLATE.match(reading.text, match.end()):
            continue
        is_fleet = bool(_COMPANY.search(reading.sentence_before(match.start(), 60)))
        is_plain = len(signs) == match.end() - match.start()
        yield Finding(
            "fleet_plate" if is_fleet else "plate", match.start(), match.end(), CERTAIN if is_plain else LIKELY, "shape"
        )
