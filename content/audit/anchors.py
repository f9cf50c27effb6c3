"""Heads of the chain noted outside the database: whoever empties or rewrites the trail cannot also mend these."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

from sqlalchemy.orm import Session

from content.audit.chain import GENESIS, Fault
from content.audit.trail import AuditEntry, AuditHead


def note(session: Session, path: Path, day: date) -> bool:
    """Append today's head, once a day: day, number and hash on one line. False when the day has its line already."""
    if any(line.startswith(f"{day.isoformat()} ") for line in lines(path)):
        return False
    head = session.get(AuditHead, 1)
    number, last = (head.number, head.hash) if head else (0, GENESIS)
    with path.open("a", encoding="ascii") as file:
        file.write(f"{day.isoformat()} {number} {last}\n")
        file.flush()
        os.fsync(file.fileno())
    return True


def lines(path: Path) -> list[str]:
    return path.read_text(encoding="ascii").splitlines() if path.exists() else []


def faults(session: Session, path: Path) -> list[Fault]:
    """Every noted head that the stored chain no longer passes through."""
    broken = []
    for line in lines(path):
        _day, number, noted = line.split()
        entry = session.get(AuditEntry, int(number))
        if int(number) and (entry is None or entry.hash != noted):
            broken.append(Fault("anchor", int(number)))
    return broken
