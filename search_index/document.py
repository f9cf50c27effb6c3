"""What can be indexed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b


@dataclass(frozen=True)
class Document:
    """One findable thing. Everything in it must already be fit for the public: the index hides nothing.

    ``names`` are the subjects and units it is about; with the title they rank above the text and are found by any
    part, and by pinyin. ``codes`` are identifiers (文号, 索引号, unified code), found whole or by their beginning
    before anything else. ``facets`` are the values it is filtered and counted by; an empty one is none, and said rather
    than left out where others have one: what every document has is counted five times as fast. ``day`` sorts it and
    answers date ranges; ``until`` is its last public day, after which no query shows it. ``id`` is from 0 to 2**40 - 1.
    """

    id: int
    title: str
    names: tuple[str, ...] = ()
    text: str = ""
    codes: tuple[str, ...] = ()
    facets: Mapping[str, str] = field(default_factory=dict)
    day: date = date.min
    until: date | None = None

    @property
    def heads(self) -> tuple[str, ...]:
        """The title and the names: what a person would call it by."""
        return (self.title, *self.names)


def digest(document: Document) -> int:
    """63 bits that change when anything in the document does: tells a kept copy that has drifted."""
    words = (document.id, document.title, document.names, document.text, document.codes)
    told = repr((*words, sorted(document.facets.items()), document.day, document.until))
    return int.from_bytes(blake2b(told.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big") >> 1
