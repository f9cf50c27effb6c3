"""Check digits and built-in dates of the identifiers the detectors must tell apart (vectors: DOMAIN 2.1)."""

from __future__ import annotations

from datetime import date

_RESIDENT_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_RESIDENT_CHECKS = "10X98765432"
_UNIFIED_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_UNIFIED_WEIGHTS = tuple(pow(3, place, 31) for place in range(17))
_PROVINCES = frozenset(
    [
        "11",
        "12",
        "13",
        "14",
        "15",
        "21",
        "22",
        "23",
        "31",
        "32",
        "33",
        "34",
        "35",
        "36",
        "37",
        "41",
        "42",
        "43",
        "44",
        "45",
        "46",
        "50",
        "51",
        "52",
        "53",
        "54",
        "61",
        "62",
        "63",
        "64",
        "65",
        "71",
    ]
)
_REGIONS_BEYOND = ("810000", "820000", "830000")
_OLDEST_BIRTH = 1900
_NEWEST_BIRTH = 2035


def is_resident_checksum(number: str) -> bool:
    """GB 11643 / ISO 7064 mod 11-2 over 18 characters."""
    if len(number) != 18 or not number[:17].isdigit():
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number, _RESIDENT_WEIGHTS, strict=False))
    return _RESIDENT_CHECKS[total % 11] == number[17].upper()


def birth_of(number: str) -> date | None:
    """The birth date inside an 18-character number, if there is a possible one."""
    return _possible_date(number[6:10], number[10:12], number[12:14])


def is_resident_shape(number: str) -> bool:
    """A province, and a possible birth date: what an 18-digit id has whatever its last digit."""
    return len(number) == 18 and number[:2] in _PROVINCES and birth_of(number) is not None


def is_beyond_shape(number: str) -> bool:
    """Residence permit of Hong Kong, Macau or Taiwan residents: its region codes and a possible birth date."""
    return len(number) == 18 and number[:6] in _REGIONS_BEYOND and birth_of(number) is not None


def is_foreigner_shape(number: str) -> bool:
    """The 18-digit permanent residence card: 9, province, country, a possible birth date."""
    return len(number) == 18 and number[0] == "9" and number[1:3] in _PROVINCES and birth_of(number) is not None


def is_old_resident(number: str) -> bool:
    """The 15-digit id of before 1999: a province and a possible date of the twentieth century."""
    if len(number) != 15 or not number.isdigit() or number[:2] not in _PROVINCES:
        return False
    return _possible_date("19" + number[6:8], number[8:10], number[10:12]) is not None


def is_unified_code(code: str) -> bool:
    """GB 32100: 18 characters of its alphabet, mod 31."""
    if len(code) != 18 or any(sign not in _UNIFIED_ALPHABET for sign in code):
        return False
    total = sum(_UNIFIED_ALPHABET.index(sign) * weight for sign, weight in zip(code, _UNIFIED_WEIGHTS, strict=False))
    return _UNIFIED_ALPHABET[(31 - total % 31) % 31] == code[17]


def is_luhn(number: str) -> bool:
    """The bank card check."""
    doubled = [int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(number))]
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


def is_registration_number(number: str) -> bool:
    """The old 15-digit business registration number: ISO 7064 mod 11,10."""
    if len(number) != 15 or not number.isdigit():
        return False
    rest = 10
    for digit in number[:14]:
        rest = (rest + int(digit)) % 10 or 10
        rest = rest * 2 % 11
    return (rest + int(number[14])) % 10 == 1


def _possible_date(year: str, month: str, day: str) -> date | None:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found if _OLDEST_BIRTH <= found.year <= _NEWEST_BIRTH else None
