"""The way out: personal data in the texts of one page is found, and the public form is made."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from content.masking import detection, exceptions, masks, persons
from content.masking.detectors.reading import Reading, read
from content.masking.exceptions import SpanException
from content.masking.findings import UNCERTAIN, Finding, Place, Taken
from content.masking.normalise import fold
from content.masking.policy import DEFAULT, Policy

# Goes into what a reviewer approves: raise it whenever the same text may come out differently.
ENGINE_VERSION = 2
_MOST_ROUNDS = 8
_OF_DIGITS = frozenset({"mobile", "landline", "plate", "fleet_plate", "resident_id", "hmt_residence_permit"})
NAMES = frozenset({"person_name", "official_name", "representative_name"})
_MARKUP = re.compile(r"</?[A-Za-z][^<>]{0,300}>|(?<!\*)\*{1,3}(?!\*)|~~|`+")


@dataclass(frozen=True)
class Examination:
    """What was found in one text, in its own coordinates, and its public form."""

    findings: tuple[Finding, ...]
    public: str = field(repr=False)


def public_text(text: str) -> str:
    """The public form under the default policy. Doing it twice changes nothing."""
    return examine(text).public


def examine(text: str, *, policy: Policy = DEFAULT, exceptions: Iterable[SpanException] = ()) -> Examination:
    """Every finding in one text, each with its place, and the public form."""
    return examine_fields({"body": text}, policy=policy, exceptions=exceptions)["body"]


def examine_fields(
    fields: Mapping[str, str], *, policy: Policy = DEFAULT, exceptions: Iterable[SpanException] = ()
) -> dict[str, Examination]:
    """The texts of one page together: one person carries one mask in all of them."""
    granted = tuple(exceptions)
    found: dict[str, list[Finding]] = {name: [] for name in fields}
    pages = {name: _Page(text, []) for name, text in fields.items()}
    for _ in range(_MOST_ROUNDS):
        seen = _seen(pages, policy)
        known, found = found, {name: _joined(found[name], seen[name]) for name in fields}
        found = {name: [_judged(fields[name], f, policy, granted) for f in found[name]] for name in fields}
        if not _fresh_masks(known, found):
            break
        pages = _rendered(fields, found, policy)
    return {name: Examination(_placed(name, fields[name], found[name]), pages[name].text) for name in fields}


@dataclass(frozen=True)
class _Page:
    """A text on its way out: each replaced stretch as (start here, end here, start in the original, end there)."""

    text: str = field(repr=False)
    replaced: list[tuple[int, int, int, int]]

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of this text stood in the original; one that touches a mask takes in what the mask hides."""
        return self._place(start, is_end=False), self._place(end, is_end=True)

    def _place(self, at: int, *, is_end: bool) -> int:
        edge = at - 1 if is_end else at
        behind = bisect_right(self.replaced, edge, key=lambda stretch: stretch[1])
        if behind < len(self.replaced) and self.replaced[behind][0] <= edge:
            return self.replaced[behind][3 if is_end else 2]
        shift = self.replaced[behind - 1][3] - self.replaced[behind - 1][1] if behind else 0
        return at + shift


def _seen(pages: dict[str, _Page], policy: Policy) -> dict[str, list[Finding]]:
    """What the detectors see in the texts as they stand now, in coordinates of the originals."""
    readings = {name: read(page.text) for name, page in pages.items()}
    seen = detection.everything(readings, policy)
    return {name: _in_origin(pages[name], readings[name], findings) for name, findings in seen.items()}


def _in_origin(page: _Page, reading: Reading, findings: list[Finding]) -> list[Finding]:
    moved = []
    for finding in findings:
        start, end = page.origin(*reading.shadow.origin(finding.start, finding.end))
        moved.append(replace(finding, start=start, end=end, setting=reading.setting(finding.start)))
    return moved


