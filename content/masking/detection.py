"""All detectors over the texts of one page, in the order that settles their collisions (DOMAIN 2.3)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from content.masking import keep
from content.masking.detectors import accounts, identity, online, papers, phones, plates
from content.masking.detectors.reading import Reading
from content.masking.findings import Finding, without_overlaps
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


def numbers(reading: Reading) -> list[Finding]:
    """Findings of the number detectors alone, in shadow coordinates."""
    kept = keep.numbers(reading)
    found = [finding for find in NUMBER_DETECTORS for finding in find(reading) if keep.allows(finding, kept)]
    return without_overlaps(found)


def everything(readings: dict[str, Reading], policy: Policy) -> dict[str, list[Finding]]:
    """Findings of every detector, field by field; what one field says of a person holds for the others."""
    return {name: numbers(reading) for name, reading in readings.items()}
