"""A reviewer's word on one stretch of one paragraph: it lapses as soon as that paragraph reads otherwise."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from content.masking.findings import Finding


@dataclass(frozen=True)
class SpanException:
    """Show this one stretch, or hide it where ``shows`` is false; who asked, who agreed and why.

    The digest covers stretch, place and paragraph.
    """

    kind: str
    digest_of_span_and_context: str
    reason: str
    author: str
    reviewer: str
    shows: bool = True


def make(text: str, finding: Finding, *, reason: str, author: str, reviewer: str) -> SpanException:
    """The exception for one finding in this very text."""
    return SpanException(finding.kind, digest(text, finding), reason, author, reviewer)


def matches(exception: SpanException, text: str, finding: Finding) -> bool:
    """Does the exception cover this finding, in these words?"""
    return exception.kind == finding.kind and exception.digest_of_span_and_context == digest(text, finding)


def decided(exceptions: Iterable[SpanException], text: str, finding: Finding) -> bool | None:
    """Whether the stretch is to be shown, by the newest exception that covers it; None when none does."""
    covering = [exception.shows for exception in exceptions if matches(exception, text, finding)]
    return covering[-1] if covering else None


def digest(text: str, finding: Finding) -> str:
    """Binds kind, place inside the paragraph, and the paragraph's every character."""
    start = text.rfind("\n", 0, finding.start) + 1
    end = text.find("\n", finding.end)
    paragraph = text[start : end if end >= 0 else len(text)]
    bound = f"{finding.kind}\x1f{finding.start - start}\x1f{finding.end - start}\x1f{paragraph}"
    return hashlib.sha256(bound.encode()).hexdigest()
