"""A lease keeps two workers from doing one job twice: who holds it works, until it ends by itself."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import String
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, Session, mapped_column

from content import clock
from content.database import Base


class Lease(Base):
    __tablename__ = "lease"

    job: Mapped[str] = mapped_column(String(40), primary_key=True)
    holder: Mapped[str] = mapped_column(String(80))
    until: Mapped[datetime]


def take(session: Session, job: str, *, holder: str, length: timedelta) -> bool:
    """Take or renew the lease of a job. False while somebody else's is running. Call inside a writing transaction."""
    now = clock.now()
    lease = session.get(Lease, job, with_for_update=True)
    if lease is None:
        return claim(session, Lease(job=job, holder=holder, until=now + length))
    if lease.holder == holder or lease.until <= now:
        lease.holder, lease.until = holder, now + length
    else:
        return False
    session.flush()
    return True


def claim(session: Session, lease: Lease) -> bool:
    """The first lease of a job; of several workers who start at once on a new site, one has it."""
    try:
        with session.begin_nested():
            session.add(lease)
    except IntegrityError:
        return False
    return True


def ended(session: Session, job: str, *, by: datetime) -> datetime | None:
    """When the job's lease ended, where that is before ``by`` and nobody has taken it up."""
    lease = session.get(Lease, job)
    return lease.until if lease is not None and lease.until < by else None


def release(session: Session, job: str, *, holder: str) -> None:
    lease = session.get(Lease, job)
    if lease is not None and lease.holder == holder:
        session.delete(lease)
