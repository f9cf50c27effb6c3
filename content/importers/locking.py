"""Identity numbers of a row, turned into what may be stored: a masked form, and keyed digests to know them again by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from content.identifiers import digest
from content.identifiers.digest import KeyedDigest, Keys
from content.kinds import reader
from content.kinds.reader import Kind
from content.masking import masks

PERSON_NUMBER = "person_id_number"
#: Papers whose first six signs are a region, as on a resident id; of others nothing is shown even to staff.
WITH_REGION = frozenset({"身份证"})


@dataclass(frozen=True, slots=True)
class Locked:
    """``values`` as they may be stored, ``marks`` the digest of each number by field: by these it is known again."""

    values: dict[str, str]
    marks: dict[str, KeyedDigest]

    @property
    def person(self) -> KeyedDigest | None:
        return self.marks.get(PERSON_NUMBER)


@cache
def identity_fields(kind: str) -> tuple[str, ...]:
    return tuple(field.name for field in reader.kind(kind).fields if field.privacy == "identity")


def lock(kind: Kind, values: Mapping[str, str], keys: Keys) -> Locked:
    """Take the raw numbers out of a checked row. Nothing of it may be written down before."""
    kept, marks = dict(values), {}
    for name in identity_fields(kind.code):
        number = kept.get(name)
        if number:
            marks[name] = digest.of_number(number, keys)
            kept[name] = masked(number, kept.get(name.replace("_number", "_type"), ""))
    return Locked(kept, marks)


def masked(number: str, paper: str) -> str:
    return masks.region_of_id(number) if paper in WITH_REGION else masks.hidden("证件号码")(number)