def _joined(known: list[Finding], seen: list[Finding]) -> list[Finding]:
    """What was known and what is new; a new finding that reaches beyond a known one swallows it."""
    taken = Taken([(finding.start, finding.end) for finding in known])
    known = list(known)
    for finding in seen:
        if taken.is_free(finding.start, finding.end):
            known.append(finding)
            continue
        if taken.holds(finding.start, finding.end):
            continue
        met = [old for old in known if old.meets(finding.start, finding.end)]
        if not any(old.start <= finding.start and finding.end <= old.end for old in met):
            start, end = min(old.start for old in (*met, finding)), max(old.end for old in (*met, finding))
            known = [*(old for old in known if old not in met), finding.moved(start, end)]
    return known


def _fresh_masks(known: dict[str, list[Finding]], found: dict[str, list[Finding]]) -> bool:
    """Is there anything to mask that was not there a round ago?"""
    return any(finding.is_masked for name in found for finding in set(found[name]) - set(known[name]))


def _judged(text: str, finding: Finding, policy: Policy, granted: tuple[SpanException, ...]) -> Finding:
    decided = exceptions.decided(granted, text, finding)
    if decided is not None:
        return replace(finding, is_masked=not decided)
    shown = (finding.confidence == UNCERTAIN and not policy.mask_uncertain) or policy.shape(
        finding.kind, finding.setting
    ) == "keep"
    return replace(finding, is_masked=finding.is_masked and not shown)


def _rendered(fields: Mapping[str, str], found: dict[str, list[Finding]], policy: Policy) -> dict[str, _Page]:
    masked = {name: _masked_only(findings) for name, findings in found.items()}
    numbers = persons.numbered(
        fold(fields[name][finding.start : finding.end]).text
        for name in fields
        for finding in masked[name]
        if finding.kind in NAMES
    )
    return {name: _page(fields[name], masked[name], numbers, policy) for name in fields}


def _masked_only(findings: list[Finding]) -> list[Finding]:
    return sorted((finding for finding in findings if finding.is_masked), key=lambda finding: finding.start)


def _page(text: str, findings: list[Finding], numbers: dict[str, str], policy: Policy) -> _Page:
    pieces: list[str] = []
    replaced: list[tuple[int, int, int, int]] = []
    position = length = 0
    for finding in findings:
        mask = _mask(text, finding, numbers, policy)
        between = text[position : finding.start]
        start = length + len(between)
        pieces += (between, mask)
        length = start + len(mask)
        replaced.append((start, length, finding.start, finding.end))
        position = finding.end
    return _Page("".join(pieces) + text[position:], replaced)


def _mask(text: str, finding: Finding, numbers: dict[str, str], policy: Policy) -> str:
    raw = text[finding.start : finding.end]
    shadow = fold(raw)
    value = shadow.digits if finding.kind in _OF_DIGITS else shadow.text
    if finding.kind in NAMES:
        mask = (
            numbers[value]
            if policy.hiding_shape(finding.kind) == "person"
            else masks.SHAPES[policy.hiding_shape(finding.kind)](value)
        )
        mask += " " if mask[-1:].isdigit() and text[finding.end : finding.end + 1].isdigit() else ""
    else:
        mask = masks.SHAPES[policy.hiding_shape(finding.kind, finding.setting)](value)
    return mask + _unpaired_markup(raw)


def _unpaired_markup(raw: str) -> str:
    """Markup that opens or closes inside a masked stretch and pairs with something outside stays."""
    left: list[str] = []
    for mark in _MARKUP.findall(raw):
        if left and (left[-1] == mark or mark == left[-1].split()[0].rstrip(">").replace("<", "</") + ">"):
            left.pop()
        else:
            left.append(mark)
    return "".join(left)


def _placed(name: str, text: str, findings: list[Finding]) -> tuple[Finding, ...]:
    placed = []
    paragraph, at, paragraph_start = 1, 0, 0
    for finding in sorted(findings, key=lambda finding: finding.start):
        breaks = [match.end() for match in re.finditer(r"\n\s*", text[at : finding.start])]
        paragraph += len(breaks)
        paragraph_start = at + breaks[-1] if breaks else paragraph_start
        at = max(at, finding.start)
        placed.append(replace(finding, place=Place(name, paragraph, finding.start - paragraph_start)))
    return tuple(placed)
