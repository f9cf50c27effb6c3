"""Quality and supervision on the first page: rows to mend, copies whose days end, subjects to inspect."""

from __future__ import annotations

from collections.abc import Iterator

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext, pgettext

from content import clock
from content.auth.permissions import Permission, may, units_where
from content.quality import lines
from content.supervision import copies, inspecting
from content.working_calendar import deadlines
from portal import due_words, filters
from portal.database import db
from portal.desk import tasks
from portal.desk.tasks import Asked, Task

MOST_COUNTED = 999
MOST_COPIES = 3


def rows_to_mend(asked: Asked) -> Iterator[Task]:
    if not may(asked.person, Permission.WRITE):
        return
    count = lines.count_to_mend(db.session(), units_where(asked.person, Permission.WRITE), most=MOST_COUNTED)
    if count:
        title = ngettext("%(num)d returned row to mend", "%(num)d returned rows to mend", count)
        note = pgettext("quality", "until a later edition is out")
        yield Task(title, url_for("desk.quality") + "#to-mend", _("Mend it"), note=note)


def copies_to_make(asked: Asked) -> Iterator[Task]:
    if not may(asked.person, Permission.WRITE):
        return
    waiting = copies.of_units(
        db.session(), units_where(asked.person, Permission.WRITE), is_open=True, limit=MOST_COPIES
    )
    running = deadlines.running_of(db.session(), [copy.key for copy in waiting])
    for copy in waiting:
        due = due_words.due(running[copy.key], asked.table) if copy.key in running else None
        title = _(
            "Copy the ratings of %(file)s to %(receiver)s", file=copy.round.batch.file_name, receiver=copy.receiver.name
        )
        url = url_for("desk.rating_copies")
        yield Task(title, url, _("Copy them"), due=due.text if due else "", is_late=bool(due and due.is_late))


def subjects_to_inspect(asked: Asked) -> Iterator[Task]:
    short = inspecting.missing(db.session(), units_where(asked.person, Permission.SEE))
    if short:
        title = ngettext(
            "%(num)d listed subject not inspected this quarter",
            "%(num)d listed subjects not inspected this quarter",
            len(short),
        )
        last = inspecting.quarter(db.session(), clock.today()).last
        due = pgettext("deadline", "Due %(date)s", date=filters.format_day(last))
        yield Task(title, url_for("desk.inspections"), _("Inspect"), due=due)


tasks.FURTHER += [rows_to_mend, copies_to_make, subjects_to_inspect]
