"""Every row of a sheet checked with every fault at once, before anything of it is stored. Pure but for its progress."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache, lru_cache
from json.encoder import encode_basestring as quoted
from typing import Any

from content.display import terms
from content.display.record_form import sort_of
from content.display.terms import Rules
from content.errors import Issue
from content.identifiers.digest import Keys
from content.importers import locking
from content.importers.mapping import Mapped
from content.kinds import reader
from content.kinds.reader import Kind
from content.masking import screening
from content.records import checks, naming
from content.records.codes import Codes
from content.spreadsheets import addresses
from content.subjects.keeping import Wanted
from content.subjects.models import SubjectSort

PLACEHOLDER = "00000000000000000X"
EVERY = 500


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to mend in one cell."""

    row_number: int
    issue: Issue
    cell: str


@dataclass(frozen=True, slots=True)
class Good:
    """A row that may be stored: its values without raw numbers, whom it is about, and what tells it from others."""

    row_number: int
    values: dict[str, str]
    told_apart: str
    row_digest: str
    subject: Wanted


@dataclass
class Checked:
    """A whole sheet. ``numbers`` counts what the number detectors saw in free texts, by ``field kind``."""

    good: list[Good] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    rows: int = 0
    faulty: int = 0
    numbers: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True)
class Rulings:
    """What a row is measured against: fixed for the whole sheet."""

    kind: Kind
    unit: str
    codes: Codes
    rules: Rules
    keys: Keys
    today: date


def check(
    rows: Iterable[tuple[int, Sequence[Any], Sequence[Issue]]], mapped: Mapped, rulings: Rulings, outcome: Checked
) -> Iterator[int]:
    """Fill ``outcome`` row by row, and answer every so often how far it is: whoever drives may do other work between.

    ``rows`` are (number in the sheet, cells, what is wrong with the row as a sheet). A record that stands in the sheet
    twice is a fault of its second row.
    """
    seen: dict[tuple[str, str], int] = {}
    places = {name: number for number, name in enumerate(mapped.fields) if name}
    for row_number, cells, wrong in rows:
        outcome.rows += 1
        found, good = check_row(row_number, dict(zip(mapped.fields, cells, strict=False)), rulings)
        if good is not None:
            first = seen.setdefault((good.subject.number, good.told_apart), row_number)
            if first != row_number:
                found = [Issue(rulings.kind.natural_key[0], "twice_in_the_sheet", {"row": first})]
        faults = [Fault(row_number, issue, str(issue.facts.get("cell", row_number))) for issue in wrong]
        told = {fault.cell for fault in faults}
        faults += [fault for fault in of_values(found, places, row_number) if not is_blamed_twice(fault, told)]
        if faults:
            outcome.faulty += 1
            outcome.faults += faults
        elif good is not None:
            outcome.good.append(good)
            outcome.numbers.update(numbers_in(rulings.kind, good.values))
        if outcome.rows % EVERY == 0:
            yield outcome.rows


def of_values(found: Iterable[Issue], places: Mapping[str, int], row_number: int) -> Iterator[Fault]:
    return (Fault(row_number, issue, cell(places, issue, row_number)) for issue in found)


def is_blamed_twice(fault: Fault, told: Collection[str]) -> bool:
    """A cell whose formula gave nothing to read is told once: that its value is missing is no second fault."""
    return fault.issue.code == "required" and fault.cell in told


def cell(places: Mapping[str, int], issue: Issue, row_number: int) -> str:
    """Where in the sheet: the row alone when the field has no column."""
    return addresses.address(row_number, places[issue.field] + 1) if issue.field in places else str(row_number)


def check_row(row_number: int, raw: Mapping[str | None, Any], rulings: Rulings) -> tuple[list[Issue], Good | None]:
    kind = rulings.kind
    checked = checks.check(kind, raw, codes=rulings.codes, today=rulings.today)
    found = [*checked.issues, *(() if checked.issues else terms.issues(kind.code, checked.values, rulings.rules))]
    if found:
        return found, None
    locked = locking.lock(kind, checked.values, rulings.keys)
    return [], Good(
        row_number,
        locked.values,
        naming.natural_key(kind, locked.values),
        row_digest(locked.values),
        subject_of(locked),
    )


def row_digest(values: Mapping[str, str]) -> str:
    """The same row gives the same digest. Identity numbers are not in it: no digest may tell one."""
    told = [f"{quoted(name)}: {quoted(values[name])}" for name in sorted(values)]
    return hashlib.sha256(f"{{{', '.join(told)}}}".encode()).hexdigest()


def subject_of(locked: locking.Locked) -> Wanted:
    """Whom a checked row is about: the checks have seen to it that one of the numbers is there."""
    values = locked.values
    sort, name, code = sort_of(values), values["subject_name"], values.get("unified_code", "")
    if sort is SubjectSort.PERSON:
        return Wanted(sort, name, identity=locked.person)
    if code and code != PLACEHOLDER:
        return Wanted(sort, name, code=code)
    return Wanted(sort, name, registration_number=values["registration_number"])


number_kinds = lru_cache(maxsize=20_000)(screening.number_kinds)


@cache
def shown_prose(kind: str) -> tuple[str, ...]:
    return tuple(field.name for field in reader.kind(kind).fields if field.privacy == "prose" and field.shown)


def numbers_in(kind: Kind, values: Mapping[str, str]) -> list[str]:
    """What the number detectors see in the texts of a row: it will be masked, and whoever uploads may mend it."""
    return [
        f"{name} {found}" for name in shown_prose(kind.code) if name in values for found in number_kinds(values[name])
    ]
