"""One row of a kind of record: every value in its canonical form, and everything there is to mend, at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from content.errors import Issue
from content.kinds import reader
from content.kinds.reader import Field, Kind
from content.records import conditions, ratings, rules
from content.records.codes import BEGINNING, END, Codes, Value
from content.records.identifying import reader_of
from content.records.remembering import Remembered
from content.records.values import Fault

#: Sorts of cells that are equal only where they read alike: True, 1 and 1.0 are equal too, and read otherwise.
COMPARABLE = frozenset({str, float, date, datetime})


@dataclass(frozen=True, slots=True)
class Checked:
    """``values``: what was filled in and could be read, by field name. ``issues`` in the order of the kind's fields."""

    values: dict[str, str]
    issues: tuple[Issue, ...]


def check(kind: Kind, raw: Mapping[Any, Any], *, codes: Codes, today: date) -> Checked:
    """Check a row of cells by field name, whatever a spreadsheet may hold. Names the kind does not have are passed by.

    Identity numbers come back as they were read: whoever stores them keeps the digest and the masked form alone.
    """
    return checker(kind.code, codes).check(raw, today.isoformat())


@lru_cache(maxsize=32)
def checker(code: str, codes: Codes) -> Checker:
    return Checker(reader.kind(code), codes)


class Checker:
    """A kind made ready for many rows: everything that does not depend on the row is looked up once."""

    def __init__(self, kind: Kind, codes: Codes) -> None:
        self.kind = kind
        self.codes = codes
        self.cells = tuple(cells_of(field, codes) for field in kind.fields)
        self.order = {field.name: place for place, field in enumerate(kind.fields)}
        self.needs = conditions.by_subject_type(kind)
        self.calling = conditions.calling(kind)
        self.rules = rules.rules_of(kind)
        self.dated = tuple(
            (field.name, Remembered(limited_parts(limited)))
            for field in kind.fields
            if (limited := limited_values(codes.tables.get(field.code_set, ())))
        )

    def check(self, raw: Mapping[Any, Any], today: str) -> Checked:
        values, issues = self.read(raw)
        issues += self.missing(values, {issue.field for issue in issues})
        for rule in self.rules:
            issues.extend(rule(values, today))
        issues += self.outdated(values, today)
        if self.kind.code == "rating":
            issues.extend(ratings.issues(values, self.codes))
        if issues:
            issues.sort(key=lambda issue: self.order[issue.field])
        return Checked(values, tuple(issues))

    def read(self, raw: Mapping[Any, Any]) -> tuple[dict[str, str], list[Issue]]:
        values: dict[str, str] = {}
        issues: list[Issue] = []
        for name, read, known in self.cells:
            cell = raw.get(name)
            if cell is None:
                continue
            found = known[cell] if cell.__class__ in COMPARABLE else read(cell)
            if found.__class__ is not str:
                issues.append(found)
            elif found:
                values[name] = found
        return values, issues

    def missing(self, values: Mapping[str, str], unread: set[str]) -> list[Issue]:
        """What is empty and must not be, and what is filled that must be empty."""
        needs = self.needs.get(values.get("subject_type", ""), self.needs[""])
        empty = [name for name in needs.required if name not in values and name not in unread]
        found = [Issue(name, "required") for name in empty]
        for name, called in self.calling:
            for issue in called[values[name]] if name in values else ():
                if issue.field not in values and issue.field not in unread and issue.field not in empty:
                    found.append(issue)
        if not needs.barred.isdisjoint(values):
            barred = needs.barred & values.keys()
            found += [Issue(name, "must_be_empty", {"subject_type": values["subject_type"]}) for name in barred]
        return found

    def outdated(self, values: Mapping[str, str], today: str) -> list[Issue]:
        """Values that were not yet, or no longer, in use on the day of the decision."""
        on = values.get("decided_on") or values.get("signed_on") or today
        return [
            Issue(name, "not_in_use_then", {"value": value, "on": on})
            for name, parts in self.dated
            if name in values
            for value, rows in parts[values[name]]
            if not any(row.is_valid(on) for row in rows)
        ]


def cells_of(field: Field, codes: Codes) -> tuple[str, Callable[[Any], Any], Mapping[Any, Any]]:
    """A field's name, how its cells are read, and the same where cells that come again are remembered.

    Numbers of people are not: they are to be gone with their row.
    """
    read = cell_reader(field, codes)
    return field.name, read, Unremembered(read) if field.privacy == "identity" else Remembered(read)


class Unremembered(Remembered[Any, Any]):
    def __missing__(self, asked: Any) -> Any:
        return self.ask(asked)


def cell_reader(field: Field, codes: Codes) -> Callable[[Any], str | Issue]:
    """What a cell holds in its canonical form, "" for nothing, or what is wrong with it."""
    read, name, longest = reader_of(field, codes), field.name, field.longest

    def read_cell(cell: Any) -> str | Issue:
        found = read(cell)
        if isinstance(found, Fault):
            return Issue(name, found.code, found.facts)
        if len(found) > longest:
            return Issue(name, "too_long", {"longest": longest, "length": len(found)})
        return found

    return read_cell


def limited_values(table: tuple[Value, ...]) -> dict[str, tuple[Value, ...]]:
    """The values that may not be used at all times, with their times."""
    spans: dict[str, tuple[Value, ...]] = {}
    for row in table:
        spans[row.value] = (*spans.get(row.value, ()), row)
    return {
        value: rows
        for value, rows in spans.items()
        if not any(row.valid_from == BEGINNING and row.valid_to == END for row in rows)
    }


def limited_parts(
    limited: Mapping[str, tuple[Value, ...]],
) -> Callable[[str], tuple[tuple[str, tuple[Value, ...]], ...]]:
    """Of values joined by semicolons, those that may not be used at all times, with their times."""

    def parts(found: str) -> tuple[tuple[str, tuple[Value, ...]], ...]:
        named = [part.split("-", 1)[0] for part in found.split(";")]
        return tuple((value, limited[value]) for value in named if value in limited)

    return parts
