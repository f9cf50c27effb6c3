"""`flask worker`: the one process that follows the change log and does what falls due. Safe to kill at any moment."""

from __future__ import annotations

import os
import signal
import socket
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Event

import click
from flask import Flask, current_app
from flask.cli import with_appcontext

from content import clock
from content.audit import anchors
from content.auth import sign_in, throttle
from content.database import begin_writing
from content.display import views
from content.feedback import erasing, proofs
from content.feedback import receiving as reports
from content.items import working_copies
from content.jobs import lease, runs
from content.quotas import freezing, inspecting, targets
from content.surfaces import receipts, search
from portal.cli import displays, looking, rounds
from portal.cli.audit import HEADS
from portal.cli.batches import Batches, forget_outlived
from portal.cli.looking import Look
from portal.database import db
from portal.settings import Settings

#: How long an idle worker waits before it looks again: half of it is the mean time a publication waits.
TICK = 0.1
LEASE = timedelta(seconds=30)
#: How long after the start the index is first compared with what is public; then every day.
FIRST_CHECK = timedelta(minutes=10)
#: A proof is put under lock a moment before its report is stored: younger ones are left alone.
PROOFS_LINGER = 3600
HOLDER = f"{socket.gethostname()}:{os.getpid()}"


def in_transaction(work: Callable[[], None]) -> None:
    """Run one piece of writing work and commit it, or leave no trace of it."""
    begin_writing(db.session())
    try:
        work()
        db.session.commit()
    finally:
        db.session.remove()


