"""The name a file is shown and saved under: letters of any script, one true ending, nothing to trip over."""

from __future__ import annotations

import re
import unicodedata

from content.attachments.kinds import Kind
from content.errors import Issue

MOST_CHARACTERS = (
    100  # with Chinese at three bytes each it still fits the 255 bytes of a file system, with room for "(1)"
)
_FORBIDDEN = re.compile(r'[\\/:*?"<>|]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)
#: Format characters (direction marks, zero width) turn "fdp.exe" round on the screen.
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def tidy(name: str) -> str:
    """Composed letters, single spaces, the ending in small letters: what may be mended without asking."""
    composed = re.sub(r"\s+", " ", unicodedata.normalize("NFC", name)).strip()
    stem, dot, ending = composed.rpartition(".")
    return f"{stem.rstrip()}.{ending.lower()}" if dot else composed


def issues(name: str, kind: Kind) -> list[Issue]:
    """Everything that keeps this name from being used for a file of this kind."""
    tidied = tidy(name)
    stem, _, ending = tidied.rpartition(".")
    checks = {
        "name_is_missing": not stem.strip(". "),
        "name_too_long": len(tidied) > MOST_CHARACTERS,
        "name_has_forbidden_characters": bool(_FORBIDDEN.search(tidied)) or _has_unseen(name),
        "name_is_reserved": bool(_RESERVED.match(tidied)) or tidied.startswith((".", "-", "~$")),
        "name_does_not_match_content": ending not in kind.extensions,
    }
    facts = {"extensions": kind.extensions, "most": MOST_CHARACTERS}
    return [Issue("name", code, facts) for code, is_wrong in checks.items() if is_wrong]


def with_ending(name: str, kind: Kind) -> str:
    """The same name for the file that conversion made of it."""
    return f"{tidy(name).rpartition('.')[0]}.{kind.extensions[0]}"


def _has_unseen(name: str) -> bool:
    return any(unicodedata.category(character) in _UNSEEN for character in name)
