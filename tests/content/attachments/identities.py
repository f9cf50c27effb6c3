"""Invented people's numbers with true check digits, one for each hiding place."""

from __future__ import annotations

from itertools import count

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def resident_id(serial: int) -> str:
    body = f"320705{1960 + serial % 40}{serial % 12 + 1:02}{serial % 27 + 1:02}{serial % 1000:03}"
    return body + "10X98765432"[sum(int(d) * w for d, w in zip(body, _WEIGHTS, strict=True)) % 11]


def planted(*places: str) -> dict[str, str]:
    """One number for each named place."""
    return {place: resident_id(serial) for place, serial in zip(places, count(11), strict=False)}
