"""Which heading of a sheet means which field of a kind."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from content import clock
from content.auth.units import Unit
from content.items.batches import ImportMapping
from content.kinds.reader import LOCALES, Field, Kind

_CODE_NAME = re.compile(r"代码[_\s]*\d")


@dataclass(frozen=True)
class Mapped:
    """``fields[n]`` is the field name of column n of the sheet, None for a column nobody reads.

    ``missing`` are the fields that every record needs and no heading names; ``twice`` those named by two headings.
    """

    fields: tuple[str | None, ...]
    missing: tuple[str, ...]
    twice: tuple[str, ...]
    unread: tuple[str, ...]


def folded(heading: str) -> str:
    """A heading as it is compared: plain width, without blanks, brackets, stars and underscores."""
    text = unicodedata.normalize("NFKC", heading).upper()
    return re.sub(r"[\s()（）\[\]【】*_·:：/、，,.\-]", "", text)


def known_names(kind: Kind) -> dict[str, str]:
    """Every way a heading may name a field: its labels, its name in the data standard, its name in code."""
    names: dict[str, str] = {}
    for field in kind.fields:
        for heading in ways(field):
            names.setdefault(folded(heading), field.name)
    return names


def ways(field: Field) -> list[str]:
    """``代码_1(统一社会信用代码)`` is also known by what stands in its brackets, and a label by what stands before."""
    labels = [field.label(locale) for locale in LOCALES]
    coded = [label for label in labels if _CODE_NAME.search(label)]
    inside = [found for label in coded for found in re.findall(r"[(（]([^)）]+)[)）]", label)]
    before = [re.sub(r"[(（][^)）]*[)）]", "", label) for label in labels if label not in coded]
    return [*labels, *inside, *before, field.standard, field.name]


def guess(kind: Kind, headings: Sequence[str], chosen: Mapping[str, str] | None = None) -> Mapped:
    """Map headings by what was chosen (heading → field name, "" for a column not to be read), then by name."""
    names, chosen = known_names(kind), chosen or {}
    fields: list[str | None] = []
    for heading in headings:
        name = chosen.get(heading, names.get(folded(heading), ""))
        fields.append(name or None)
    taken = [name for name in fields if name]
    needed = [field.name for field in kind.fields if field.required]
    return Mapped(
        fields=tuple(fields),
        missing=tuple(name for name in needed if name not in taken),
        twice=tuple(dict.fromkeys(name for name in taken if taken.count(name) > 1)),
        unread=tuple(heading for heading, name in zip(headings, fields, strict=True) if not name and heading),
    )


def remembered(session: Session, unit: Unit, kind: str) -> dict[str, str]:
    row = session.get(ImportMapping, (unit.id, kind))
    return dict(row.headings) if row else {}


def remember(session: Session, unit: Unit, kind: str, headings: Mapping[str, str]) -> None:
    """Keep a unit's choices for its next sheet of this kind."""
    row = session.get(ImportMapping, (unit.id, kind)) or ImportMapping(unit_id=unit.id, kind=kind)
    row.headings, row.at = dict(headings), clock.now()
    session.add(row)
    session.flush()
