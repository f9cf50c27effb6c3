"""Who must fill which field of a kind, and when: the data files' conditions, made ready for many rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from content.errors import Issue
from content.kinds.reader import Condition, Kind
from content.records.remembering import Remembered


@dataclass(frozen=True)
class Needs:
    """For one type of subject: the fields it must fill and those it must leave empty."""

    required: frozenset[str]
    barred: frozenset[str]


def needs(kind: Kind, subject_type: str) -> Needs:
    """A type nobody knows must fill what everybody must, and is barred from nothing."""
    required = {field.name for field in kind.fields if field.required or subject_type in field.required_for}
    barred = {
        field.name for field in kind.fields if field.only_for and subject_type and subject_type not in field.only_for
    }
    return Needs(frozenset(required), frozenset(barred))


def by_subject_type(kind: Kind) -> dict[str, Needs]:
    return {subject_type: needs(kind, subject_type) for subject_type in ("", *kind.subject_types)}


def calling(kind: Kind) -> tuple[tuple[str, Remembered[str, tuple[Issue, ...]]], ...]:
    """The fields that call for others, each with the issues of those it calls for, by its value."""
    by_caller: dict[str, list[tuple[str, Condition]]] = {}
    for field in kind.fields:
        for condition in field.required_if:
            by_caller.setdefault(condition.field, []).append((field.name, condition))
    return tuple((name, Remembered(called_by(kind, name, called))) for name, called in by_caller.items())


def called_by(kind: Kind, caller: str, called: list[tuple[str, Condition]]) -> Callable[[str], tuple[Issue, ...]]:
    def issues(value: str) -> tuple[Issue, ...]:
        found = (unmet(kind, name, condition, {caller: value}) for name, condition in called)
        return tuple(issue for issue in found if issue)

    return issues


def reason(condition: Condition, values: Mapping[str, str]) -> str | None:
    """The value that calls the condition up; None where it does not hold."""
    found = values.get(condition.field)
    if not found:
        return None
    if condition.test == "filled":
        return ""
    if condition.test == "is":
        return found if found in condition.values else None
    return next((part for part in found.split(";") if part in condition.values), None)


def unmet(kind: Kind, name: str, condition: Condition, values: Mapping[str, str]) -> Issue | None:
    """The issue of a field that is empty although another one calls for it."""
    because = reason(condition, values)
    if because is None:
        return None
    return Issue(name, "needed_because", {"kind": kind.code, "field": condition.field, "value": because})
