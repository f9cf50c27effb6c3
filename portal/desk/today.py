"""The first page: what must I do now."""

from __future__ import annotations

from dataclasses import dataclass

from flask import g, render_template, url_for
from flask_babel import gettext as _
from flask_babel import ngettext, pgettext

from content import clock
from content.auth.people import Person
from content.auth.permissions import Permission, may, units_where
from content.items import finding
from content.items.models import Edition, State
from content.quotas import counting
from portal import filters, labels
from portal.database import db
from portal.desk import wording
from portal.desk.blueprint import desk
from portal.security import requires

MOST_TASKS = 7


@dataclass(frozen=True)
class Task:
    """One line of what to do now, as the task list shows it."""

    title: str
    url: str
    action: str
    status: dict[str, str]
    note: str = ""


def task(edition: Edition, url: str, action: str, note: str = "") -> Task:
    state = {"label": str(labels.STATES[edition.state]), "tone": labels.STATE_TONES[edition.state]}
    return Task(edition.title or _("(no title yet)"), url, action, state, note)


def came_back_for(edition: Edition) -> str:
    told = [_("%(field)s: %(reason)s", **reason) for reason in wording.reasons(edition)]
    return _("; ").join(told)


def submitted_words(edition: Edition) -> str:
    """Who waits for the decision, and since when."""
    at = filters.format_minute(edition.submitted_at)
    return _("Submitted by %(name)s at %(at)s", name=edition.submitter.display_name if edition.submitter else "", at=at)


def tasks(person: Person) -> list[Task]:
    """At most seven, most urgent first: what came back, what others wait for, then one's own drafts."""
    session = db.session()
    found: list[Task] = []
    if may(person, Permission.WRITE):
        found += [
            task(e, url_for("desk.item", item_id=e.item_id), _("Mend it"), came_back_for(e))
            for e in finding.to_work_on(session, person, State.RETURNED, limit=MOST_TASKS)
        ]
    if may(person, Permission.REVIEW):
        found += [
            task(e, url_for("desk.review", edition_id=e.id), _("Review it"), submitted_words(e))
            for e in finding.in_state(session, person, Permission.REVIEW, State.SUBMITTED, limit=MOST_TASKS)
            if not e.worked_on_by(person.id)
        ]
    if may(person, Permission.PUBLISH):
        found += [
            task(e, url_for("desk.publish_queue"), _("Publish it"))
            for e in finding.in_state(session, person, Permission.PUBLISH, State.APPROVED, limit=MOST_TASKS)
        ]
    if may(person, Permission.WRITE):
        found += [
            task(e, url_for("desk.edit", edition_id=e.id), _("Go on writing"))
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
        page_title=pgettext("menu", "Today"),
        tasks=tasks(g.person),
        standings=[(units[unit_id], standing[unit_id]) for unit_id in units if unit_id in standing],
        days_left=(end - clock.today()).days,
        days_left_words=ngettext("%(num)d day left", "%(num)d days left", (end - clock.today()).days),
        may_write=may(g.person, Permission.WRITE),
        latest=wording.listed(
            finding.to_work_on(
                db.session(), g.person, State.PUBLISHED, State.SUBMITTED, State.APPROVED, State.WITHDRAWN, limit=8
            )
        ),
        day=clock.today(),
        month=first,
    )
