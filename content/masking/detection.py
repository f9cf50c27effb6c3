"""All detectors over the texts of one page, in the order that settles their collisions (DOMAIN 2.3)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from content.masking import keep
from content.masking.detectors import accounts, addresses, births, identity, online, papers, phones, plates
from content.masking.detectors.names import assembly as names
from content.masking.detectors.reading import Reading
from content.masking.findings import Finding, without_overlaps
from content.masking.masks import STAR
from content.masking.persons import plain
from content.masking.policy import Policy

NUMBER_DETECTORS: tuple[Callable[[Reading], Iterator[Finding]], ...] = (
    identity.find,
    online.find_emails,
    plates.find,
    papers.find,
    phones.find_mobiles,
    accounts.find,
    online.find_wechat,
    online.find_qq,
    phones.find_landlines,
)
PROSE_DETECTORS = (births.find, addresses.find)
_LONGEST_SHOWN = 8


def numbers(reading: Reading) -> list[Finding]:
    """Findings of the number detectors alone, in shadow coordinates."""
    kept = keep.numbers(reading)
    found = [finding for find in NUMBER_DETECTORS for finding in find(reading) if keep.allows(finding, kept)]
    return without_overlaps([finding for finding in found if not _is_half_of_a_mask(reading, finding)])


def _is_half_of_a_mask(reading: Reading, finding: Finding) -> bool:
    """320703 before twelve stars is what a mask shows, not what it hides."""
    return reading.text.startswith(STAR, finding.end) and finding.end - finding.start <= _LONGEST_SHOWN


def everything(readings: dict[str, Reading], policy: Policy) -> dict[str, list[Finding]]:
    """Findings of every detector, field by field; what one field says of a person holds for the others."""
    found = {name: _without_names(reading) for name, reading in readings.items()}
    named = names.find(readings, found)
    return {
        name: without_overlaps([*found[name], *_with_consent(readings[name], named[name], policy)]) for name in readings
    }


def _without_names(reading: Reading) -> list[Finding]:
    prose = [finding for find in PROSE_DETECTORS for finding in find(reading)]
    return without_overlaps([*_outermost(prose), *numbers(reading)])


def _outermost(findings: list[Finding]) -> list[Finding]:
    """Of two that begin alike the longer one first."""
    return sorted(findings, key=lambda finding: (finding.start, -finding.end))


def _with_consent(reading: Reading, findings: list[Finding], policy: Policy) -> list[Finding]:
    """Persons whose consent is recorded elsewhere and handed in with the policy."""
    return [
        replace(finding, is_masked=False, why="consent")
        if plain(reading.text[finding.start : finding.end]) in policy.consenting
        else finding
        for finding in findings
    ]
