"""Cells read into canonical texts: words, numbers that are names, days, amounts. What cannot be read says why.

A reader takes whatever a spreadsheet holds and gives the text that is stored, "" for nothing, or a ``Fault``. Readers
are called millions of times, so each answers the usual cell in its first line or two.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any


@dataclass(frozen=True)
class Fault:
    """Why a cell cannot be read; the field is known to whoever asked."""

    code: str
    facts: dict[str, Any] = field(default_factory=dict)


Reader = Callable[[Any], "str | Fault"]

FOREVER = "2099-12-31"
#: What people write into a cell that stays empty.
NOTHING = frozenset({"/", "-", "—", "——", "\\", "null", "NULL", "N/A", "n/a", "NaN", "nan", "空"})
NOTHING_OF_A_NUMBER = NOTHING | {"无", "暂无", "没有"}
ERRORS = frozenset({"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!"})
#: Excel keeps 15 digits of a number and makes noughts of the rest.
DIGITS_KEPT = 15
LARGEST_AMOUNT = Decimal(10) ** 12
AMOUNT_PLACES = 6
SCORE_PLACES = 2

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]+")
_BLANKS = re.compile(r"[ \t\u00a0\u3000]+")
_LINES = re.compile(r"\s*\n\s*")
_SCIENTIFIC = re.compile(r"[+-]?\d(?:\.\d+)?[eE]\+?\d{2,3}")
_DAY = re.compile(
    r"(\d{4})(?:-(\d{1,2})-(\d{1,2})|/(\d{1,2})/(\d{1,2})|\.(\d{1,2})\.(\d{1,2})|年(\d{1,2})月(\d{1,2})日?|(\d{2})(\d{2}))"
    r"(?:[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?"
)
_ENDLESS = frozenset({"长期", "长期有效", "永久", "永久有效", "无固定期限", "无期限"})
_AMOUNT = re.compile(r"([+-]?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d+)?)(万元|万)?")
_YEAR_BRACKETS = re.compile(r"[\[(【〔]((?:19|20)\d{2})[\])】〕]")


def text(cell: Any) -> str | Fault:
    """Words as typed, without what cannot be seen."""
    if cell.__class__ is not str:
        return spelled(cell)
    if not cell.isprintable():
        cell = _LINES.sub("\n", _BLANKS.sub(" ", _CONTROL.sub("", cell.replace("\r\n", "\n"))))
    found = cell.strip()
    if len(found) < 8:
        return Fault("error_cell") if found in ERRORS else "" if found in NOTHING else found
    return found


def spelled(cell: Any) -> str:
    """A cell that is no text, as a person would read it."""
    if cell is None or cell != cell:
        return ""
    if cell is True or cell is False:
        return str(cell).upper()
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


def name(cell: Any) -> str | Fault:
    """A name: no space between Chinese characters, brackets as the register writes them."""
    found = text(cell)
    if isinstance(found, Fault) or not found:
        return found
    if " " in found or "\n" in found or "(" in found or ")" in found:
        found = re.sub(r"(?<=[^\x00-\x7f])\s+|\s+(?=[^\x00-\x7f])", "", found).replace("\n", " ")
        found = found.replace("(", "（").replace(")", "）")
    return found


def number(cell: Any) -> str | Fault:
    """A number that is a name: plain width, capitals, no spaces. A numeric cell has lost digits or may have."""
    if cell.__class__ is not str:
        if cell is None:
            return ""
        has_lost_digits = isinstance(cell, int | float) and abs(cell) >= 10**DIGITS_KEPT
        return Fault("numeric_cell", {"has_lost_digits": has_lost_digits})
    if cell.isascii() and cell.isalnum() and cell.isupper():
        return Fault("numeric_cell", {"has_lost_digits": True}) if _SCIENTIFIC.fullmatch(cell) else cell
    found = folded(cell).upper()
    if found in ERRORS:
        return Fault("error_cell")
    if _SCIENTIFIC.fullmatch(found):
        return Fault("numeric_cell", {"has_lost_digits": True})
    return "" if found in NOTHING_OF_A_NUMBER else found


def folded(typed: str) -> str:
    """Plain width, nothing blank or unseen, without the apostrophe that tells Excel to leave a text alone."""
    bare = re.sub(r"\s+", "", _CONTROL.sub("", unicodedata.normalize("NFKC", typed)))
    return unicodedata.normalize("NFKC", bare).lstrip("'")


def document(cell: Any) -> str | Fault:
    """文号 as printed, with the hexagonal brackets of an official document around its year."""
    if cell.__class__ is not str:
        return number(cell)
    found = cell
    if not ("〔" in cell and cell.endswith("号") and cell.isprintable() and " " not in cell):
        found = _YEAR_BRACKETS.sub(r"〔\1〕", folded(cell))
    if not found or found in NOTHING_OF_A_NUMBER:
        return ""
    if _SCIENTIFIC.fullmatch(found):
        return Fault("numeric_cell", {"has_lost_digits": True})
    return found if any(map(str.isdecimal, found)) else Fault("no_number")


def day(cell: Any) -> str | Fault:
    """A day in any usual spelling, or Excel's own. A bare number is none: nobody can tell what it counted from."""
    if cell.__class__ is date or cell.__class__ is datetime:
        return cell.isoformat()[:10]
    if cell is None:
        return ""
    found = spelled(cell) if cell.__class__ is not str else unicodedata.normalize("NFKC", cell).strip().lstrip("'")
    if found in NOTHING_OF_A_NUMBER or not found:
        return ""
    read = _DAY.fullmatch(re.sub(r"\s+(?!\d{1,2}:)", "", found))
    if read is None:
        return Fault("bad_date")
    year, month, of_month = (int(part) for part in read.groups() if part)
    try:
        return date(year, month, of_month).isoformat()
    except ValueError:
        return Fault("no_such_day")


