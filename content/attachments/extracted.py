"""What was read out of a file: texts, each with the place a person would look for it, and what could not be read."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from content.errors import Issue


@dataclass(frozen=True)
class Place:
    """``code`` says what sort of place (page, paragraph, cell, comment…); the rest are its facts, worded by the portal.

    ``name`` is a sheet, part, property or field; it may itself hold personal data and is for the unit's own eyes.
    """

    code: str
    number: int = 0
    name: str = ""
    row: int = 0
    column: int = 0


@dataclass(frozen=True)
class Part:
    """One text. Parts of one ``flow`` are read in a row, cells of a row side by side: context carries over."""

    place: Place
    text: str = field(repr=False)
    is_hidden: bool = False
    flow: str = "body"


@dataclass(frozen=True)
class Extracted:
    """``warnings`` name what a machine could not look into: pictures, pages without text, foreign objects."""

    parts: tuple[Part, ...] = ()
    has_text: bool = True
    is_readable: bool = True
    warnings: tuple[Issue, ...] = ()

    @property
    def visible_text(self) -> str:
        """For search and for preview: what a reader sees, without what is hidden."""
        return "\n".join(part.text for part in self.parts if not part.is_hidden)


def to_plain(extracted: Extracted) -> dict[str, Any]:
    """As JSON can carry it: out of the process that read the file, and into the row that keeps it."""
    return asdict(extracted)


def from_plain(told: dict[str, Any] | None) -> Extracted:
    """Nothing kept is nothing read: such a file asks for another person's eyes."""
    if not told:
        return Extracted(has_text=False, is_readable=False)
    parts = tuple(Part(Place(**part["place"]), part["text"], part["is_hidden"], part["flow"]) for part in told["parts"])
    return Extracted(parts, told["has_text"], told["is_readable"], tuple(Issue(**issue) for issue in told["warnings"]))


def warning(code: str, **facts: object) -> Issue:
    return Issue("file", code, facts)
