"""The uploaded sheet given back with its faults: the same rows, the faulty cells marked, each fault in words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from sqlalchemy.orm import Session

from content.importers.receiving import Vault
from content.items import finding_batches
from content.items.batches import Batch, BatchFault
from content.spreadsheets import addresses, marking, reading
from content.spreadsheets.marking import Fault
from content.spreadsheets.sheet import Row


def column_of(fault: BatchFault) -> int:
    """Which column the fault's cell stands in, counted from 1; 0 when the whole row is meant."""
    try:
        return addresses.place(fault.cell)[1]
    except ValueError:
        return 0


def mark(
    session: Session,
    vault: Vault,
    batch: Batch,
    file: Path | BinaryIO,
    *,
    say: Callable[[BatchFault], str],
    heading: str,
    is_faulty_only: bool = False,
) -> int:
    """Write the marked workbook; ``say`` words a fault. Returns how many rows of it are faulty."""
    faults = finding_batches.all_faults(session, batch)
    sheet = reading.open_sheet(b"".join(vault.spool.read(batch.spooled or "")), batch.file_name)

    def faults_of(row: Row) -> list[Fault]:
        return [Fault(column_of(fault), say(fault)) for fault in faults.get(row.number, ())]

    return marking.mark(sheet, faults_of, file, heading=heading, is_faulty_only=is_faulty_only)
