"""How many statements a piece of work sends to the database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import event
from sqlalchemy.orm import Session


@dataclass
class Count:
    number: int = 0


@contextmanager
def counted(session: Session) -> Iterator[Count]:
    """A statement for many rows counts once."""
    count = Count()
    engine = session.get_bind()

    def one_more(*_args: object) -> None:
        count.number += 1

    event.listen(engine, "before_cursor_execute", one_more)
    yield count
    event.remove(engine, "before_cursor_execute", one_more)
