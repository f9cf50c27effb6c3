"""What shows that somebody is the subject or speaks for it: received safely, locked away, never public, soon gone."""

from __future__ import annotations

import io
import secrets
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from content.attachments import kinds, receiving
from content.attachments.encrypted_spool import EncryptedSpool
from content.attachments.kinds import KINDS
from content.audit import trail
from content.audit.events import Event
from content.auth.people import Person
from content.auth.permissions import Permission, require
from content.errors import Category, Issue, Refusal, refuse_issues
from content.feedback.models import Kind, Report

#: Scans and pictures: nothing that has to be converted, so that a stranger's file costs little to look at.
TAKEN = ("pdf", "jpeg", "png")
MOST = 3
MEGABYTE = 1024 * 1024
MOST_BYTES_EACH = 4 * MEGABYTE
FIELD = "proof"


@dataclass(frozen=True)
class Proof:
    """One file as cleaned. The name it came with may name a person and is not kept."""

    kind: str
    data: bytes = field(repr=False)


def count_issues(count: int) -> list[Issue]:
    if count == 0:
        return [Issue(FIELD, "required")]
    return [Issue(FIELD, "too_many_proofs", {"most": MOST})] if count > MOST else []


def prepare(files: list[tuple[str, bytes]]) -> list[Proof]:
    """Clean what was uploaded, or refuse it with the cleaner's own code. Takes seconds: ask outside a transaction."""
    refuse_issues(count_issues(len(files)))
    for _name, data in files:
        if len(data) > MOST_BYTES_EACH:
            raise Refusal("file_too_large", size=len(data), most=MOST_BYTES_EACH)
    return [one(name, data) for name, data in files]


def one(name: str, data: bytes) -> Proof:
    if kinds.identify(data).code not in TAKEN:
        raise Refusal("kind_refused", accepted=[KINDS[code].extensions[0] for code in TAKEN])
    received = receiving.receive(data, name)
    return Proof(received.kind, received.data)


def lock_away(spool: EncryptedSpool, proofs: list[Proof]) -> list[dict[str, Any]]:
    """Keep the files under lock; returns how a report refers to them."""
    kept = []
    for proof in proofs:
        key = f"proof-{secrets.token_hex(16)}"
        spool.put(key, io.BytesIO(proof.data))
        kept.append({"key": key, "kind": proof.kind, "size": len(proof.data)})
    return kept


def of(report: Report) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = report.facts.get("proofs", [])
    return found


def open_proof(
    session: Session, spool: EncryptedSpool, report: Report, position: int, *, by: Person
) -> tuple[bytes, str]:
    """The file and its kind, for the unit that answers; who looked is written down."""
    require(by, Permission.SEE, unit=report.unit_id)
    listed = of(report)
    if not 1 <= position <= len(listed):
        raise Refusal("no_such_file", Category.MISSING)
    proof = listed[position - 1]
    data = b"".join(spool.read(proof["key"]))
    trail.lock(session)
    trail.append(session, Event.PROOF_OPENED, actor=by.key, about=report.key, facts={"position": position})
    return data, str(proof["kind"])


def named(session: Session) -> set[str]:
    """Every file a report still refers to."""
    query = select(Report).where(Report.kind != Kind.ERROR.value, Report.erased_at.is_(None))
    return {proof["key"] for report in session.scalars(query) for proof in of(report)}


def sweep(session: Session, spool: EncryptedSpool, *, older_than_seconds: float) -> int:
    """Take away files no report refers to: erased ones, and what a broken request left."""
    known = named(session)
    lost = [key for key in spool.batches(older_than_seconds=older_than_seconds) if key not in known]
    for key in lost:
        spool.drop(key)
    return len(lost)
