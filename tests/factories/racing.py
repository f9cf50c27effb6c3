"""Several at once: the same thing done by many threads that start together, as many requests would."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from content.database import begin_writing
from content.errors import Refusal


def at_once(engine: Engine, work: Iterable[Callable[[Session], Any]]) -> list[Any]:
    """Each piece of work in its own thread and writing transaction, committed when it comes back.

    Returns what each came back with, in their order: a value, or the Refusal that was raised.
    """
    pieces = list(work)
    together = Barrier(len(pieces))

    def run(piece: Callable[[Session], Any]) -> Any:
        together.wait(timeout=20)
        with Session(engine) as session:
            begin_writing(session)
            try:
                result = piece(session)
            except Refusal as refusal:
                return refusal
            session.commit()
            return result

    with ThreadPoolExecutor(len(pieces)) as pool:
        return list(pool.map(run, pieces))


def codes(results: list[Any]) -> list[str]:
    """The code of each refusal among the results."""
    return sorted(result.code for result in results if isinstance(result, Refusal))
