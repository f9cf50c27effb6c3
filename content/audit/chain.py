"""How entries are chained, and how a break is found. Pure: values in, values out."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

GENESIS = "0" * 64


@dataclass(frozen=True)
class Link:
    """What an entry's hash covers: everything but the hash itself."""

    number: int
    at: datetime
    event: str
    actor: str
    about: str
    facts: dict[str, Any]
    previous_hash: str

    def fields(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True)
class Fault:
    """One break. ``code`` is ``altered``, ``missing``, ``unlinked`` or ``head``; ``number`` says at which entry."""

    code: str
    number: int


def link_hash(link: Link) -> str:
    """SHA-256 over a canonical JSON form, so that the same entry hashes alike on every database."""
    covered = link.fields() | {"at": link.at.astimezone(UTC).isoformat(timespec="microseconds")}
    text = json.dumps(covered, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def faults(links: Iterable[tuple[Link, str]], *, head_number: int, head_hash: str) -> Iterator[Fault]:
    """Walk (link, stored hash) pairs in stored order and name every break.

    A changed value is ``altered``; a gap or a repetition in the numbers is ``missing``; a link that does not continue
    the one before it is ``unlinked`` (so a reordered pair is named twice); an end that is not the head's is ``head``.
    """
    number, previous = 0, GENESIS
    for link, stored in links:
        if link.number != number + 1:
            yield Fault("missing", number + 1)
        if link.previous_hash != previous:
            yield Fault("unlinked", link.number)
        if link_hash(link) != stored:
            yield Fault("altered", link.number)
        number, previous = link.number, stored
    if (number, previous) != (head_number, head_hash):
        yield Fault("head", head_number)
