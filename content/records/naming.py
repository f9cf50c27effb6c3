"""What tells two records apart, and what staff see one called."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping

from content.identifiers import document_number, unified_code
from content.kinds.reader import Kind

LONGEST_TITLE = 200
SUBJECT = "subject"
#: A code that folding leaves as it is.
_FOLDED = re.compile("[0-9A-Z]+")


class Blank(dict[str, str]):
    """Values of a row; a field that is not filled is an empty text."""

    def __missing__(self, name: str) -> str:
        return ""


def natural_key(kind: Kind, values: Mapping[str, str], *, person: str = "") -> str:
    """32 hexadecimal digits, the same for the same record however its number and name were typed.

    Whom a record is about is the unified code where there is one. Of a person it is ``person``, the keyed digest of the
    certificate's number, or the name where none is given: never the number itself, which could be found by trying.
    """
    whom = person or subject(values)
    parts = [whom if name == SUBJECT else folded(values.get(name, "")) for name in kind.natural_key]
    return hashlib.blake2b("\x1f".join((kind.code, *parts)).encode(), digest_size=16).hexdigest()


def subject(values: Mapping[str, str]) -> str:
    code = values.get("unified_code", "")
    return code if code and code != unified_code.PLACEHOLDER else folded(values.get("subject_name", ""))


def folded(text: str) -> str:
    """Width, case, brackets and spaces make no difference, nor do noughts in front of a document's serial."""
    if _FOLDED.fullmatch(text):
        return text
    plain = document_number.normal(text) or "".join(unicodedata.normalize("NFKC", text).split()).upper()
    return plain.replace("(", "〔").replace("[", "〔").replace(")", "〕").replace("]", "〕")


def title(kind: Kind, values: Mapping[str, str]) -> str:
    """For staff: it may name a person. The public title is made with the public form."""
    return kind.title.format_map(Blank(values))[:LONGEST_TITLE]