class Worker:
    """Owns the lease, the index's writing side, and the clock of the slower jobs."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.settings: Settings = app.extensions["settings"]
        self.index = search.open_for_writing(self.settings.index_folder, self.settings.engine)
        self.batches = Batches(app)
        self.looks = {
            "search_check": Look(lambda: looking.compare_index(self.index)),
            "privacy": Look(looking.look_at_what_is_live),
        }
        self.next_run: dict[str, datetime] = {"search_check": clock.now() + FIRST_CHECK}
        self.stopping = Event()

    def has_lease(self) -> bool:
        """Renewed well before it ends; whoever lost it waits."""
        if self.next_run.get("lease", clock.now()) > clock.now():
            return True
        begin_writing(db.session())
        held = lease.take(db.session(), "worker", holder=HOLDER, length=LEASE)
        db.session.commit()
        db.session.remove()
        if held:
            self.next_run["lease"] = clock.now() + LEASE / 3
        return held

    def follow(self) -> int:
        """Bring the index up to date by one chunk."""
        if search.wants_rebuild(self.index):
            self.rebuild()
        taken = search.catch_up(db.session(), self.index)
        db.session.remove()
        if taken:
            cursor = self.index.cursor()
            in_transaction(lambda: note_receipt(cursor))
        return taken

    def rebuild(self) -> None:
        """Build the index anew when it is missing, broken, of older rules or outgrown; readers keep the old one."""
        search.rebuild(db.session(), self.settings.index_folder, self.settings.engine, on_progress=lambda done: None)
        db.session.rollback()

    def look_on(self) -> int:
        """One more step of the look that is going on, or the first of one that is due. Returns how many were taken."""
        now = clock.now()
        going = [name for name, look in self.looks.items() if look.is_going]
        due = [name for name in self.looks if self.next_run.get(name, now) <= now]
        if not going and not due:
            return 0
        name = (going or due)[0]
        if not going:
            self.next_run[name] = now + timedelta(hours=24)
        fault = self.looks[name].go_on()
        if fault is not None:
            in_transaction(lambda: remember_run(name, fault))
        return 1

    def count_views(self) -> None:
        spool = self.app.extensions["view_spool"]
        seen, taken = spool.take()
        if seen:
            in_transaction(lambda: views.add(db.session(), seen))
        if taken is not None:
            taken.unlink()

    def sweep(self) -> None:
        in_transaction(sweep_rows)
        forget_outlived(self.app)
        proofs.sweep(db.session(), self.app.extensions["proofs"], older_than_seconds=PROOFS_LINGER)
        db.session.remove()

    def plant_targets(self) -> None:
        in_transaction(lambda: targets.plant(db.session(), clock.today().year))

    def freeze_months(self) -> None:
        in_transaction(lambda: ignore(freezing.freeze(db.session())))

    def inspect(self) -> None:
        in_transaction(lambda: ignore(inspecting.inspect_when_due(db.session())))

    def publish_due(self) -> None:
        rounds.publish_due(self.app.extensions["files"])

    def open_copies(self) -> None:
        in_transaction(rounds.open_copies)

    def compare_cases(self) -> None:
        in_transaction(rounds.compare_cases)

    def remind(self) -> None:
        rounds.remind()

    def send_letters(self) -> None:
        rounds.send_letters(self.app, self.settings)

    def end_displays(self) -> None:
        displays.end_displays()

    def reckon_terms(self) -> None:
        displays.reckon_terms()

    def probe_surfaces(self) -> None:
        displays.probe_surfaces(self.app)

    def look_back(self) -> None:
        displays.look_back(self.app)

    def note_head(self) -> None:
        """Once a day the chain's head is written down outside the database."""
        anchors.note(db.session(), self.settings.folder / HEADS, clock.today())
        db.session.remove()

    def every(self, name: str, length: timedelta, work: Callable[[], None]) -> None:
        """Run a job when it is due, and remember how it went: a job that fails is seen on the health page."""
        now = clock.now()
        if self.next_run.get(name, now) > now:
            return
        self.next_run[name] = now + length
        fault = ""
        try:
            work()
        except Exception as error:  # noqa: BLE001 - one job's fault must not stop the others; it is logged and shown
            current_app.logger.exception("job %s failed", name)
            fault = f"{type(error).__name__}: {error}"
            db.session.remove()
        in_transaction(lambda: remember_run(name, fault))

    def tick(self) -> int:
        """One round. Returns how many changes were taken in, so that the caller knows whether to rest."""
        if not self.has_lease():
            return 0
        self.every("schedules", timedelta(seconds=2), self.publish_due)
        self.every("expiry", timedelta(minutes=1), self.end_displays)
        taken = self.follow_safely()
        self.every("surfaces", timedelta(seconds=10), self.probe_surfaces)
        self.every("views", timedelta(seconds=5), self.count_views)
        self.every("sweep", timedelta(hours=1), self.sweep)
        self.every("audit", timedelta(hours=1), self.note_head)
        self.every("terms", timedelta(hours=1), self.reckon_terms)
        self.every("look_back", timedelta(hours=24), self.look_back)
        self.every("targets", timedelta(hours=6), self.plant_targets)
        self.every("scorecards", timedelta(hours=6), self.freeze_months)
        self.every("inspection", timedelta(hours=6), self.inspect)
        self.every("rating_copies", timedelta(minutes=1), self.open_copies)
        self.every("own_cases", timedelta(minutes=10), self.compare_cases)
        self.every("reminders", timedelta(minutes=15), self.remind)
        self.every("letters", timedelta(minutes=1), self.send_letters)
        return taken or int(self.batches.go_on()) or self.look_on()

    def follow_safely(self) -> int:
        try:
            return self.follow()
        except search.Busy:  # somebody rebuilds by command; what they missed is taken in afterwards
            db.session.remove()
            return 0
        except Exception as error:  # noqa: BLE001 - a copy that cannot be brought up to date is named and tried again
            current_app.logger.exception("the search index could not follow")
            db.session.remove()
            fault = f"{type(error).__name__}: {error}"
            in_transaction(lambda: note_fault(fault))
            time.sleep(1)
            self.index = search.open_for_writing(self.settings.index_folder, self.settings.engine)
            return 0

    def run(self) -> None:
        while not self.stopping.is_set():
            if not self.tick():
                self.stopping.wait(TICK)
        self.let_go()

    def let_go(self) -> None:
        """Whoever comes next need not wait for the lease to end."""
        in_transaction(lambda: lease.release(db.session(), "worker", holder=HOLDER))


def ignore(_result: object) -> None:
    """What a job found stands in its rows."""


def note_receipt(cursor: int) -> None:
    receipts.give(db.session(), search.SURFACE, cursor=cursor)


def note_fault(fault: str) -> None:
    receipts.give(db.session(), search.SURFACE, fault=fault)


def remember_run(name: str, fault: str) -> None:
    runs.remember(db.session(), name, fault=fault)


def sweep_rows() -> None:
    throttle.sweep(db.session())
    sign_in.sweep(db.session())
    working_copies.purge(db.session())
    reports.sweep(db.session())
    erasing.erase_due(db.session())


@click.command("worker")
@click.option("--once", is_flag=True, help="Do what is due now, then stop.")
@with_appcontext
def command(once: bool) -> None:
    """Follow the change log and do what falls due."""
    worker = Worker(current_app._get_current_object())  # type: ignore[attr-defined]
    if once:
        while worker.tick():
            pass
        worker.let_go()
        return
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: worker.stopping.set())
    worker.run()
