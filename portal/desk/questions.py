"""Findings of personal data as questions to a reviewer, and the answers read back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from content.display import public_form
from content.display.public_form import FIELD, Flagged, PublicForm
from content.items import cleaning
from content.items.models import Edition
from content.workflow.reviewing import Verdict
from portal import labels
from portal.desk import wording

#: How much of the surrounding text a reviewer sees beside a finding.
AROUND = 16
CHOICES = {"hide": False, "show": True}


def original(edition: Edition, flag: Flagged) -> str:
    texts = public_form.texts_of(edition)
    return texts.get(flag.field, texts.get(FIELD + flag.field, ""))


def excerpt(edition: Edition, flag: Flagged) -> dict[str, str]:
    """The stretch in its place, for the reviewer's eyes: before, itself, after."""
    text, start, end = original(edition, flag), flag.finding.start, flag.finding.end
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    return {"before": before.split("\n")[-1], "found": text[start:end], "after": after.split("\n")[0]}


def questions(edition: Edition, form: PublicForm, typed: Mapping[str, str]) -> list[dict[str, Any]]:
    """Every finding as a question: where, what, how sure and why, what would happen to it, and what is chosen."""
    return [
        {
            "digest": flag.digest,
            "kind": labels.FINDINGS.get(flag.finding.kind, flag.finding.kind),
            "place": wording.place(flag.field, flag.finding.place.paragraph if flag.finding.place else 1),
            "confidence": labels.CONFIDENCES.get(flag.finding.confidence, flag.finding.confidence),
            "excerpt": excerpt(edition, flag),
            "is_hidden": flag.finding.is_masked,
            "waits": flag.waits,
            "is_decided": flag.is_decided,
            "chosen": typed.get(f"choice-{flag.digest}", ""),
            "reason": typed.get(f"reason-{flag.digest}", ""),
        }
        for flag in form.flagged
    ]


def kinds_of(form: PublicForm) -> list[tuple[str, str]]:
    """The kinds that stand more than once: worth deciding together."""
    counted: dict[str, int] = {}
    for flag in form.flagged:
        counted[flag.finding.kind] = counted.get(flag.finding.kind, 0) + 1
    return [(kind, str(labels.FINDINGS.get(kind, kind))) for kind, count in counted.items() if count > 1]


def verdicts(flagged: Iterable[Flagged], form: Mapping[str, str]) -> list[Verdict]:
    """What was chosen: a finding's own choice first, else the one for its kind."""
    found = []
    for flag in flagged:
        own, kind = form.get(f"choice-{flag.digest}", ""), flag.finding.kind
        choice = own or form.get(f"all-{kind}", "")
        reason = form.get(f"reason-{flag.digest}", "") or form.get(f"all-reason-{kind}", "")
        if choice in CHOICES:
            found.append(Verdict(flag.digest, CHOICES[choice], cleaning.line(reason)))
    return found
