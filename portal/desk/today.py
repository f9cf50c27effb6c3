"""The first page: what must I do now."""

from __future__ import annotations

from dataclasses import dataclass

from flask import g, render_template, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from content import clock
from content.auth.people import Person
from content.auth.permissions import Permission, may, units_where
from content.items import finding
from content.items.models import Edition, State
from content.quotas import counting
from portal import filters
from portal.database import db
from portal.desk.blueprint import desk
from portal.security import requires

MOST_TASKS = 7


@dataclass(frozen=True)
class Task:
    label: str
    url: str
    status: str
    tone: str
    note: str = ""


def name_of(edition: Edition) -> str:
    return edition.title or _("(no title yet)")


def tasks(person: Person) -> list[Task]:
    """At most seven, most urgent first: what came back, what others wait for, then one's own drafts."""
    session = db.session()
    found: list[Task] = []
    if may(person, Permission.WRITE):
        found += [
            Task(name_of(e), url_for("desk.item", item_id=e.item_id), _("Returned: mend it"), "warning")
            for e in finding.to_work_on(session, person, State.RETURNED, limit=MOST_TASKS)
        ]
    if may(person, Permission.REVIEW):
        found += [
            Task(
                name_of(e),
                url_for("desk.review", edition_id=e.id),
                _("Review it"),
                "info",
                _("submitted %(at)s", at=filters.format_minute(e.submitted_at)),
            )
            for e in finding.in_state(session, person, Permission.REVIEW, State.SUBMITTED, limit=MOST_TASKS)
            if not e.worked_on_by(person.id)
        ]
    if may(person, Permission.PUBLISH):
        found += [
            Task(name_of(e), url_for("desk.publish_queue"), _("Publish it"), "info")
            for e in finding.in_state(session, person, Permission.PUBLISH, State.APPROVED, limit=MOST_TASKS)
        ]
    if may(person, Permission.WRITE):
        found += [
            Task(name_of(e), url_for("desk.edit", edition_id=e.id), _("Finish the draft"), "neutral")
            for e in finding.to_work_on(session, person, State.DRAFT, limit=MOST_TASKS)
        ]
    return found[:MOST_TASKS]


@desk.get("/")
@requires(Permission.SEE)
def today() -> str:
    standing = counting.of_month(db.session(), clock.today())
    mine = units_where(g.person, Permission.SEE)
    units = {m.unit_id: m.unit for m in g.person.memberships if m.unit_id in mine}
    first, end = counting.month_of(clock.today())
    return render_template(
        "desk/today.html",
        page_title=_("Today"),
        tasks=tasks(g.person),
        standings=[(units[unit_id], standing[unit_id]) for unit_id in units if unit_id in standing],
        days_left=(end - clock.today()).days,
        days_left_words=ngettext("%(num)d day left", "%(num)d days left", (end - clock.today()).days),
        may_write=may(g.person, Permission.WRITE),
        latest=finding.to_work_on(
            db.session(), g.person, State.PUBLISHED, State.SUBMITTED, State.APPROVED, State.WITHDRAWN, limit=8
        ),
        day=clock.today(),
        month=first,
    )
