"""The reviewers' queue: by due time, with who has taken up what; taking, giving back, and asking for haste."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import pgettext

from content import clock
from content.auth.permissions import Permission, may
from content.errors import Refusal
from content.items import finding, finding_batches
from content.items.batches import BatchState
from content.items.models import Edition, State
from content.reminders import reviewing as telling
from content.workflow import claiming, leaving, queue, urgency
from content.workflow.models import ReviewClaim, Urgency
from content.workflow.queue import Waiting
from content.working_calendar import years
from content.working_calendar.workdays import Table
from portal import batch_words, due_words, filters, words
from portal.database import db
from portal.desk import wording
from portal.desk.blueprint import desk
from portal.errors import STATUS
from portal.security import requires

LONGEST_QUEUE = 100


@desk.get("/review")
@requires(Permission.REVIEW)
def review_queue() -> str:
    waiting = queue.waiting(db.session(), g.person, limit=LONGEST_QUEUE)
    table = years.table(db.session(), since=first_day(waiting))
    return render_template(
        "desk/review_queue.html",
        page_title=pgettext("menu", "To review"),
        waiting=[waiting_line(one, table) for one in waiting],
        sheets=batch_words.listed(
            finding_batches.in_state(db.session(), g.person, Permission.REVIEW, BatchState.SUBMITTED)
        ),
        may_name_deputies=may(g.person, Permission.PUBLISH),
    )


def first_day(waiting: list[Waiting]) -> date:
    return min((one.deadline.started_on for one in waiting if one.deadline), default=clock.today())


def waiting_line(one: Waiting, table: Table) -> dict[str, Any]:
    """A line of the queue; one's own work says at once that somebody else decides on it."""
    edition = one.edition
    line = wording.line(edition, url_for("desk.review", edition_id=edition.id), edition.submitted_at)
    is_own = edition.worked_on_by(g.person.id)
    is_mine = one.claim is not None and one.claim.person_id == g.person.id
    return line | {
        "edition_id": edition.id,
        "status": {"label": _("your own work"), "tone": "neutral"} if is_own else None,
        "age": _("has waited %(time)s", time=age(edition)),
        "submitter": edition.submitter.display_name if edition.submitter else "",
        "urgency": urgency_words(one.urgency) if one.urgency else None,
        "due": due_words.due(one.deadline, table) if one.deadline else None,
        "claim": claim_words(one.claim) if one.claim else "",
        "may_take": not is_own and not is_mine,
        "take_label": _("Take over") if one.claim else _("Take it"),
        "is_mine": is_mine,
    }


def age(edition: Edition) -> str:
    waited = clock.now() - (edition.submitted_at or clock.now())
    return due_words.since_words(waited.total_seconds() / 3600)


def urgency_words(row: Urgency) -> dict[str, Any]:
    left = (row.due_at - clock.now()).total_seconds() / 3600
    at = filters.format_minute(row.due_at)
    if left < 0:
        text = _("urgent, %(time)s past %(at)s", time=due_words.since_words(-left), at=at)
    else:
        text = _("urgent, %(time)s left, by %(at)s", time=due_words.since_words(left), at=at)
    return {"text": text, "reason": row.reason, "is_late": left < 0}


def claim_words(claim: ReviewClaim) -> str:
    if claim.person_id == g.person.id:
        return _("taken by you at %(at)s", at=filters.format_minute(claim.taken_at))
    return _("taken by %(name)s at %(at)s", name=claim.person.display_name, at=filters.format_minute(claim.taken_at))


def submitted(edition_id: int, permission: Permission = Permission.REVIEW) -> Edition:
    return finding.edition(db.session(), edition_id, by=g.person, permission=permission)


@desk.post("/editions/<int:edition_id>/claim")
@requires(Permission.REVIEW)
def claim(edition_id: int) -> ResponseReturnValue:
    claiming.take(db.session(), submitted(edition_id), by=g.person)
    flash(_("You have taken it up; colleagues see that you read it."), "success")
    return redirect(url_for("desk.review", edition_id=edition_id))


@desk.post("/editions/<int:edition_id>/release")
@requires(Permission.REVIEW)
def release(edition_id: int) -> ResponseReturnValue:
    claiming.release(db.session(), submitted(edition_id), by=g.person)
    flash(_("Given back to the queue."), "success")
    return redirect(url_for("desk.review_queue"))


@desk.get("/editions/<int:edition_id>/urgent")
@requires(Permission.WRITE)
def urgent(edition_id: int) -> ResponseReturnValue:
    edition = submitted(edition_id, Permission.WRITE)
    if edition.at_rest is not State.SUBMITTED:
        return redirect(url_for("desk.item", item_id=edition.item_id))
    return urgent_page(edition)


def urgent_page(edition: Edition, errors: dict[str, list[str]] | None = None, status: int = 200) -> ResponseReturnValue:
    page = render_template(
        "desk/urgent.html",
        page_title=_("Urgent review: %(title)s", title=edition.title),
        edition=edition,
        hours=[(hours, due_words.since_words(hours)) for hours in urgency.HOURS],
        typed=request.form,
        errors=errors or {},
        longest=leaving.LONGEST_REASON,
    )
    return page, status


@desk.post("/editions/<int:edition_id>/urgent")
@requires(Permission.WRITE)
def press(edition_id: int) -> ResponseReturnValue:
    """Ask the reviewers for haste; they are told at once."""
    edition = submitted(edition_id, Permission.WRITE)
    typed = request.form.get("urgent_hours", "")
    hours = int(typed) if typed.isdecimal() and len(typed) < 4 else None
    try:
        row = urgency.press(db.session(), edition, by=g.person, reason=request.form.get("reason", ""), hours=hours)
    except Refusal as refusal:
        if not refusal.issues:
            raise
        return urgent_page(edition, words.by_field(refusal.issues), STATUS[refusal.category])
    telling.urgent(db.session(), edition, row)
    flash(_("It stands first in the queue now and the reviewers were told."), "success")
    return redirect(url_for("desk.item", item_id=edition.item_id))
