"""May this file go out? A file is not masked, so what the gate would mask in a text holds the file back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

from content.attachments.composing import Composition, compose
from content.attachments.extracted import Extracted, Part, Place
from content.errors import Issue
from content.masking import exceptions as spans
from content.masking import gate
from content.masking.exceptions import SpanException
from content.masking.findings import UNCERTAIN, Finding
from content.masking.policy import DEFAULT, Policy

NAME = "name"

#: What a machine could not judge, and the question a second person answers for it.
REASONS = {
    "is_picture": "picture_faces_tick",
    "pictures_inside": "pictures_inside_tick",
    "pages_without_text": "scan_without_text",
    "picture_unreadable": "unreadable",
}
#: Places a reader does not see and a second person must have looked at; formulas, links and the like are only scanned.
HIDING = frozenset(
    {
        "tracked_deletion",
        "hidden_text",
        "comment",
        "cell",
        "sheet_name",
        "leftover_string",
        "page_layer",
        "note",
        "part",
    }
)
#: What nobody can look into from here does not go out at all.
REFUSED = frozenset({"embedded_object"})


@dataclass(frozen=True)
class Found:
    """A finding, in the coordinates of its flow's text, and the part a person should open."""

    part: Part
    finding: Finding
    is_open: bool = False  # uncertain, and no reviewer has looked at it yet

    @property
    def blocks(self) -> bool:
        """Masked in a text would be; so here it must be taken out of the file, or excepted by a reviewer."""
        return self.finding.is_masked


@dataclass(frozen=True)
class Verdict:
    """``refuses`` keeps the file in; ``needs_second_person`` names the questions only eyes can answer."""

    findings: tuple[Found, ...]
    needs_second_person: tuple[str, ...]
    refuses: tuple[Issue, ...]


def examine(
    extracted: Extracted, name: str, *, policy: Policy = DEFAULT, exceptions: Iterable[SpanException] = ()
) -> Verdict:
    """All texts of the file and its name together: who is named in one place is known in the others."""
    granted = tuple(exceptions)
    composed = texts(extracted, name)
    fields = {flow: composition.text for flow, composition in composed.items()}
    examined = gate.examine_fields(fields, policy=policy, exceptions=granted)
    findings = tuple(
        Found(composed[flow].part_at(finding.start), finding, _is_open(finding, fields[flow], granted))
        for flow, examination in examined.items()
        for finding in examination.findings
    )
    return Verdict(findings, tuple(_reasons(extracted, findings)), tuple(_refusals(extracted, findings)))


def allow(extracted: Extracted, name: str, found: Found, *, reason: str, author: str, reviewer: str) -> SpanException:
    """A reviewer's yes to one finding, certain or not; it lapses when the paragraph or row around it changes."""
    text = texts(extracted, name)[found.part.flow].text
    return spans.make(text, found.finding, reason=reason, author=author, reviewer=reviewer)


def texts(extracted: Extracted, name: str) -> dict[str, Composition]:
    """The ending of the name is no word of it."""
    return compose(chain([Part(Place("file_name"), name.rpartition(".")[0] or name, flow=NAME)], extracted.parts))


def _is_open(finding: Finding, text: str, granted: tuple[SpanException, ...]) -> bool:
    return (
        finding.confidence == UNCERTAIN
        and not finding.is_masked
        and not any(spans.matches(exception, text, finding) for exception in granted)
    )


def _reasons(extracted: Extracted, findings: tuple[Found, ...]) -> Iterable[str]:
    reasons = [REASONS[issue.code] for issue in extracted.warnings if issue.code in REASONS]
    if not extracted.is_readable:
        reasons.append("unreadable")
    if not extracted.has_text and "picture_faces_tick" not in reasons:
        reasons.append("scan_without_text")
    if any(part.is_hidden and part.place.code in HIDING for part in extracted.parts):
        reasons.append("hidden_content")
    if any(found.is_open for found in findings):
        reasons.append("uncertain_findings")
    return dict.fromkeys(reasons)


def _refusals(extracted: Extracted, findings: tuple[Found, ...]) -> Iterable[Issue]:
    yield from held(found for found in findings if found.blocks)
    yield from (issue for issue in extracted.warnings if issue.code in REFUSED)


def held(blocking: Iterable[Found]) -> Iterable[Issue]:
    """One issue for each kind of data in each place, with how often; never the data."""
    counted = Counter((found.part.place, found.part.is_hidden, found.finding.kind) for found in blocking)
    for (place, is_hidden, kind), times in counted.items():
        field = "name" if place.code == "file_name" else "file"
        yield Issue(field, "personal_data", {"kind": kind, "place": place, "is_hidden": is_hidden, "times": times})