def last_day(cell: Any) -> str | Fault:
    """A day on which something ends; what never ends does so in 2099, as the standard has it."""
    return FOREVER if cell.__class__ is str and cell.strip() in _ENDLESS else day(cell)


def amount(cell: Any) -> str | Fault:
    """Units of 10,000 yuan, at most six decimals, written plainly."""
    found = decimal(cell, places=AMOUNT_PLACES)
    if not isinstance(found, Decimal):
        return found
    return plain(found) if found < LARGEST_AMOUNT else Fault("too_large")


def score(cell: Any) -> str | Fault:
    found = decimal(cell, places=SCORE_PLACES)
    return plain(found) if isinstance(found, Decimal) else found


def decimal(cell: Any, *, places: int) -> Decimal | str | Fault:
    """A number not below nought with so many decimals, "" for nothing, or why it is none."""
    if cell is None:
        return ""
    if cell.__class__ is float or cell.__class__ is int:
        read = Decimal(repr(without_dust(cell, places)))
    else:
        typed = unicodedata.normalize("NFKC", str(cell)).replace(" ", "").lstrip("'")
        if typed in NOTHING_OF_A_NUMBER or not typed:
            return ""
        shape = _AMOUNT.fullmatch(typed)
        if shape is None or not shape[1].strip("+-"):
            return Fault("amount_in_yuan" if typed.endswith("元") else "bad_amount")
        try:
            read = Decimal(shape[1].replace(",", ""))
        except InvalidOperation:
            return Fault("bad_amount")
    if not read.is_finite():
        return Fault("bad_amount")
    if read < 0:
        return Fault("below_nought")
    is_too_fine = -int(read.normalize().as_tuple().exponent) > places
    return Fault("too_many_decimals", {"places": places}) if is_too_fine else read


def without_dust(number: float, places: int) -> float:
    """0.30000000000000004 is what a formula leaves of 0.3, and -0.0 of nothing."""
    rounded = round(number, places) + 0.0
    return rounded if abs(rounded - number) < 1e-9 else number


def plain(number: Decimal) -> str:
    """Without exponent and without noughts at the end."""
    found = format(number, "f")
    return (found.rstrip("0").rstrip(".") if "." in found else found) or "0"


def count(cell: Any) -> str | Fault:
    found = text(cell)
    return found if isinstance(found, Fault) or found == "" or found.isdecimal() else Fault("bad_count")


def year(cell: Any) -> str | Fault:
    found = text(cell)
    if isinstance(found, Fault) or found == "":
        return found
    read = re.fullmatch(r"((?:19|20)\d{2})(?:年度?)?", found)
    return read[1] if read else Fault("bad_year")
