"""One row of a kind of record: every value in its canonical form, and everything there is to mend, at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from content.errors import Issue
from content.kinds import reader
from content.kinds.reader import Kind
from content.records import conditions, ratings, rules
from content.records.codes import BEGINNING, END, Codes, Value
from content.records.identifying import reader_of
from content.records.values import Fault


@dataclass(frozen=True, slots=True)
class Checked:
    """``values``: what was filled in and could be read, by field name. ``issues`` in the order of the kind's fields."""

    values: dict[str, str]
    issues: tuple[Issue, ...]


def check(kind: Kind, raw: Mapping[str, Any], *, codes: Codes, today: date) -> Checked:
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
        self.readers = tuple((field.name, reader_of(field, codes), field.longest) for field in kind.fields)
        self.order = {field.name: place for place, field in enumerate(kind.fields)}
        self.needs = conditions.by_subject_type(kind)
        self.conditional = conditions.conditional(kind)
        self.rules = rules.rules_of(kind)
        self.dated = tuple(
            (field.name, limited)
            for field in kind.fields
            if (limited := limited_values(codes.tables.get(field.code_set, ())))
        )

    def check(self, raw: Mapping[str, Any], today: str) -> Checked:
        values, issues = self.read(raw)
        unread = {issue.field for issue in issues}
        issues += self.missing(values, unread)
        for rule in self.rules:
            issues.extend(rule(values, today))
        for name, limited in self.dated:
            issues.extend(outdated(name, values, limited, today))
        if self.kind.code == "rating":
            issues.extend(ratings.issues(values, self.codes))
        if issues:
            issues.sort(key=lambda issue: self.order[issue.field])
        return Checked(values, tuple(issues))

    def read(self, raw: Mapping[str, Any]) -> tuple[dict[str, str], list[Issue]]:
        values: dict[str, str] = {}
        issues: list[Issue] = []
        for name, read, longest in self.readers:
            cell = raw.get(name)
            if cell is None or cell == "":
                continue
            found = read(cell)
            if isinstance(found, Fault):
                issues.append(Issue(name, found.code, found.facts))
            elif len(found) > longest:
                issues.append(Issue(name, "too_long", {"longest": longest, "length": len(found)}))
            elif found:
                values[name] = found
        return values, issues

    def missing(self, values: Mapping[str, str], unread: set[str]) -> list[Issue]:
        """What is empty and must not be, and what is filled that must be empty."""
        needs = self.needs.get(values.get("subject_type", ""), self.needs[""])
        lacking = needs.required - values.keys() - unread
        found = [Issue(name, "required") for name in lacking]
        for name, condition in self.conditional:
            if name not in values and name not in unread and name not in lacking:
                issue = conditions.unmet(self.kind, name, condition, values)
                found += [issue] if issue else []
        barred = needs.barred & values.keys()
        return found + [Issue(name, "must_be_empty", {"subject_type": values["subject_type"]}) for name in barred]


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


def outdated(name: str, values: Mapping[str, str], limited: Mapping[str, tuple[Value, ...]], today: str) -> list[Issue]:
    """Values that were not yet, or no longer, in use on the day of the decision."""
    found = values.get(name)
    if not found:
        return []
    on = values.get("decided_on") or values.get("signed_on") or today
    return [
        Issue(name, "not_in_use_then", {"value": value, "on": on})
        for part in found.split(";")
        if (value := part.split("-", 1)[0]) in limited and not any(row.is_valid(on) for row in limited[value])
    ]
