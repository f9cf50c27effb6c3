"""The public form of an edition: what would be shown, masked, before anything is stored. Pure but for reading it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from content.items.models import Edition
from content.kinds import reader
from content.markup import plain, render
from content.masking import gate
from content.masking.gate import Finding

#: A field's name in front of its findings, so that a place reads "source" and not "fields.source".
FIELD = "fields."


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
    findings: dict[str, tuple[Finding, ...]] = field(default_factory=dict, compare=False)

    @property
    def digest(self) -> str:
        """SHA-256 over the shown parts; a byte that differs anywhere gives another digest."""
        shown: dict[str, Any] = asdict(self)
        del shown["findings"]
        shown["issued_on"] = self.issued_on.isoformat() if self.issued_on else None
        return hashlib.sha256(json.dumps(shown, ensure_ascii=False, sort_keys=True).encode()).hexdigest()

    @property
    def has_findings(self) -> bool:
        return any(self.findings.values())


def texts_of(edition: Edition) -> dict[str, str]:
    """Every text of the edition that a reader could meet, by name. One page, so one person gets one mask."""
    kind = reader.kind(edition.item.kind)
    own = {name: getattr(edition, name) for name in ("title", "summary", "body", "change_note")}
    return own | {FIELD + field.name: edition.fields.get(field.name, "") for field in kind.fields}


def masked(texts: dict[str, str]) -> dict[str, gate.Examination]:
    return dict(gate.examine_fields(texts))


def make(edition: Edition) -> PublicForm:
    """Mask first, render after: what is rendered never held a number that is hidden."""
    examined = masked(texts_of(edition))
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
        findings={name: tuple(examination.findings) for name, examination in examined.items()},
    )
