"""工商注册号, the number a business was registered under before the unified code."""

from __future__ import annotations

import re

#: 13 digits are of before 2007 and carry no check; 企…字第…号 is how foreign enterprises were numbered.
_OLDER = re.compile(r"[0-9]{13}|(?:企|企独|企合|企作|企股)[\w()()\u4e00-\u9fff]{0,12}字第?[0-9]{3,8}号")


def is_valid(number: str) -> bool:
    """The 15 digits of today: ISO 7064 mod 11,10."""
    if len(number) != 15 or not number.isdigit():
        return False
    return check_digit(number[:14]) == number[14]


def check_digit(first: str) -> str:
    """The 15th digit that belongs to the first 14."""
    rest = 10
    for digit in first:
        rest = (rest + int(digit)) % 10 or 10
        rest = rest * 2 % 11
    return str((11 - rest) % 10)


def is_known_shape(number: str) -> bool:
    """A number that checks, or one of an older shape that has nothing to check."""
    return is_valid(number) or _OLDER.fullmatch(number) is not None
