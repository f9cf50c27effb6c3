"""When each job last ran and what went wrong: the health page reads this."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from content import clock
from content.database import Base


class Run(Base):
    """The last run of one job. ``fault`` is the error's name and words, empty after a good run."""

    __tablename__ = "job_run"

    job: Mapped[str] = mapped_column(String(40), primary_key=True)
    last_at: Mapped[datetime]
    last_good_at: Mapped[datetime | None]
    fault: Mapped[str] = mapped_column(String(400), default="")


def remember(session: Session, job: str, *, fault: str = "") -> Run:
    run = session.get(Run, job) or Run(job=job)
    run.last_at = clock.now()
    run.fault = fault[:400]
    if not fault:
        run.last_good_at = run.last_at
    session.add(run)
    session.flush()
    return run


def everything(session: Session) -> list[Run]:
    return list(session.scalars(select(Run).order_by(Run.job)))
