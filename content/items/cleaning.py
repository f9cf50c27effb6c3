"""What typed and pasted text loses before it is stored: what no reader could ever see."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from content.errors import Issue

LINE_ENDS = re.compile(r"\r\n?|[\u2028\u2029\v\f]")
INVISIBLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ufeff\ufffe\uffff]")


def prose(text: str) -> str:
    """One kind of line end, no control characters, no space at line ends; every visible character as typed."""
    unified = INVISIBLE.sub("", LINE_ENDS.sub("\n", text))
    return "\n".join(line.rstrip() for line in unified.split("\n")).strip("\n")


def line(text: str) -> str:
    """A single line: prose with its breaks turned into spaces and its ends trimmed."""
    return re.sub(r"\s+", " ", prose(text)).strip()


def day(field: str, text: str) -> tuple[date | None, list[Issue]]:
    """A day as typed in a form, ``2026-11-22``; nothing typed is no day; anything else is an issue, never a guess."""
    typed = unicodedata.normalize("NFKC", text).strip()
    if not typed:
        return None, []
    try:
        return date.fromisoformat(typed), []
    except ValueError:
        return None, [Issue(field, "bad_date", {})]
