"""证件号码 by the type of certificate: which shape a person's number must have."""

from __future__ import annotations

import re
from datetime import date

from content.identifiers import resident_id

RESIDENT = "身份证"
_SHAPES = {
    "护照号": re.compile(r"[A-Z0-9]{5,17}"),
    "港澳居民来往内地通行证": re.compile(r"[HMC]?[0-9]{8,10}"),
    "台湾居民来往大陆通行证": re.compile(r"[0-9]{8}(?:[0-9]{2})?(?:\([A-Z0-9]\))?"),
    "外国人永久居留身份证": re.compile(r"[A-Z]{3}[0-9]{12}|9[0-9]{16}[0-9X]"),
}


def is_valid(type_of_certificate: str, number: str) -> bool:
    """Whether a number may be one of a certificate of that type. A type without a known shape takes any."""
    if type_of_certificate == RESIDENT:
        return is_resident(number)
    shape = _SHAPES.get(type_of_certificate)
    return shape is None or shape.fullmatch(number) is not None


def is_resident(number: str) -> bool:
    """An id of 18 characters that checks, or of 15 from before 1999."""
    is_built = resident_id.is_shape(number) or resident_id.is_beyond_shape(number)
    return (is_built and resident_id.is_checksum(number)) or resident_id.is_old(number)


def birth_of(type_of_certificate: str, number: str) -> date | None:
    """The birth date a number carries; none where the certificate's numbers carry none."""
    if type_of_certificate == RESIDENT and len(number) == 15:
        return resident_id.birth_of(number[:6] + "19" + number[6:])
    carries = type_of_certificate == RESIDENT or (len(number) == 18 and resident_id.is_foreigner_shape(number))
    return resident_id.birth_of(number) if carries and len(number) == 18 else None
