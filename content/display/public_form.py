"""The public form of an edition: what would be shown, masked, before anything is stored. Pure but for reading it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import date
from functools import cached_property
from typing import Any

from sqlalchemy.orm import object_session

from content.display import public_files, record_form
from content.display.public_files import CheckedFile, PublicFile
from content.errors import Issue
from content.items.models import Edition
from content.kinds import reader
from content.kinds.reader import Kind
from content.markup import plain, render
from content.masking import decisions, exceptions, gate, rows
from content.masking.exceptions import SpanException
from content.masking.findings import UNCERTAIN, Finding
from content.masking.policy import Policy

#: A field's name in front of its findings, so that a place reads "source" and not "fields.source".
FIELD = "fields."
#: In front of the words beside a file: "files.1.caption".
FILE = "files."
IN_ORDER = json.JSONEncoder(ensure_ascii=False, sort_keys=True)


@dataclass(frozen=True)
class Flagged:
    """One finding as a reviewer meets it: in which field, under which digest a decision is stored, decided or not."""

    field: str
    finding: Finding
    digest: str
    is_decided: bool

    @property
    def waits(self) -> bool:
        """Uncertain and undecided: an approval has to wait for a person's word."""
        return self.finding.confidence == UNCERTAIN and not self.is_decided


@dataclass(frozen=True)
class PublicForm:
    """Everything of an edition that a citizen would see. The digest approved covers exactly this."""

    kind: str
    column: str
    title: str
    summary: str
    html: str
    text: str
    fields: dict[str, str]
    issued_on: date | None
    change_note: str
    attachments: tuple[PublicFile, ...] = ()
    flagged: tuple[Flagged, ...] = field(default=(), compare=False)
    files: tuple[CheckedFile, ...] = field(default=(), compare=False, repr=False)

    @cached_property
    def digest(self) -> str:
        """SHA-256 over the shown parts; a byte that differs anywhere, in a file too, gives another digest."""
        shown: dict[str, Any] = {part.name: getattr(self, part.name) for part in fields(self) if part.compare}
        shown["attachments"] = [asdict(file) for file in self.attachments]
        if not self.attachments:
            del shown["attachments"]  # what was approved before files could go along stays approved
        shown["issued_on"] = self.issued_on.isoformat() if self.issued_on else None
        return hashlib.sha256(IN_ORDER.encode(shown).encode()).hexdigest()

    @property
    def findings(self) -> dict[str, tuple[Finding, ...]]:
        """What was found, by field."""
        found: dict[str, tuple[Finding, ...]] = {}
        for flag in self.flagged:
            found[flag.field] = (*found.get(flag.field, ()), flag.finding)
        return found

    @property
    def undecided(self) -> tuple[Flagged, ...]:
        return tuple(flag for flag in self.flagged if flag.waits)

    @property
    def open_questions(self) -> list[Issue]:
        """All that keeps one of the files in."""
        return [issue for file in self.files for issue in public_files.named(file, file.issues)]

    @property
    def early_questions(self) -> list[Issue]:
        """What of it must be settled before a reviewer is asked."""
        return [issue for file in self.files for issue in public_files.named(file, file.early)]

    @property
    def files_text(self) -> str:
        return "\n".join(text for text in (file.search_text for file in self.files) if text)


def texts_of(edition: Edition) -> dict[str, str]:
    """Every text of the edition that a reader could meet, by name. One page, so one person gets one mask."""
    kind = reader.kind(edition.item.kind)
    own = {name: getattr(edition, name) for name in ("title", "summary", "body", "change_note")}
    beside = {
        f"{FILE}{file.position}.{name}": getattr(file, name)
        for file in edition.attachments
        for name in ("caption", "alt")
    }
    return own | {FIELD + field.name: edition.fields.get(field.name, "") for field in kind.fields} | beside


def flags(
    texts: dict[str, str], examined: dict[str, gate.Examination], granted: tuple[SpanException, ...]
) -> Iterator[Flagged]:
    for name, examination in examined.items():
        for finding in examination.findings:
            decided = exceptions.decided(granted, texts[name], finding) is not None
            yield Flagged(name.removeprefix(FIELD), finding, exceptions.digest(texts[name], finding), decided)


def make(edition: Edition) -> PublicForm:
    """Mask first, render after: what is rendered never held a number that is hidden.

    By the policy in force and the decisions on this item. The edition must belong to a session.
    """
    session = object_session(edition)
    if session is None:
        raise ValueError("a public form is made of a stored edition")
    with session.no_autoflush:
        policy, granted = rows.current(session), decisions.of_item(session, edition.item_id)
    kind = reader.kind(edition.item.kind)
    if kind.is_record:
        return of_record(kind, edition.item.column, edition.fields, policy=policy, granted=granted)
    texts = texts_of(edition)
    examined = dict(gate.examine_fields(texts, policy=policy, exceptions=granted))
    public = {name: examination.public for name, examination in examined.items()}
    html = render.to_html(public["body"])
    return PublicForm(
        kind=edition.item.kind,
        column=edition.item.column,
        title=public["title"],
        summary=public["summary"],
        html=html,
        text=plain.html_to_text(html),
        fields={name.removeprefix(FIELD): text for name, text in public.items() if name.startswith(FIELD)},
        issued_on=edition.issued_on,
        change_note=public["change_note"],
        attachments=tuple(
            public_files.public(
                file,
                caption=public[f"{FILE}{file.position}.caption"],
                alt=public[f"{FILE}{file.position}.alt"],
            )
            for file in edition.attachments
        ),
        flagged=tuple(flags(texts, examined, granted)),
        files=tuple(public_files.check(file, policy=policy, granted=granted) for file in edition.attachments),
    )


def of_record(
    kind: Kind, column: str, values: Mapping[str, str], *, policy: Policy, granted: tuple[SpanException, ...] = ()
) -> PublicForm:
    """The public form of a record's stored values. Pure: a batch makes tens of thousands of them."""
    examined = record_form.examine(kind, values, policy=policy, granted=granted)
    public = record_form.shown_values(kind, values, examined)
    return PublicForm(
        kind=kind.code,
        column=column,
        title=record_form.title(kind, public),
        summary=public.get(kind.summary, ""),
        html="",
        text="\n".join(public.values()),
        fields=public,
        issued_on=record_form.day_of(kind, values),
        change_note="",
        flagged=tuple(flags(record_form.prose_of(kind, values), without_parties(examined), granted)),
    )


def without_parties(examined: Mapping[str, gate.Examination]) -> dict[str, gate.Examination]:
    return {name: examination for name, examination in examined.items() if name != record_form.PARTIES}
