"""What people answer for where the machine is blind: ticks for faces, plates and signatures; a second person's yes."""

from __future__ import annotations

from content import clock
from content.attachments import scanning
from content.attachments.models import Attachment
from content.attachments.scanning import Verdict
from content.errors import Category, Issue, Refusal
from content.masking.findings import CERTAIN

TICKS = ("faces", "plates", "signatures")

#: Which questions ask for the three ticks, and which for a second person.
_ASK_TICKS = frozenset({"picture_faces_tick", "pictures_inside_tick", "scan_without_text"})
_ASK_SECOND = frozenset({"scan_without_text", "unreadable", "hidden_content"})

#: Certain that it is one, and yet it may be right to show it: an official, somebody praised, a firm's seat.
_JUDGED = frozenset({"person_name", "official_name", "representative_name", "home_address"})


def tick(attachment: Attachment, what: str, *, by: int) -> Attachment:
    """This person looked for it in the file and saw none, or none that may not be shown."""
    if what not in TICKS:
        raise Refusal("no_such_tick", tick=what)
    attachment.ticks = {**attachment.ticks, what: {"by": by, "at": clock.now().isoformat()}}
    return attachment


def vouch(attachment: Attachment, *, by: int) -> Attachment:
    """Another person than who added the file has read it with their own eyes."""
    if by == attachment.added_by_id:
        raise Refusal("own_work", Category.FORBIDDEN)
    attachment.second_person_id, attachment.second_person_at = by, clock.now()
    return attachment


def asks_ticks(verdict: Verdict) -> bool:
    return bool(_ASK_TICKS & set(verdict.needs_second_person))


def asks_second(verdict: Verdict) -> bool:
    return bool(_ASK_SECOND & set(verdict.needs_second_person))


def open_questions(attachment: Attachment, verdict: Verdict) -> list[Issue]:
    """Everything that still keeps this file from going out, at once."""
    asked = set(verdict.needs_second_person)
    missing = [what for what in TICKS if what not in attachment.ticks] if asks_ticks(verdict) else []
    issues = [*verdict.refuses, *(Issue("ticks", "tick_missing", {"tick": what}) for what in missing)]
    if asks_second(verdict) and attachment.second_person_id is None:
        issues.append(Issue("second_person", "second_person_missing", {"reasons": sorted(asked & _ASK_SECOND)}))
    if "uncertain_findings" in asked:
        issues.append(Issue("file", "uncertain_findings", {"times": sum(found.is_open for found in verdict.findings)}))
    return issues


def open_before_review(attachment: Attachment, verdict: Verdict) -> list[Issue]:
    """What the writer must settle: numbers that are certain, what nobody can look into, ticks.

    The rest is for a reviewer, who can let it through with a reason; only submitted can they do so.
    """
    certain = scanning.held(
        found
        for found in verdict.findings
        if found.blocks and found.finding.confidence == CERTAIN and found.finding.kind not in _JUDGED
    )
    closed = [issue for issue in verdict.refuses if issue.code in scanning.REFUSED]
    return [*certain, *closed, *(i for i in open_questions(attachment, verdict) if i.code == "tick_missing")]
