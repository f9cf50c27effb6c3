"""What happened to a batch, from its audit entries: with the digest that was approved and how many rows were meant."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import gettext as _
from flask_babel import pgettext

from content.audit.trail import AuditEntry
from portal import labels
from portal.desk import wording

#: Signs of a digest that a person compares; the whole of it stands on the audit page.
SHOWN = 16


def lines(entries: Sequence[AuditEntry]) -> list[dict[str, str]]:
    told = wording.history(entries)
    for line, entry in zip(told, reversed(entries), strict=True):
        line["note"] = note(entry)
    return told


def note(entry: AuditEntry) -> str:
    facts = entry.facts
    said = []
    if facts.get("reason") in labels.REASONS:
        said.append(str(labels.REASONS[facts["reason"]]))
    if "findings" in facts:
        fate = pgettext("fate", "shown") if facts["shows"] else pgettext("fate", "hidden")
        said.append(_("%(n)s findings, %(fate)s", n=facts["findings"], fate=fate))
    if facts.get("rows"):
        said.append(_("%(n)s rows", n=facts["rows"]))
    if facts.get("faulty"):
        said.append(_("%(n)s with faults", n=facts["faulty"]))
    if facts.get("digest"):
        said.append(_("digest %(digest)s…", digest=facts["digest"][:SHOWN]))
    return _(", ").join(said)
