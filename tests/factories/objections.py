"""Objections to records that are public, by the real verbs, with a proof under lock."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from PIL import Image
from sqlalchemy.orm import Session

from content.attachments.encrypted_spool import EncryptedSpool
from content.feedback import objecting, proofs
from content.feedback.models import Kind, Report
from content.feedback.proofs import Proof

MARK = "a" * 64


def picture() -> bytes:
    """A scan, as small as one can be."""
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(out, "PNG")
    return out.getvalue()


def spool(folder: Path) -> EncryptedSpool:
    return EncryptedSpool(folder / "proofs", b"p" * 32)


def locked(folder: Path) -> list[dict[str, Any]]:
    return proofs.lock_away(spool(folder), [Proof("png", picture())])


def objection(session: Session, item_id: int, folder: Path, **changes: Any) -> Report:
    values = {"role": "subject", "wrong": "处罚金额有误", "contact": "写信到单位", "sender_mark": MARK}
    return objecting.receive(session, item_id, Kind.OBJECTION, proofs=locked(folder), **values | changes)


def claim(session: Session, item_id: int, folder: Path, **changes: Any) -> Report:
    values = {"role": "agent", "wrong": "", "contact": "", "sender_mark": MARK}
    return objecting.receive(session, item_id, Kind.REPAIRED, proofs=locked(folder), **values | changes)
