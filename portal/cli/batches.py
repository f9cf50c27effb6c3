"""Carrying batches on: for the worker a little at a time, for a command to the end."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import TypeVar

from flask import Flask, current_app
from sqlalchemy.orm import Session

from content import clock
from content.database import begin_writing
from content.importers import advancing
from content.importers.advancing import Hands
from content.importers.receiving import Vault
from content.items.batches import Batch
from portal.database import db

T = TypeVar("T")
#: How long a batch that failed is left alone before it is tried again.
REST = timedelta(minutes=1)
LONGEST_FAULT = 400
#: A few times as long as a waiting writer takes to ask again.
BREATH = 0.006


def read() -> Session:
    return db.session()


def write(work: Callable[[Session], T]) -> T:
    """Run a piece of work in a transaction of its own and commit it, or leave no trace of it.

    A breath before it lets whoever waits to write go first: one chunk follows the other otherwise without a gap.
    """
    db.session.remove()
    time.sleep(BREATH)
    begin_writing(db.session())
    try:
        answer = work(db.session())
        db.session.commit()
    finally:
        db.session.remove()
    return answer


def steps(app: Flask, batch_id: int) -> Iterator[int]:
    vault: Vault = app.extensions["vault"]
    return advancing.steps(batch_id, Hands(read, write), vault)


def forget_outlived(app: Flask) -> None:
    """Sheets that nobody mended in time go; what is public of them stays."""
    for batch_id in advancing.outlived(read()):
        advancing.forget_sheet(batch_id, Hands(read, write), app.extensions["vault"])


class Batches:
    """The worker's side: one batch at a time, one short step per call, so that the change log is followed meanwhile."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.at: int | None = None
        self.steps: Iterator[int] = iter(())
        self.resting: dict[int, datetime] = {}

    def go_on(self) -> bool:
        """One step of the oldest batch at work. False when there is none to go on with."""
        if self.at is None and not self.begin():
            return False
        batch_id = self.at or 0
        try:
            if next(self.steps, None) is None:
                self.at = None
        except Exception as error:  # noqa: BLE001 - one batch's fault is shown on its page, the others go on
            current_app.logger.exception("batch %s stopped", batch_id)
            self.at = None
            self.resting[batch_id] = clock.now() + REST
            fault = f"{type(error).__name__}: {error}"[:LONGEST_FAULT]
            write(lambda session: note_fault(session, batch_id, fault))
        finally:
            db.session.remove()
        return True

    def begin(self) -> bool:
        now = clock.now()
        waiting = [at for at in advancing.at_work(read()) if self.resting.get(at, now) <= now]
        db.session.remove()
        if waiting:
            self.at, self.steps = waiting[0], steps(self.app, waiting[0])
        return bool(waiting)


def note_fault(session: Session, batch_id: int, fault: str) -> None:
    session.get_one(Batch, batch_id).fault = fault
