"""Findings, reasons, differences and history of an edition, worded for the desk's pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import pgettext

from content.audit.trail import AuditEntry
from content.display.public_form import FIELD, FILE, PublicForm
from content.items.models import Edition
from content.kinds import reader
from portal import actors, diff_words, filters, labels, limit_words, words
from portal.event_words import EVENTS

#: Texts of several paragraphs: only there does a place need its paragraph.
LONG_TEXTS = ("body", "summary")
#: The comparison of two texts, as the public meets it too.
blocks = diff_words.blocks
TONES = {
    "edition.submitted": "info",
    "edition.approved": "info",
    "edition.returned": "warning",
    "edition.approval_voided": "warning",
    "edition.published": "success",
    "edition.withdrawn": "error",
}


def listed(editions: Iterable[Edition]) -> list[dict[str, Any]]:
    """Editions as lines of a list, each leading to its item."""
    return [line(edition, url_for("desk.item", item_id=edition.item_id), edition.edited_at) for edition in editions]


def line(edition: Edition, url: str, moment: datetime | None) -> dict[str, Any]:
    return {
        "title": edition.title or _("(no title yet)"),
        "url": url,
        "status": {"label": labels.STATES[edition.state], "tone": labels.STATE_TONES[edition.state]},
        "mark": {"label": pgettext("state", "Limited"), "tone": "warning"} if edition.item.limit else None,
        "kind": reader.column(edition.item.column).label(labels.locale()),
        "unit": edition.item.unit.short_name(labels.locale()),
        "date": filters.format_minute(moment),
        "datetime": filters.iso(moment),
    }


def place(name: str, paragraph: int) -> str:
    """正文第3段; a one-line field is its own place."""
    if name.startswith(FILE):
        return pgettext("finding", "words beside attachment %(number)s", number=name.split(".")[1])
    field = words.field_label(name.removeprefix(FIELD))
    if name not in LONG_TEXTS:
        return field
    return pgettext("finding", "%(field)s, paragraph %(number)s", field=field, number=paragraph)


def findings(form: PublicForm) -> list[dict[str, str]]:
    """Where personal data stands and what becomes of it; never the value. Like ones of a paragraph are one line."""
    counted = Counter(
        (name, found.place.paragraph if found.place else 1, found.kind, found.is_masked)
        for name, listed in form.findings.items()
        for found in listed
    )
    return [
        {
            "kind": f"{labels.FINDINGS.get(kind, kind)}{f' ×{count}' if count > 1 else ''}",
            "place": place(name, paragraph),
            "cure": hidden_words() if is_masked else shown_words(),
            "tone": "warning" if is_masked else "neutral",
        }
        for (name, paragraph, kind, is_masked), count in counted.items()
    ]


def hidden_words() -> str:
    return _("Hidden from the public automatically. Delete it where the text does not need it.")


def shown_words() -> str:
    return _("Will be public as it stands. Delete it if it should not be.")


def reasons(edition: Edition) -> list[dict[str, str]]:
    """Why an edition came back, field by field."""
    return [reason_words(reason) for reason in edition.return_reasons]


def reason_words(reason: dict[str, Any]) -> dict[str, str]:
    return {
        "field": words.field_label(reason["field"]),
        "reason": str(labels.REASONS[reason["code"]]),
        "note": reason.get("note", ""),
    }


def history(entries: Sequence[AuditEntry]) -> list[dict[str, str]]:
    """An item's audit entries as a timeline, newest first."""
    names = actors.named(entry.actor for entry in entries)
    return [
        {
            "title": title_of(entry),
            "time": filters.format_moment(entry.at),
            "datetime": filters.iso(entry.at),
            "who": names[entry.actor],
            "note": note_of(entry),
            "tone": TONES.get(entry.event, "neutral"),
        }
        for entry in reversed(entries)
    ]


def title_of(entry: AuditEntry) -> str:
    event, number = str(EVENTS[entry.event]), entry.facts.get("number")
    return _("%(event)s (edition %(number)s)", event=event, number=number) if number else event


def note_of(entry: AuditEntry) -> str:
    """What the entry's facts add for a reader."""
    if entry.event == "item.produced_on_changed":
        return _("from %(old)s to %(new)s", old=entry.facts["from"], new=entry.facts["to"] or _("none"))
    if entry.event == "deadline.moved":
        return _("from %(old)s to %(new)s", old=entry.facts["old"] or _("none"), new=entry.facts["new"] or _("none"))
    if entry.event == "edition.publication_scheduled":
        moment = datetime.fromisoformat(entry.facts["goes_out_at"])
        return _("goes out at %(at)s", at=filters.format_minute(moment))
    if entry.event == "edition.schedule_ended":
        return str(labels.OUTCOMES[entry.facts["outcome"]])
    if entry.event == "edition.returned":
        told = [reason_words(reason) for reason in entry.facts["reasons"]]
        return _("; ").join(_("%(field)s: %(reason)s", field=t["field"], reason=t["reason"]) for t in told)
    if entry.event in limit_words.EVENTS:
        return limit_words.note(entry.facts)
    return entry.facts.get("reason", "")
