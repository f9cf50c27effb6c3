"""Sheets of records, and batches in every state, brought there by the real verbs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from content.attachments.encrypted_spool import EncryptedSpool
from content.identifiers.digest import Keys
from content.importers import advancing, receiving
from content.importers.advancing import Hands
from content.importers.receiving import Vault
from content.items.batches import Batch, BatchState
from content.kinds import reader
from content.spreadsheets.source import Source
from content.workflow import batch_deciding, batches
from tests.factories.auth import Staff

KEY = b"k" * 32
COMPANIES = (
    ("连云港海通物流有限公司", "91320700MA1MKTU24A"),
    ("灌云县运河养护处", "12320700466800122T"),
    ("海州区顺达货运部", "92320706MA20ABCD8E"),
)
PERSON = ("赵小燕", "320705198802291235")


def vault(folder: Path) -> Vault:
    return Vault(EncryptedSpool(folder / "spool", KEY), Keys((KEY,)))


def penalty(serial: int = 1, **changes: Any) -> dict[str, Any]:
    """One good row of a sheet of penalties, by field name."""
    name, code = COMPANIES[serial % len(COMPANIES)]
    row = {
        "subject_name": name,
        "subject_type": "个体工商户" if code.startswith("92") else "法人及非法人组织",
        "unified_code": code,
        "representative": "钱大海",
        "document_number": f"连交罚〔2026〕{serial}号",
        "violation_type": "未采取必要措施防止货物脱落、扬撒",
        "violation_facts": f"2026年2月3日，驾驶员孙志强驾驶苏G12A{serial % 90 + 10}号车辆在242省道行驶时货物脱落。",
        "penalty_basis": "《中华人民共和国道路运输条例》第六十九条",
        "penalty_categories": "罚款",
        "penalty_content": "罚款人民币贰仟元整",
        "fine": "0.2",
        "decided_on": "2026-02-10",
        "valid_until": "2099-12-31",
        "deciding_body": "连云港市交通运输局",
        "deciding_body_code": "11320700014252524C",
        "source_unit": "连云港市交通运输局",
        "source_unit_code": "11320700014252524C",
        "tier": "一般",
        "remarks": "内部备注",
    }
    return row | changes


def penalty_of_person(serial: int = 1, **changes: Any) -> dict[str, Any]:
    name, number = PERSON
    about = {
        "subject_name": name,
        "subject_type": "自然人",
        "unified_code": "",
        "representative": "",
        "person_id_type": "身份证",
        "person_id_number": number,
        "violation_facts": f"{name}驾驶车辆在242省道超限运输。",
    }
    return penalty(serial) | about | changes


def sheet(kind: str, rows: Iterable[dict[str, Any]]) -> bytes:
    """A csv with every column of the kind, headed as in the data standard."""
    fields = reader.kind(kind).fields
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([field.label() for field in fields])
    writer.writerows([[row.get(field.name, "") for field in fields] for row in rows])
    return out.getvalue().encode("utf-8-sig")


def hands(session: Session) -> Hands:
    """Every step in the test's own session."""

    def write(work: Any) -> Any:
        answer = work(session)
        session.flush()
        return answer

    return Hands(lambda: session, write)


def received(
    session: Session,
    staff: Staff,
    folder: Path,
    rows: Iterable[dict[str, Any]],
    *,
    kind: str = "penalty",
    mode: str = "all",
    name: str = "处罚.csv",
    data: bytes | None = None,
) -> Batch:
    source = Source(data if data is not None else sheet(kind, rows))
    return receiving.receive(
        session, vault(folder), source, name=name, unit=staff.unit, kind=kind, mode=mode, by=staff.writer
    )


def drive(session: Session, batch: Batch, folder: Path) -> Batch:
    """Carry a batch on until it rests."""
    for _ in steps(session, batch, folder):
        pass
    session.refresh(batch)
    return batch


def steps(session: Session, batch: Batch, folder: Path) -> Iterator[int]:
    return advancing.steps(batch.id, hands(session), vault(folder))


def ready(session: Session, staff: Staff, folder: Path, rows: Iterable[dict[str, Any]], **how: Any) -> Batch:
    return drive(session, received(session, staff, folder, rows, **how), folder)


def submitted(session: Session, staff: Staff, folder: Path, rows: Iterable[dict[str, Any]], **how: Any) -> Batch:
    return batches.submit(session, ready(session, staff, folder, rows, **how), by=staff.writer, secrecy_checked=True)


def approved(session: Session, staff: Staff, folder: Path, rows: Iterable[dict[str, Any]], **how: Any) -> Batch:
    batch = submitted(session, staff, folder, rows, **how)
    if batch_deciding.undecided(session, batch):
        for group in batch_deciding.groups(session, batch):
            batch_deciding.decide(session, batch, by=staff.reviewer, shows=False, field=group.field, kind=group.kind)
        drive(session, batch, folder)
    return batches.approve(session, batch, by=staff.reviewer, seen_digest=batches.digest_of(session, batch))


def published(session: Session, staff: Staff, folder: Path, rows: Iterable[dict[str, Any]], **how: Any) -> Batch:
    batch = batches.publish(session, approved(session, staff, folder, rows, **how), by=staff.publisher)
    drive(session, batch, folder)
    assert batch.at_rest is BatchState.PUBLISHED, batch.fault
    return batch
