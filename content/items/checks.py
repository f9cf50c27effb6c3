"""What must be filled in, and how, before an edition may be submitted. Every issue at once."""

from __future__ import annotations

from datetime import date

from content.errors import Issue, length_issues
from content.identifiers import document_number, index_number
from content.items.models import Edition
from content.kinds import reader
from content.kinds.reader import Field, Kind

LONGEST_TITLE = 200
LONGEST_SUMMARY = 1000
LONGEST_BODY = 200_000
EARLIEST = date(1990, 1, 1)

SHAPES = {"document_number": document_number.normal, "index_number": index_number.normal}


def field_issues(field: Field, value: str) -> list[Issue]:
    if not value:
        return [Issue(field.name, "required")] if field.required else []
    if field.choices and value not in field.choices:
        return [Issue(field.name, "not_a_choice", {"choices": list(field.choices)})]
    shape = SHAPES.get(field.name) if field.type == "text" else None
    if shape and shape(value) is None:
        return [Issue(field.name, f"bad_{field.name}")]
    return length_issues(field.name, value, field.longest)


def day_issues(name: str, value: date | None, *, today: date, required: bool) -> list[Issue]:
    if value is None:
        return [Issue(name, "required")] if required else []
    if value > today:
        return [Issue(name, "in_the_future", {"today": today.isoformat()})]
    return [Issue(name, "too_early", {"earliest": EARLIEST.isoformat()})] if value < EARLIEST else []


def text_issues(edition: Edition, kind: Kind) -> list[Issue]:
    missing = [name for name in ("title", "body") if not getattr(edition, name).strip()]
    issues = [Issue(name, "required") for name in missing if name == "title" or kind.is_prose]
    limits = {"title": LONGEST_TITLE, "summary": LONGEST_SUMMARY, "body": LONGEST_BODY}
    for name, longest in limits.items():
        issues += length_issues(name, getattr(edition, name), longest)
    return issues


def issues(edition: Edition, *, today: date) -> list[Issue]:
    """Everything to mend before this edition may be submitted, in the order of the form."""
    kind = reader.kind(edition.item.kind)
    found = text_issues(edition, kind)
    found += day_issues("produced_on", edition.produced_on, today=today, required=True)
    found += day_issues("issued_on", edition.issued_on, today=today, required=kind.issued_on_required)
    for field in kind.fields:
        found += field_issues(field, edition.fields.get(field.name, ""))
    if edition.item.first_published_at and not edition.change_note.strip():
        found.append(Issue("change_note", "required"))
    return found
