"""文号, the number of an official document: issuing mark, year in hexagonal brackets, serial. 连交〔2024〕98号."""

from __future__ import annotations

import re
import unicodedata

SHAPE = re.compile(r"(?P<mark>[^\d\s〔\[(【]{1,20})[〔\[(【](?P<year>(?:19|20)\d{2})[〕\])】]第?(?P<serial>\d{1,5})号")
#: Written as printed, but for noughts in front of the serial: what most of a sheet's numbers are.
_PRINTED = re.compile(r"([\u4e00-\u9fff]{1,20}〔(?:19|20)[0-9]{2}〕)([0-9]{1,5})号")


def normal(text: str) -> str | None:
    """The one written form, whatever brackets, width or spaces were typed; None when it is no document number."""
    printed = _PRINTED.fullmatch(text)
    if printed:
        return f"{printed[1]}{int(printed[2])}号"
    folded = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    found = SHAPE.fullmatch(folded)
    if found is None:
        return None
    return f"{found['mark']}〔{found['year']}〕{int(found['serial'])}号"
