"""The publication epoch: a number that moves whenever anything becomes public or stops being so."""

from __future__ import annotations

from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

NEWEST = text("SELECT max(number) FROM change_log")


def current(session: Session) -> int:
    """0 while nothing was ever public. One look at the end of an index, for every public request."""
    return session.execute(NEWEST).scalar() or 0


def glance(engine: Engine) -> int:
    """The same past session and transaction: nearly all that answering with a kept page costs would else be this."""
    connection = engine.raw_connection()
    try:
        cursor = connection.cursor()
        cursor.execute(NEWEST.text)
        newest = cursor.fetchone()
        return newest[0] or 0 if newest else 0
    finally:
        connection.close()
