"""The files of an edition as the desk's pages show them: what each is, what was found, what keeps it in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from content.attachments import vouching
from content.display.public_files import CheckedFile, FileFlag
from content.display.public_form import PublicForm
from content.items import cleaning
from content.items.models import Edition
from content.workflow.reviewing import Verdict
from portal import actors, file_words, filters, labels, pictures

CHOICES = {"hide": False, "show": True}


def lines(edition: Edition, form: PublicForm) -> list[dict[str, Any]]:
    return [line(edition, file) for file in form.files]


def line(edition: Edition, file: CheckedFile) -> dict[str, Any]:
    attached = file.attachment
    return {
        "id": attached.id,
        "name": attached.name,
        "kind": file_words.kind(attached.kind),
        "size": filters.format_size(attached.size),
        "url": url_for("desk.file", edition_id=edition.id, file_id=attached.id, name=attached.name),
        "is_picture": attached.is_picture,
        "markdown": pictures.markdown(edition.item_id, attached.position, attached.name, attached.alt)
        if attached.is_picture
        else "",
        "caption": attached.caption,
        "alt": attached.alt,
        "findings": findings(file),
        "problems": [file_words.issue(issue) for issue in file.issues],
        "ticks": [(what, str(words), what in attached.ticks) for what, words in file_words.TICKS.items()]
        if vouching.asks_ticks(file.verdict)
        else [],
        "ticked_by": ticked_by(file),
        "wants_second": vouching.asks_second(file.verdict) and attached.second_person_id is None,
        "is_held": bool(file.issues),
    }


def pictured(edition: Edition, form: PublicForm) -> str:
    """The public form's text with its pictures, for the unit's own eyes: they are not public yet."""
    ids = {attached.position: attached.id for attached in edition.attachments}
    found = [
        pictures.Picture(
            pictures.path_of(edition.item_id, file.position, file.name),
            url_for("desk.file", edition_id=edition.id, file_id=ids[file.position], name=file.name),
            file.alt,
            file.caption,
        )
        for file in form.attachments
        if file.kind in file_words.PICTURES
    ]
    return pictures.placed(form.html, found)


def marks(form: PublicForm) -> str:
    """The files by name, and by the beginning of their digest: the same name may hold other bytes."""
    return "\n".join(f"{file.name} {file.digest[:8]}" for file in form.attachments)


def ticked_by(file: CheckedFile) -> list[str]:
    """Who looked for what, for the reviewer."""
    ticks = file.attachment.ticks
    names = actors.named(f"person:{tick['by']}" for tick in ticks.values())
    return [
        _("%(tick)s (%(name)s)", tick=str(words), name=names[f"person:{ticks[what]['by']}"])
        for what, words in file_words.TICKS.items()
        if what in ticks
    ]


def findings(file: CheckedFile) -> list[dict[str, str]]:
    """Kind and place, never the value; like ones of a place are one line."""
    counted = Counter(
        (flag.finding.kind, flag.found.part.place, flag.found.part.is_hidden, cure(flag)) for flag in file.flags
    )
    return [
        {
            "kind": f"{labels.FINDINGS.get(kind, kind)}{f' ×{times}' if times > 1 else ''}",
            "place": file_words.place(place, is_hidden),
            "cure": words,
            "tone": tone,
        }
        for (kind, place, is_hidden, (words, tone)), times in counted.items()
    ]


def cure(flag: FileFlag) -> tuple[str, str]:
    if flag.found.blocks:
        return _("Keeps the file in: it is not masked inside a file."), "error"
    if flag.found.is_open:
        return _("Uncertain: the reviewer decides."), "warning"
    return _("Will be public as it stands."), "neutral"


def questions(file: CheckedFile, typed: Mapping[str, str]) -> list[dict[str, Any]]:
    """What only a reviewer's word can let out, one question for each finding."""
    return [
        {
            "digest": flag.digest,
            "kind": labels.FINDINGS.get(flag.finding.kind, flag.finding.kind),
            "place": file_words.place(flag.found.part.place, flag.found.part.is_hidden),
            "confidence": labels.CONFIDENCES.get(flag.finding.confidence, flag.finding.confidence),
            "chosen": typed.get(f"choice-{flag.digest}", ""),
            "reason": typed.get(f"reason-{flag.digest}", ""),
        }
        for flag in {flag.digest: flag for flag in file.flags if flag.asks}.values()
    ]


def verdicts(form: PublicForm, typed: Mapping[str, str]) -> list[Verdict]:
    """What was chosen, finding by finding: never a whole kind at once, for nobody sees a file in one look."""
    return [
        Verdict(flag.digest, CHOICES[choice], cleaning.line(typed.get(f"reason-{flag.digest}", "")))
        for file in form.files
        for flag in file.flags
        if (choice := typed.get(f"choice-{flag.digest}", "")) in CHOICES
    ]
