"""A sheet arrives: locked away under its batch, before anybody reads it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import PurePath

from sqlalchemy import select
from sqlalchemy.orm import Session

from content import clock
from content.attachments.encrypted_spool import EncryptedSpool
from content.audit import trail
from content.audit.events import Event
from content.auth.people import Person
from content.auth.permissions import Permission, require
from content.auth.units import Unit
from content.errors import Category, Refusal
from content.identifiers.digest import Keys
from content.items.batches import MODES, Batch, BatchState
from content.kinds import reader
from content.spreadsheets.source import Source

LONGEST_NAME = 200
PIECE = 1024 * 1024


@dataclass(frozen=True)
class Vault:
    """What is kept apart from the database: uploaded sheets, and the keys of identity digests."""

    spool: EncryptedSpool
    keys: Keys


def receive(
    session: Session,
    vault: Vault,
    source: Source,
    *,
    name: str,
    unit: Unit,
    kind: str,
    mode: str,
    by: Person,
    mapping: dict[str, str] | None = None,
) -> Batch:
    """Take a sheet in for its unit. A worker reads it; the batch's state says how far it is.

    Raises ``no_record_kind`` for a kind that has no sheet, and ``same_sheet`` while the very same file is on its way.
    """
    require(by, Permission.WRITE, unit=unit)
    if kind not in reader.kinds() or not reader.kind(kind).is_record:
        raise Refusal("no_record_kind", kind=kind)
    if mode not in MODES:
        raise Refusal("no_such_mode", mode=mode)
    file_digest = digest_of(source)
    trail.lock(session)
    refuse_known(session, unit, kind, file_digest)
    now = clock.now()
    batch = Batch(
        unit=unit,
        kind=kind,
        column=reader.kind(kind).column,
        mode=mode,
        state=BatchState.READING.value,
        file_name=PurePath(name.replace("\\", "/")).name[-LONGEST_NAME:],
        file_digest=file_digest,
        mapping=mapping or {},
        step_at=now,
        uploader_id=by.id,
        uploaded_at=now,
    )
    session.add(batch)
    session.flush()
    batch.spooled = f"batch-{batch.id}-{file_digest[:16]}"
    with source.open() as file:
        vault.spool.put(batch.spooled, file)
    facts = {"unit": unit.code, "kind": kind, "mode": mode, "file": file_digest}
    trail.append(session, Event.BATCH_UPLOADED, actor=by.key, about=batch.key, facts=facts)
    return batch


def digest_of(source: Source) -> str:
    whole = hashlib.sha256()
    with source.open() as file:
        while piece := file.read(PIECE):
            whole.update(piece)
    return whole.hexdigest()


def refuse_known(session: Session, unit: Unit, kind: str, file_digest: str) -> None:
    """The same bytes twice are a slip of the hand, unless the first were refused or undone."""
    over = (BatchState.FAULTY, BatchState.UNDOING, BatchState.UNDONE, BatchState.WITHDRAWN, BatchState.PUBLISHED)
    query = select(Batch).where(Batch.file_digest == file_digest, Batch.unit_id == unit.id, Batch.kind == kind)
    known = session.scalar(query.where(Batch.state.not_in([state.value for state in over])).limit(1))
    if known is not None:
        raise Refusal("same_sheet", Category.CONFLICT, batch=known.id)
