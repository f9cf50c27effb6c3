"""公民身份号码 (GB 11643) and numbers built like it: check digits and the birth date inside (vectors: DOMAIN 2.1)."""

from __future__ import annotations

from datetime import date

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_PROVINCES = frozenset(
    str(code)
    for block in (range(11, 16), range(21, 24), range(31, 38), range(41, 47), range(50, 55), range(61, 66), (71,))
    for code in block
)
_REGIONS_BEYOND = ("810000", "820000", "830000")
_OLDEST_BIRTH = 1900
_NEWEST_BIRTH = 2035
OF_AGE = 18


def check_character(first: str) -> str:
    """The 18th character that belongs to the first 17 digits."""
    return _CHECKS[sum(int(digit) * weight for digit, weight in zip(first, _WEIGHTS, strict=True)) % 11]


def is_checksum(number: str) -> bool:
    """ISO 7064 mod 11-2 over 18 characters."""
    if len(number) != 18 or not number[:17].isdigit():
        return False
    return check_character(number[:17]) == number[17].upper()


def birth_of(number: str) -> date | None:
    """The birth date inside an 18-character number, if there is a possible one."""
    return _possible_date(number[6:10], number[10:12], number[12:14])


def is_shape(number: str) -> bool:
    """A province, and a possible birth date: what an 18-digit id has whatever its last digit."""
    return len(number) == 18 and number[:2] in _PROVINCES and birth_of(number) is not None


def is_beyond_shape(number: str) -> bool:
    """Residence permit of Hong Kong, Macau or Taiwan residents: its region codes and a possible birth date."""
    return len(number) == 18 and number[:6] in _REGIONS_BEYOND and birth_of(number) is not None


def is_foreigner_shape(number: str) -> bool:
    """The 18-digit permanent residence card: 9, province, country, a possible birth date."""
    return len(number) == 18 and number[0] == "9" and number[1:3] in _PROVINCES and birth_of(number) is not None


def is_old(number: str) -> bool:
    """The 15-digit id of before 1999: a province and a possible date of the twentieth century."""
    if len(number) != 15 or not number.isdigit() or number[:2] not in _PROVINCES:
        return False
    return _possible_date("19" + number[6:8], number[8:10], number[10:12]) is not None


def is_minor(birth: date, on: date) -> bool:
    """Whether somebody born on ``birth`` is not yet 18 on that day. Born on 29 February, one is of age on 1 March."""
    return (on.year - birth.year - ((on.month, on.day) < (birth.month, birth.day))) < OF_AGE


def _possible_date(year: str, month: str, day: str) -> date | None:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found if _OLDEST_BIRTH <= found.year <= _NEWEST_BIRTH else None
