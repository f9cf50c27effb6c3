"""Values of a header in the one shape we keep: dates, document numbers, index numbers."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

_DIGITS = {sign: value for value, signs in enumerate(["〇零○ＯOo0О◯", *"一二三四五六七八九"]) for sign in signs}
_TENS = {"十": 10, "廿": 20, "卅": 30}
_NUMERIC_DATE = re.compile(
    r"(\d{4})\s*(?:[-/.]|年)\s*(\d{1,2})\s*(?:[-/.]|月)\s*(\d{1,2})\s*日?(?:[\sT]\s*\d{1,2}:\d{2}(?::\d{2})?)?"
)
_CHINESE_DATE = re.compile(r"([^年]{4})年([^月]{1,3})月([^日]{1,3})日")

_OPEN, _CLOSE = "〔﹝[［(（【〖〈《<＜「{｛", "〕﹞]］)）】〗〉》>＞」}｝"
_DOCUMENT_NUMBER = re.compile(
    rf"([^\d\s{re.escape(_OPEN)}]+)[{re.escape(_OPEN)}](\d{{4}})年?[{re.escape(_CLOSE)}](第?\d+)号"
)
_INDEX_NUMBER = re.compile(r"[0-9A-Z]{8,18}/\d{4}-\d{5}|[0-9A-Z]{5,9}(?:-[0-9A-Z]+){2,}")
_MOMENT = re.compile(r"(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}(?::\d{2})?)")


def iso_date(text: str) -> str | None:
    """2024-05-30 out of 2024年5月30日, 2024/5/30, 二〇二四年五月三十日; None for half a date or no such day."""
    plain = unicodedata.normalize("NFKC", text).strip()
    numeric = _NUMERIC_DATE.fullmatch(plain)
    if numeric:
        return _day(*(int(part) for part in numeric.groups()))
    chinese = _CHINESE_DATE.fullmatch(re.sub(r"\s", "", text))
    if chinese is None or not all(sign in _DIGITS for sign in chinese[1]):
        return None
    year = int("".join(str(_DIGITS[sign]) for sign in chinese[1]))
    return _day(year, _small_number(chinese[2]), _small_number(chinese[3]))


def document_number(text: str) -> tuple[str, bool]:
    """连交〔2024〕98号 whatever the brackets, width and blanks; as it stood, with False, in another shape."""
    found = _DOCUMENT_NUMBER.fullmatch(_half_width(re.sub(r"\s", "", text)))
    return (f"{found[1]}〔{found[2]}〕{found[3]}号", True) if found else (text.strip(), False)


def index_number(text: str) -> tuple[str, bool]:
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).replace("—", "-").replace("–", "-").upper()
    return (plain, True) if _INDEX_NUMBER.fullmatch(plain) else (text.strip(), False)


def moment(text: str) -> str:
    """A time in the one shape we show, or as it stood."""
    plain = unicodedata.normalize("NFKC", text).strip()
    found = _MOMENT.fullmatch(plain)
    return f"{found[1]} {found[2]}" if found else iso_date(plain) or plain


def _half_width(text: str) -> str:
    """Digits only: NFKC would change the brackets and the signs of an organ's name."""
    return "".join(unicodedata.normalize("NFKC", sign) if sign.isdecimal() else sign for sign in text)


def _small_number(signs: str) -> int:
    """三十一 → 31, 十 → 10, 廿三 → 23, 12 → 12; 0 for what is no number."""
    if signs.isdecimal():
        return int(unicodedata.normalize("NFKC", signs))
    tens, units, last = 0, 0, ""
    for sign in signs:
        if sign in _TENS and last not in _TENS:
            tens, units = (units or 1) * _TENS[sign] if sign == "十" else _TENS[sign], 0
        elif sign in _DIGITS and (not last or last in _TENS):
            units = _DIGITS[sign]
        else:
            return 0
        last = sign
    return tens + units


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
