"""What should have happened by itself and has not: seen on the health page two minutes later."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from flask import current_app
from flask_babel import gettext as _

from content import clock
from content.jobs import lease
from content.notices import letters
from content.workflow import schedules
from portal import due_words, mailing
from portal.database import db

PATIENCE = timedelta(minutes=2)


def listed() -> list[dict[str, Any]]:
    """Each with its words and since when."""
    since = clock.now() - PATIENCE
    return [*worker_gone(since), *unpublished(since), *unsent(since)]


def late(words: str, due_at: datetime) -> dict[str, Any]:
    hours = (clock.now() - due_at).total_seconds() / 3600
    return {"words": words, "due_at": due_at, "late": due_words.since_words(hours)}


def worker_gone(since: datetime) -> list[dict[str, Any]]:
    """The worker renews its lease every few seconds; one that ended and was not taken up says that none runs."""
    ended = lease.ended(db.session(), "worker", by=since)
    return [late(_("The worker does not run: nothing due will happen."), ended)] if ended else []


def unpublished(since: datetime) -> list[dict[str, Any]]:
    waiting = schedules.due(db.session(), since)
    return [
        late(_("Item %(number)s was to be published and is not.", number=row.edition.item_id), row.goes_out_at)
        for row in waiting
    ]


def unsent(since: datetime) -> list[dict[str, Any]]:
    if not mailing.is_on(current_app.extensions["settings"]):
        return []
    return [
        late(_("A letter waits to be sent: %(fault)s", fault=letter.fault or _("not tried yet")), letter.written_at)
        for letter in letters.late(db.session(), since)
    ]
