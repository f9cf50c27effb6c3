"""The first page: what must I do now."""

from __future__ import annotations

from flask import g, render_template
from flask_babel import ngettext, pgettext

from content import clock
from content.auth.permissions import Permission, may, units_where
from content.items import finding
from content.items.models import State
from content.quotas import counting
from content.working_calendar import years
from portal.database import db
from portal.desk import tasks, wording
from portal.desk.blueprint import desk
from portal.security import requires


@desk.get("/")
@requires(Permission.SEE)
def today() -> str:
    day = clock.today()
    standing = counting.of_month(db.session(), day)
    mine = units_where(g.person, Permission.SEE)
    units = {m.unit_id: m.unit for m in g.person.memberships if m.unit_id in mine}
    first, end = counting.month_of(day)
    table = years.table(db.session(), since=day.replace(year=day.year - 1, day=1))
    own = {unit_id: standing[unit_id] for unit_id in units if unit_id in standing}
    left = (end - day).days
    return render_template(
        "desk/today.html",
        page_title=pgettext("menu", "Today"),
        tasks=tasks.of_person(g.person, table=table, standings=own, days_left=left),
        standings=[(units[unit_id], one) for unit_id, one in own.items()],
        days_left=left,
        days_left_words=ngettext("%(num)d day left", "%(num)d days left", left),
        may_write=may(g.person, Permission.WRITE),
        calendar_missing=years.warns_from(day, table),
        latest=wording.listed(
            finding.to_work_on(
                db.session(), g.person, State.PUBLISHED, State.SUBMITTED, State.APPROVED, State.WITHDRAWN, limit=8
            )
        ),
        day=day,
        month=first,
    )
