"""Batches on the first page: sheets to mend, to submit, to decide on, to publish."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from content import clock
from content.auth.permissions import Permission, may, units_where
from content.items import clocks, finding_batches
from content.items.batches import Batch, BatchState
from content.working_calendar import deadlines
from portal import batch_words
from portal.database import db
from portal.desk import tasks
from portal.desk.tasks import MOST_TASKS, Asked, Task


def of_batch(batch: Batch, endpoint: str, action: str, note: str = "") -> Task:
    url = url_for(endpoint, batch_id=batch.id)
    return Task(batch_words.title(batch), url, action, batch_words.status(batch), note)


def found(asked: Asked, permission: Permission, *states: BatchState) -> list[Batch]:
    if not may(asked.person, permission):
        return []
    return finding_batches.in_state(db.session(), asked.person, permission, *states, limit=MOST_TASKS)


def due_rows(asked: Asked) -> Iterator[Task]:
    """Records whose days have run out, all of them in one line: they go their way with their sheets."""
    units = units_where(asked.person, Permission.SEE)
    late = deadlines.count(db.session(), units, by=clock.today() - timedelta(days=1), such=clocks.is_of_sheet())
    if late:
        title = ngettext("%(num)d record of the sheets is overdue", "%(num)d records of the sheets are overdue", late)
        yield Task(title, url_for("desk.batch_list"), _("Look at the sheets"))


def to_mend(asked: Asked) -> Iterator[Task]:
    for batch in found(asked, Permission.WRITE, BatchState.FAULTY):
        note = ngettext("%(num)d row has faults", "%(num)d rows have faults", batch.faulty) if batch.faulty else ""
        yield of_batch(batch, "desk.batch_faults", _("Mend it"), note)
    for batch in found(asked, Permission.WRITE, BatchState.RETURNED):
        yield of_batch(batch, "desk.batch", _("Mend it"), batch.return_note)


def to_decide(asked: Asked) -> Iterator[Task]:
    for batch in found(asked, Permission.REVIEW, BatchState.SUBMITTED):
        if not batch.worked_on_by(asked.person.id):
            note = ngettext("%(num)d record", "%(num)d records", batch.stored)
            yield of_batch(batch, "desk.review_batch", _("Review it"), note)


def to_go_on(asked: Asked) -> Iterator[Task]:
    for batch in found(asked, Permission.PUBLISH, BatchState.APPROVED):
        yield of_batch(batch, "desk.batch", _("Publish it"))
    for batch in found(asked, Permission.WRITE, BatchState.READY):
        if batch.stored:
            yield of_batch(batch, "desk.batch", _("Submit it"))


tasks.FURTHER += [due_rows, to_mend, to_decide, to_go_on]
