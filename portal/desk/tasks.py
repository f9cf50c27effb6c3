"""What a person must do now: at most seven lines, the most urgent first, each with one verb and the time left."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from itertools import chain, islice
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext, pgettext

from content import clock
from content.auth.people import Person
from content.auth.permissions import Permission, may, units_where
from content.display import rescanning
from content.items import clocks as clocks_of_items
from content.items import finding
from content.items.models import Edition, State
from content.quotas.counting import Standing
from content.workflow import queue, schedules
from content.working_calendar import deadlines
from content.working_calendar.workdays import Table
from portal import due_words, filters, labels
from portal.database import db
from portal.desk import wording
from portal.desk.review_queue import urgency_words

MOST_TASKS = 7
ITEM = "item:"
#: A gap to the month's target becomes a task when the month draws to its end.
GAP_FROM_DAY = 15


@dataclass(frozen=True)
class Task:
    """One line of what to do now, as the task list shows it. ``item_id`` keeps a thing from standing there twice."""

    title: str
    url: str
    action: str
    status: dict[str, str] | None = None
    note: str = ""
    due: str = ""
    is_late: bool = False
    item_id: int | None = None


@dataclass(frozen=True)
class Asked:
    """For whom, and by which calendar."""

    person: Person
    table: Table
    standings: Mapping[int, Standing]
    days_left: int


Source = Callable[[Asked], Iterable[Task]]
#: Rooms that come with tasks of their own, such as faults of an import, add themselves here.
FURTHER: list[Source] = []


def of_person(person: Person, *, table: Table, standings: Mapping[int, Standing], days_left: int) -> list[Task]:
    asked = Asked(person, table, standings, days_left)
    sources = (returned, due_today, overdue, to_review, gap, masking, *FURTHER, to_publish, drafts)
    found = chain.from_iterable(source(asked) for source in sources)
    return list(islice(once_each(found), MOST_TASKS))


def once_each(tasks: Iterable[Task]) -> Iterator[Task]:
    """A thing stands where it is most urgent, and there alone."""
    seen: set[int] = set()
    for task in tasks:
        if task.item_id is None or task.item_id not in seen:
            yield task
        if task.item_id is not None:
            seen.add(task.item_id)


def of_edition(edition: Edition, url: str, action: str, note: str = "", **more: Any) -> Task:
    state = {"label": str(labels.STATES[edition.state]), "tone": labels.STATE_TONES[edition.state]}
    return Task(edition.title or _("(no title yet)"), url, action, state, note, item_id=edition.item_id, **more)


def timed(editions: list[Edition], table: Table) -> dict[int, dict[str, Any]]:
    """The time left of each of these, by item id."""
    clocks = deadlines.running_of(db.session(), [edition.item.key for edition in editions])
    dues = {edition.item_id: due_words.due(one, table) for edition in editions if (one := clocks.get(edition.item.key))}
    return {item_id: {"due": due.text, "is_late": due.is_late} for item_id, due in dues.items()}


def came_back_for(edition: Edition) -> str:
    told = [_("%(field)s: %(reason)s", **reason) for reason in wording.reasons(edition)]
    return _("; ").join(told)


def returned(asked: Asked) -> Iterator[Task]:
    if not may(asked.person, Permission.WRITE):
        return
    found = finding.to_work_on(db.session(), asked.person, State.RETURNED, limit=MOST_TASKS)
    times = timed(found, asked.table)
    for edition in found:
        url = url_for("desk.item", item_id=edition.item_id)
        yield of_edition(edition, url, _("Mend it"), came_back_for(edition), **times.get(edition.item_id, {}))


def due_today(asked: Asked) -> Iterator[Task]:
    return of_clocks(asked, is_late=False)


def overdue(asked: Asked) -> Iterator[Task]:
    return of_clocks(asked, is_late=True)


def of_clocks(asked: Asked, *, is_late: bool) -> Iterator[Task]:
    """Items of the person's units whose clock ends today or has ended, with what brings each further."""
    today = clock.today()
    units = units_where(asked.person, Permission.SEE)
    last = today - timedelta(days=1) if is_late else today
    by_hand = ~clocks_of_items.is_of_sheet()
    clocks = deadlines.of_units(db.session(), units, by=last, limit=4 * MOST_TASKS, such=by_hand)
    clocks = [one for one in clocks if (one.due_on == today) is not is_late and one.about.startswith(ITEM)]
    ids = [int(one.about.removeprefix(ITEM)) for one in clocks]
    newest = finding.newest_by_item(db.session(), ids, of=asked.person)
    for deadline in clocks:
        edition = newest.get(int(deadline.about.removeprefix(ITEM)))
        step = next_step(edition, asked.person) if edition else None
        if step:
            due = due_words.due(deadline, asked.table)
            yield of_edition(*step, due=due.text, is_late=due.is_late)


