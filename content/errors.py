"""Refusals and issues: a code and facts, never prose. The portal words them."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Category(StrEnum):
    """What sort of no it is; the portal maps each to one HTTP status."""

    INVALID = "invalid"  # the input can be mended
    FORBIDDEN = "forbidden"  # this person may not, whatever the input
    MISSING = "missing"  # there is no such thing, or none this person may know of
    GONE = "gone"  # there was, and it has left the public
    CONFLICT = "conflict"  # somebody or something was faster
    BUSY = "busy"  # too many attempts; come back later
    AWAY = "away"  # a part of the site is not there for the moment


@dataclass(frozen=True)
class Issue:
    """One thing to mend: which field, what is wrong, and the facts a sentence about it needs.

    ``field`` is the form's field name, or "" when the whole is meant. ``facts`` never hold a personal number.
    """

    field: str
    code: str
    facts: dict[str, Any] = dataclasses.field(default_factory=dict)


class Refusal(Exception):
    """A rule said no. ``code`` names the rule; ``facts`` are what a person needs to understand it."""

    def __init__(
        self, code: str, category: Category = Category.INVALID, issues: tuple[Issue, ...] = (), **facts: Any
    ) -> None:
        super().__init__(code)
        self.code = code
        self.category = category
        self.issues = issues
        self.facts = facts


def length_issues(name: str, value: str, longest: int) -> list[Issue]:
    """A text longer than its place. Facts are numbers, never the text."""
    return [Issue(name, "too_long", {"longest": longest, "length": len(value)})] if len(value) > longest else []


def refuse_issues(issues: list[Issue]) -> None:
    """Raise one Refusal that carries every issue at once; do nothing when there is none."""
    if issues:
        raise Refusal("to_mend", Category.INVALID, tuple(issues))
