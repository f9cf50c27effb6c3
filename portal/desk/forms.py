"""What the desk's forms send, read into what content's verbs take."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from content.errors import Category, Issue, Refusal
from content.items import cleaning
from content.items.models import Edition
from content.kinds import reader
from content.workflow.reviewing import REASONS, Reason

TEXTS = ("title", "summary", "body", "change_note")
DAYS = ("produced_on", "issued_on")


@dataclass(frozen=True)
class Draft:
    """A draft as typed: what may be stored, the version it started from, and what could not be read."""

    changes: dict[str, Any]
    version: int
    issues: tuple[Issue, ...]
    typed: dict[str, str]


def draft(form: Mapping[str, str], edition: Edition) -> Draft:
    kind = reader.kind(edition.item.kind)
    issues: list[Issue] = []
    changes: dict[str, Any] = {name: form[name] for name in TEXTS if name in form}
    for name in DAYS:
        if name in form:
            changes[name], odd = cleaning.day(name, form[name])
            issues += odd
    changes["fields"] = {field.name: form[field.name] for field in kind.fields if field.name in form}
    if form.get("column"):
        changes["column"] = form["column"]
    if form.get("produced_on_reason"):
        changes["produced_on_reason"] = form["produced_on_reason"]
    return Draft(changes, version_of(form), tuple(issues), typed(form, edition))


def names(edition: Edition) -> tuple[str, ...]:
    """Every field of the write form that holds words of the edition, in the form's order."""
    kind = reader.kind(edition.item.kind)
    return ("column", *TEXTS, *DAYS, *(field.name for field in kind.fields))


def typed(form: Mapping[str, str], edition: Edition) -> dict[str, str]:
    return {name: form[name] for name in names(edition) if name in form}


def version_of(form: Mapping[str, str]) -> int:
    """The version a form was opened with. A form without one is none of ours."""
    return number_of(form, "version")


def number_of(form: Mapping[str, str], name: str) -> int:
    text = form.get(name, "")
    if not text.isdecimal() or len(text) > 9:
        raise Refusal("to_mend", Category.INVALID, (Issue("version", "required"),))
    return int(text)


def values(edition: Edition) -> dict[str, str]:
    """An edition as the form shows it: everything is text."""
    shown = {name: getattr(edition, name) for name in TEXTS}
    shown |= {name: day.isoformat() if (day := getattr(edition, name)) else "" for name in DAYS}
    shown |= {field.name: edition.fields.get(field.name, "") for field in reader.kind(edition.item.kind).fields}
    return shown | {"column": edition.item.column}


def reasons(form: Mapping[str, str], fields: list[str]) -> list[Reason]:
    """The reasons ticked on the review form: one select and one note per field, named ``reason-<field>``."""
    found = []
    for name in fields:
        code, note = form.get(f"reason-{name}", ""), cleaning.line(form.get(f"note-{name}", ""))
        if code or note:
            found.append(Reason(name, code if code in REASONS else "other", note))
    return found