def next_step(edition: Edition, person: Person) -> tuple[Edition, str, str] | None:
    """Where this person brings the edition further; None where it is another's turn."""
    unit, state = edition.item.unit_id, edition.at_rest
    if state is State.DRAFT and may(person, Permission.WRITE, unit=unit):
        return edition, url_for("desk.edit", edition_id=edition.id), _("Go on writing")
    if state is State.SUBMITTED and may(person, Permission.REVIEW, unit=unit) and not edition.worked_on_by(person.id):
        return edition, url_for("desk.review", edition_id=edition.id), _("Review it")
    if state is State.APPROVED and may(person, Permission.PUBLISH, unit=unit):
        return edition, url_for("desk.publish_queue"), _("Publish it")
    if state in (State.RETURNED, State.TAKEN_BACK) and may(person, Permission.WRITE, unit=unit):
        return edition, url_for("desk.item", item_id=edition.item_id), _("Mend it")
    return None


def submitted_words(edition: Edition) -> str:
    """Who waits for the decision, and since when."""
    at = filters.format_minute(edition.submitted_at)
    return _("Submitted by %(name)s at %(at)s", name=edition.submitter.display_name if edition.submitter else "", at=at)


def to_review(asked: Asked) -> Iterator[Task]:
    if not may(asked.person, Permission.REVIEW):
        return
    for one in queue.waiting(db.session(), asked.person, limit=2 * MOST_TASKS):
        edition = one.edition
        if edition.worked_on_by(asked.person.id) or (one.claim and one.claim.person_id != asked.person.id):
            continue
        due = due_words.due(one.deadline, asked.table) if one.deadline else None
        urgent = urgency_words(one.urgency) if one.urgency else None
        yield of_edition(
            edition,
            url_for("desk.review", edition_id=edition.id),
            _("Review it"),
            submitted_words(edition),
            due=urgent["text"] if urgent else due.text if due else "",
            is_late=bool(urgent or (due and due.is_late)),
        )


def gap(asked: Asked) -> Iterator[Task]:
    """What is missing of the month's target, with the days left, once the month draws to its end."""
    if not may(asked.person, Permission.WRITE) or clock.today().day < GAP_FROM_DAY:
        return
    units = {m.unit_id: m.unit for m in asked.person.memberships}
    for unit_id, standing in asked.standings.items():
        if standing.short and may(asked.person, Permission.WRITE, unit=unit_id):
            title = ngettext(
                "%(unit)s: %(num)d item short of this month's target",
                "%(unit)s: %(num)d items short of this month's target",
                standing.short,
                unit=units[unit_id].short_name(labels.locale()),
            )
            left = ngettext("%(num)d day left", "%(num)d days left", asked.days_left)
            yield Task(title, url_for("desk.write"), _("Write one"), due=left)


def masking(asked: Asked) -> Iterator[Task]:
    """Personal data that tonight's detectors see on what is public."""
    units = [
        unit for unit in units_where(asked.person, Permission.HIDE) if may(asked.person, Permission.SEE, unit=unit)
    ]
    items = dict.fromkeys(row.item_id for row in rescanning.open_findings(db.session()) if row.unit_id in units)
    for item_id in items:
        title = _("Personal data may stand on item %(number)s", number=item_id)
        tone = {"label": pgettext("state", "Published"), "tone": "warning"}
        yield Task(title, url_for("desk.item", item_id=item_id), _("Decide"), tone, item_id=item_id)


def to_publish(asked: Asked) -> Iterator[Task]:
    if not may(asked.person, Permission.PUBLISH):
        return
    found = finding.in_state(db.session(), asked.person, Permission.PUBLISH, State.APPROVED, limit=MOST_TASKS)
    scheduled, times = schedules.waiting_for(db.session(), found), timed(found, asked.table)
    for edition in found:
        if edition.id not in scheduled:
            url = url_for("desk.publish_queue")
            yield of_edition(edition, url, _("Publish it"), **times.get(edition.item_id, {}))


def drafts(asked: Asked) -> Iterator[Task]:
    if not may(asked.person, Permission.WRITE):
        return
    found = finding.to_work_on(db.session(), asked.person, State.DRAFT, limit=MOST_TASKS)
    times = timed(found, asked.table)
    for edition in found:
        url = url_for("desk.edit", edition_id=edition.id)
        yield of_edition(edition, url, _("Go on writing"), **times.get(edition.item_id, {}))
