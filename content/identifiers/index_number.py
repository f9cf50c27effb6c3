"""索引号, the number under which government information is filed: organisation code / year - serial (DOMAIN §4.2)."""

from __future__ import annotations

import re
import unicodedata

#: The bureau's organisation code (GB 11714), as its notices print it with the leading zero dropped.
BUREAU = "014252524"

SHAPES = (
    re.compile(r"(?P<organisation>[0-9A-Z]{8,9})/(?P<year>(?:19|20)\d{2})-(?P<serial>\d{1,6})"),
    re.compile(r"(?P<organisation>[0-9A-Z]{18})/(?P<year>(?:19|20)\d{2})-(?P<serial>\d{1,6})"),
    re.compile(r"G[0-9A-Z]{4}(?:[-/][0-9A-Z]{1,8}){2,4}"),
)


def normal(text: str) -> str | None:
    """The number in plain width and capitals, otherwise as typed; None when it has no known shape.

    The printed form is kept, so ``14252524/2024-00150`` stays eight digits long: it is the address of a real document.
    """
    folded = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).upper()
    return folded if any(shape.fullmatch(folded) for shape in SHAPES) else None


def make(year: int, serial: int, organisation: str = BUREAU) -> str:
    return f"{organisation}/{year}-{serial:05d}"
