"""Reads the stored trail and lets the chain judge it."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from content.audit.chain import GENESIS, Fault, Link, faults
from content.audit.trail import AuditEntry, AuditHead


def stored_links(session: Session, *, chunk: int = 2000) -> Iterator[tuple[Link, str]]:
    rows = session.scalars(select(AuditEntry).order_by(AuditEntry.number).execution_options(yield_per=chunk))
    for entry in rows:
        yield entry.link, entry.hash


def verify(session: Session) -> list[Fault]:
    """Every break of the whole chain, or an empty list."""
    head = session.get(AuditHead, 1)
    number, last = (head.number, head.hash) if head else (0, GENESIS)
    return list(faults(stored_links(session), head_number=number, head_hash=last))
