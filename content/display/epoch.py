"""The publication epoch: a number that moves whenever anything becomes public or stops being so."""

from __future__ import annotations

from sqlalchemy import text
from sqlalchemy.orm import Session

NEWEST = text("SELECT max(number) FROM change_log")


def current(session: Session) -> int:
    """0 while nothing was ever public. One look at the end of an index, for every public request."""
    return session.execute(NEWEST).scalar() or 0
