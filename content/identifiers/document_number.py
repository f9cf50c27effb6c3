"""文号, the number of an official document: issuing mark, year in hexagonal brackets, serial. 连交〔2024〕98号."""

from __future__ import annotations

import re
import unicodedata

SHAPE = re.compile(r"(?P<mark>[^\d\s〔\[(【]{1,20})[〔\[(【](?P<year>(?:19|20)\d{2})[〕\])】]第?(?P<serial>\d{1,5})号")


def normal(text: str) -> str | None:
    """The one written form, whatever brackets, width or spaces were typed; None when it is no document number."""
    folded = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    found = SHAPE.fullmatch(folded)
    if found is None:
        return None
    return f"{found['mark']}〔{found['year']}〕{int(found['serial'])}号"
