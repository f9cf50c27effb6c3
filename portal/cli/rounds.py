"""What the worker does on its rounds: publishes what is due, reminds people, sends their letters."""

from __future__ import annotations

from flask import Flask, current_app
from sqlalchemy import select
from sqlalchemy.orm import Session

from content import clock
from content.attachments.storing import Store
from content.auth.people import Person
from content.database import begin_writing
from content.notices import letters
from content.notices.models import Letter
from content.quality import cases
from content.reminders import calendar, ladder, plans, reviewing, targets
from content.supervision import copies
from content.workflow import schedules, scheduling
from content.workflow.models import PublishSchedule
from portal import mailing
from portal.cli.batches import read, write
from portal.database import db
from portal.settings import Settings


def open_copies() -> None:
    """Ratings that are out and confirmed are now to be copied."""
    copies.open_rounds(db.session())


def compare_cases() -> None:
    """A case that was missing may have come in since."""
    cases.match(db.session())


def publish_due(store: Store) -> int:
    """Publish everything whose moment has come, each in a transaction of its own: one that fails holds up no other."""
    waiting = [row.id for row in schedules.due(db.session(), clock.now())]
    db.session.remove()
    faults = [fault for schedule_id in waiting if (fault := publish_one(schedule_id, store))]
    if faults:
        raise RuntimeError("; ".join(faults))
    return len(waiting)


def publish_one(schedule_id: int, store: Store) -> str:
    """Returns what went wrong, if anything did; the row then waits on and is tried again."""
    begin_writing(db.session())
    try:
        row = db.session.get_one(PublishSchedule, schedule_id)
        scheduling.run(db.session(), row, store=store)
        if row.outcome != schedules.WAITS:
            reviewing.schedule_ended(db.session(), row)
        db.session.commit()
    except Exception as error:  # noqa: BLE001 - named on the health page; the others go out on time
        current_app.logger.exception("schedule %s could not be run", schedule_id)
        return f"{schedule_id}: {type(error).__name__}"
    finally:
        db.session.remove()
    return ""


def remind() -> None:
    """Of deadlines a little at a time, for a whole batch may be late together; of the rest at once."""
    ladder.remind(read, write)
    write(remind_of_plans)


def remind_of_plans(session: Session) -> None:
    targets.remind(session)
    plans.remind(session)
    calendar.missing(session)


def send_letters(app: Flask, settings: Settings) -> int:
    """Write and send what people are to know by mail. Each letter is claimed before it is sent and noted after it.

    A crash between sending and noting leaves a letter begun: it is sent once more after a while, under the same
    Message-ID, by which mail servers and readers know it for the same letter.
    """
    if not mailing.is_on(settings):
        return 0
    begin_writing(db.session())
    letters.gather(db.session())
    db.session.commit()
    ids = letters.due(db.session())
    db.session.remove()
    faults = [fault for letter_id in ids if (fault := send_one(app, settings, letter_id))]
    if faults:
        raise RuntimeError("; ".join(sorted(set(faults))))
    return len(ids)


def send_one(app: Flask, settings: Settings, letter_id: int) -> str:
    begin_writing(db.session())
    letter = letters.begin(db.session(), letter_id)
    db.session.commit()
    if letter is None:
        db.session.remove()
        return ""
    try:
        hand_over(app, settings, letter)
        fault = ""
    except OSError as error:  # smtplib's errors are of this kind
        fault = type(error).__name__
    db.session.remove()
    begin_writing(db.session())
    if fault:
        letters.failed(db.session(), letter_id, fault)
    else:
        letters.sent(db.session(), letter_id)
    db.session.commit()
    db.session.remove()
    return fault


def hand_over(app: Flask, settings: Settings, letter: Letter) -> None:
    address = db.session.scalar(select(Person.email).where(Person.id == letter.person_id))
    if not address:
        return
    message = mailing.compose(app, settings, letter, letters.notices_in(db.session(), letter), address)
    db.session.rollback()
    mailing.send(settings, message)
