"""The files of an edition as the public would get them, and every question that still keeps one of them in."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from content.attachments import rows, scanning, vouching
from content.attachments.models import Attachment
from content.attachments.scanning import Found, Verdict
from content.attachments.storing import Store
from content.errors import Issue
from content.items.models import Edition
from content.masking import exceptions
from content.masking.exceptions import SpanException
from content.masking.findings import Finding
from content.masking.policy import Policy


@dataclass(frozen=True)
class PublicFile:
    """What of a file is approved: its name, its bytes by digest, its smaller copies as (width, digest)."""

    position: int
    name: str
    kind: str
    size: int
    digest: str
    caption: str
    alt: str
    renditions: tuple[tuple[int, str], ...] = ()

    @property
    def plain(self) -> dict[str, Any]:
        """As ``PublicItem`` keeps it."""
        return asdict(self) | {"renditions": {str(width): digest for width, digest in self.renditions}}


@dataclass(frozen=True)
class FileFlag:
    """One finding in a file; ``digest`` is the one under which a reviewer's decision on it is stored."""

    found: Found
    digest: str
    is_decided: bool

    @property
    def finding(self) -> Finding:
        return self.found.finding

    @property
    def asks(self) -> bool:
        """Only a reviewer's word lets it out: hidden it cannot be, for it stands in a file."""
        return self.found.blocks or self.found.is_open


@dataclass(frozen=True)
class CheckedFile:
    """A file under today's policy. ``issues`` is all that keeps it in; ``early`` what keeps it from a reviewer."""

    attachment: Attachment
    verdict: Verdict
    flags: tuple[FileFlag, ...]
    issues: tuple[Issue, ...]
    early: tuple[Issue, ...]

    @property
    def search_text(self) -> str:
        """Its words, where the gate has nothing to hide in it and nobody had to decide: else it is found by name."""
        return "" if any(flag.asks or flag.is_decided for flag in self.flags) else self.attachment.text


def check(attachment: Attachment, *, policy: Policy, granted: tuple[SpanException, ...]) -> CheckedFile:
    verdict = rows.examine(attachment, policy=policy, exceptions=granted)
    return CheckedFile(
        attachment,
        verdict,
        flags(attachment, verdict, granted),
        tuple(vouching.open_questions(attachment, verdict)),
        tuple(vouching.open_before_review(attachment, verdict)),
    )


def flags(attachment: Attachment, verdict: Verdict, granted: tuple[SpanException, ...]) -> tuple[FileFlag, ...]:
    if not verdict.findings:
        return ()
    flows = scanning.texts(attachment.extraction, attachment.name)
    flagged = []
    for found in verdict.findings:
        text = flows[found.part.flow].text
        decided = exceptions.decided(granted, text, found.finding) is not None
        flagged.append(FileFlag(found, exceptions.digest(text, found.finding), decided))
    return tuple(flagged)


def public(attachment: Attachment, *, caption: str, alt: str) -> PublicFile:
    """The file with its words already masked."""
    return PublicFile(
        position=attachment.position,
        name=attachment.name,
        kind=attachment.kind,
        size=attachment.size,
        digest=attachment.digest,
        caption=caption,
        alt=alt,
        renditions=tuple(sorted((int(width), digest) for width, digest in attachment.renditions.items())),
    )


def named(checked: CheckedFile, issues: tuple[Issue, ...]) -> list[Issue]:
    """The issues of one file as issues of the whole, each under the file's name."""
    return [Issue("files", "of_file", {"name": checked.attachment.name, "issue": issue}) for issue in issues]


def are_whole(edition: Edition, store: Store | None) -> bool:
    """Is every file of the edition, copies too, still what its digest says? An edition with files needs their store."""
    digests = [digest for attachment in edition.attachments for digest in attachment.digests]
    if not digests:
        return True
    if store is None:
        raise ValueError("an edition with files goes out together with their store")
    return all(store.is_whole(digest) for digest in digests)
