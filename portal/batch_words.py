"""A batch in words: its state, how far it is, its faults with their cures, its notes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_pgettext, pgettext

from content import clock
from content.errors import Issue
from content.items.batches import AT_WORK, Batch, BatchFault, BatchState
from content.kinds import reader
from portal import labels, record_words, words

STATES = {
    "reading": lazy_pgettext("batch", "Being checked"),
    "faulty": lazy_pgettext("batch", "Has faults, nothing stored"),
    "storing": lazy_pgettext("batch", "Being stored"),
    "examining": lazy_pgettext("batch", "Being looked at for personal data"),
    "ready": lazy_pgettext("batch", "Ready to submit"),
    "submitted": lazy_pgettext("state", "Submitted"),
    "returned": lazy_pgettext("state", "Returned"),
    "approved": lazy_pgettext("state", "Approved"),
    "publishing": lazy_pgettext("batch", "Going out"),
    "published": lazy_pgettext("state", "Published"),
    "withdrawing": lazy_pgettext("batch", "Being withdrawn"),
    "withdrawn": lazy_pgettext("state", "Withdrawn"),
    "undoing": lazy_pgettext("batch", "Being undone"),
    "undone": lazy_pgettext("batch", "Undone"),
}
TONES = {
    "faulty": "error",
    "ready": "warning",
    "submitted": "info",
    "returned": "warning",
    "approved": "info",
    "published": "success",
    "withdrawn": "error",
}
TO_MEND = lazy_pgettext("sheet", "What to mend")
MODES = {
    "all": lazy_pgettext("batch", "All rows or none"),
    "good": lazy_pgettext("batch", "The good rows first, the rest when mended"),
}


def status(batch: Batch) -> dict[str, str]:
    return {"label": str(STATES[batch.state]), "tone": TONES.get(batch.state, "neutral")}


def kind(batch: Batch) -> str:
    return reader.kind(batch.kind).label(labels.locale())


def title(batch: Batch) -> str:
    return _("%(kind)s: %(file)s", kind=kind(batch), file=batch.file_name)


def is_at_work(batch: Batch) -> bool:
    return batch.at_rest in AT_WORK


def progress(batch: Batch) -> dict[str, Any]:
    """How far the step at work is, and how fast: once it has begun and its length is known."""
    seconds = max((clock.now() - batch.step_at).total_seconds(), 0.001)
    rate = round(batch.done / seconds) if batch.done else 0
    goal = batch.to_do or batch.stored or batch.rows
    if batch.at_rest is BatchState.READING and not batch.done:
        text = _("Waits for its turn, or is being opened.")
    elif goal:
        text = _("%(done)s of %(goal)s rows", done=batch.done, goal=goal)
    else:
        text = _("%(done)s rows", done=batch.done)
    return {
        "state": batch.state,
        "label": str(STATES[batch.state]),
        "done": batch.done,
        "goal": goal,
        "percent": min(100, round(100 * batch.done / goal)) if goal else 0,
        "text": text,
        "rate": _("%(rate)s rows per second", rate=rate) if rate else "",
        "is_at_work": is_at_work(batch),
    }


def field(batch: Batch, name: str) -> str:
    """A field as its column is headed; the sheet itself where no field is meant."""
    return record_words.field_name(batch.kind, name) or _("The sheet or the row as a whole")


def cure(fault: BatchFault) -> str:
    """What is wrong and how to mend it. What records say of their own goes before what forms say."""
    own = record_words.ISSUES.get(fault.code)
    if own:
        return own(fault.facts)
    if fault.code in words.ISSUES:
        return words.issue(Issue(fault.field, fault.code, fault.facts))
    return words.REFUSALS[fault.code](fault.facts)


def fault_line(batch: Batch, fault: BatchFault) -> str:
    """A fault whole, for a workbook or a terminal: field and cure."""
    return _("%(field)s: %(problem)s", field=field(batch, fault.field), problem=cure(fault))


def notes(batch: Batch) -> list[str]:
    """What whoever uploaded it should know: columns nobody reads, what is hidden in the sheet, numbers in texts."""
    return [note(batch, dict(said)) for said in batch.notes]


def note(batch: Batch, said: dict[str, Any]) -> str:
    code = said.pop("code")
    if code == "numbers_seen":
        name, found = said["where"].split(" ", 1)
        said |= {"field": field(batch, name), "what": str(labels.FINDINGS.get(found, found))}
    return record_words.NOTES[code](said) if code in record_words.NOTES else words.ISSUES[code](said)


def findings(batch: Batch) -> list[tuple[str, str, int, int, int]]:
    """What was seen in every text: column, kind, and how often it is hidden, shown or uncertain."""
    counted: dict[tuple[str, str], dict[str, int]] = {}
    for what, count in batch.findings.items():
        name, found, fate = what.split(" ")
        counted.setdefault((name, found), {})[fate] = count
    return [
        (
            field(batch, name),
            str(labels.FINDINGS.get(found, found)),
            fates.get("hidden", 0),
            fates.get("uncertain", 0),
            fates.get("shown", 0),
        )
        for (name, found), fates in sorted(counted.items())
    ]


def counts(batch: Batch) -> list[dict[str, Any]]:
    """The sheet in numbers, each with what it means; noughts of rare things are left out."""
    good = batch.rows - batch.faulty
    told = [
        (pgettext("batch", "Rows"), batch.rows, True),
        (pgettext("batch", "Good rows"), good, True),
        (pgettext("batch", "Rows with faults"), batch.faulty, True),
        (pgettext("batch", "New records"), batch.fresh, batch.at_rest is not BatchState.FAULTY),
        (pgettext("batch", "Changed records"), batch.changed, batch.changed),
        (pgettext("batch", "Known already, unchanged"), batch.unchanged, batch.unchanged),
        (pgettext("batch", "Kept out"), batch.barred, batch.barred),
    ]
    return [{"label": label, "value": value} for label, value, is_told in told if is_told]


def listed(batches: Iterable[Batch]) -> list[dict[str, Any]]:
    return [{"batch": batch, "title": title(batch), "status": status(batch), "kind": kind(batch)} for batch in batches]
