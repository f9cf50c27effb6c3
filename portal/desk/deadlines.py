"""期限说明: why a due date is the day it is, day by day, and why it was missed."""

from __future__ import annotations

from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import pgettext

from content import clock
from content.auth.permissions import Permission, may
from content.errors import Category, Refusal
from content.items import openings
from content.items.models import Item
from content.working_calendar import deadlines, years
from content.working_calendar.explanation import Explanation, Line
from content.working_calendar.models import Deadline
from portal import due_words, filters, labels, words
from portal.database import db
from portal.desk.blueprint import desk
from portal.errors import STATUS
from portal.security import requires


def own(deadline_id: int) -> Deadline:
    """A deadline of a unit this person belongs to; another's is not there, nor that of a draft they may not know of."""
    found = deadlines.by_id(db.session(), deadline_id)
    if found.unit_id is None or not may(g.person, Permission.SEE, unit=found.unit_id):
        raise Refusal("no_such_deadline", Category.MISSING)
    item_id = item_of(found)
    item = db.session.get(Item, item_id) if item_id else None
    if item is not None and not may(g.person, Permission.SEE, item=item):
        raise Refusal("no_such_deadline", Category.MISSING)
    if item is not None:
        openings.note(db.session(), item)
    return found


@desk.get("/deadlines/<int:deadline_id>")
@requires(Permission.SEE)
def deadline(deadline_id: int) -> ResponseReturnValue:
    return deadline_page(own(deadline_id))


def deadline_page(
    shown: Deadline, errors: dict[str, list[str]] | None = None, status: int = 200
) -> ResponseReturnValue:
    explained = deadlines.explain(db.session(), shown)
    page = render_template(
        "desk/deadline.html",
        page_title=pgettext("deadline", "How this date was counted"),
        deadline=shown,
        facts=facts(shown, explained),
        lines=[line_words(line) for line in explained.lines],
        provisional=[provisional_words(year) for year in explained.provisional_years],
        days_late=explained.days_late,
        may_excuse=explained.days_late and may(g.person, Permission.WRITE, unit=shown.unit_id),
        item_id=item_of(shown),
        reason=request.form.get("late_reason", shown.late_reason),
        longest=deadlines.LONGEST_REASON,
        errors=errors or {},
    )
    return page, status


def item_of(shown: Deadline) -> int | None:
    noun, _colon, number = shown.about.partition(":")
    return int(number) if noun == "item" else None


def provisional_words(year: int) -> str:
    return _("The days off of %(year)s are not announced yet; weekends alone are counted there.", year=year)


def facts(shown: Deadline, explained: Explanation) -> list[dict[str, Any]]:
    """The rule, its source, and what came of it."""
    rule = shown.rule
    length = due_words.length_words(rule.length, rule.day_type)
    item_id = item_of(shown)
    item = db.session.get(Item, item_id) if item_id else None
    rows = [
        (pgettext("deadline", "What is due"), labels.CLOCKS.get(rule.code, rule.code)),
        (_("Item"), item.editions[-1].title or _("(no title yet)") if item else ""),
        (pgettext("deadline", "Rule"), _("within %(length)s", length=length)),
        (pgettext("deadline", "Basis"), rule.source),
        (pgettext("deadline", "Counted from"), filters.format_day(shown.started_on)),
        (pgettext("deadline", "Due on"), filters.format_day(shown.due_on) or pgettext("deadline", "Paused")),
        (pgettext("deadline", "Done on"), filters.format_day(shown.stopped_on)),
        (pgettext("deadline", "Taken"), due_words.length_words(explained.taken, rule.day_type)),
        (pgettext("deadline", "Result"), result_words(shown, explained)),
        (pgettext("deadline", "Reason for being late"), shown.late_reason),
    ]
    return [{"label": label, "value": value} for label, value in rows if value]


def result_words(shown: Deadline, explained: Explanation) -> str:
    if explained.days_late:
        return due_words.late_words(explained.days_late, shown.rule.day_type)
    if shown.stopped_on:
        return pgettext("deadline", "In time")
    return due_words.left(shown, years.table(db.session(), since=shown.started_on))


def line_words(line: Line) -> dict[str, Any]:
    return {
        "day": line.day,
        "weekday": labels.WEEKDAYS[line.day.weekday()],
        "mark": labels.DAY_MARKS[line.mark],
        "code": line.mark.value,
        "number": line.number,
        "why": "，".join(part for part in (line.name, line.source) if part),
        "is_provisional": line.is_provisional,
        "is_today": line.day == clock.today(),
    }


@desk.post("/deadlines/<int:deadline_id>/reason")
@requires(Permission.WRITE)
def excuse(deadline_id: int) -> ResponseReturnValue:
    shown = own(deadline_id)
    if not may(g.person, Permission.WRITE, unit=shown.unit_id):
        raise Refusal("not_permitted", Category.FORBIDDEN)
    try:
        deadlines.excuse(db.session(), shown, request.form.get("late_reason", ""), by_key=g.person.key)
    except Refusal as refusal:
        if not refusal.issues:
            raise
        return deadline_page(shown, words.by_field(refusal.issues), STATUS[refusal.category])
    flash(_("The reason is noted."), "success")
    return redirect(url_for("desk.deadline", deadline_id=deadline_id))
