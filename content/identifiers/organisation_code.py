"""组织机构代码 (GB 11714): eight characters and a check character."""

from __future__ import annotations

import re

_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_SHAPE = re.compile(r"[0-9A-Z]{8}[0-9X]")
_WORTH = {sign: index for index, sign in enumerate("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")}


def check_character(first: str) -> str:
    """The ninth character that belongs to the first eight."""
    total = sum(_WORTH[sign] * weight for sign, weight in zip(first, _WEIGHTS, strict=True))
    return "0123456789X"[-total % 11]


def is_valid(code: str) -> bool:
    return _SHAPE.fullmatch(code) is not None and check_character(code[:8]) == code[8]
