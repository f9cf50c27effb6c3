"""定时发布: setting the moment at which an approved edition goes out, and taking it back."""

from __future__ import annotations

from datetime import datetime

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from content import clock
from content.auth.permissions import Permission
from content.errors import Refusal
from content.items import finding
from content.items.models import Edition, State
from content.workflow import schedules
from content.workflow import scheduling as waiting_rooms
from content.working_calendar import deadlines, years
from portal import due_words, filters, words
from portal.database import db
from portal.desk.blueprint import desk
from portal.errors import STATUS
from portal.security import requires


def approved(edition_id: int) -> Edition:
    return finding.edition(db.session(), edition_id, by=g.person, permission=Permission.PUBLISH)


def moment(typed: str) -> datetime | None:
    """What a date-and-time field sends, in Shanghai; None where it cannot be read."""
    try:
        return datetime.fromisoformat(typed).replace(tzinfo=clock.SHANGHAI)
    except ValueError:
        return None


@desk.get("/editions/<int:edition_id>/schedule")
@requires(Permission.PUBLISH)
def schedule(edition_id: int) -> ResponseReturnValue:
    edition = approved(edition_id)
    if edition.at_rest is not State.APPROVED:
        return redirect(url_for("desk.item", item_id=edition.item_id))
    return schedule_page(edition)


def schedule_page(
    edition: Edition, errors: dict[str, list[str]] | None = None, status: int = 200
) -> ResponseReturnValue:
    waiting = schedules.waiting(db.session(), edition.id)
    known = waiting.goes_out_at.astimezone(clock.SHANGHAI).strftime("%Y-%m-%dT%H:%M") if waiting else ""
    running = deadlines.running_of(db.session(), [edition.item.key]).get(edition.item.key)
    page = render_template(
        "desk/schedule.html",
        page_title=_("Publish later: %(title)s", title=edition.title),
        edition=edition,
        waiting=waiting,
        due=due_words.due(running, years.table(db.session(), since=running.started_on)) if running else None,
        typed=request.form.get("goes_out_at", known),
        errors=errors or {},
    )
    return page, status


@desk.post("/editions/<int:edition_id>/schedule")
@requires(Permission.PUBLISH)
def set_schedule(edition_id: int) -> ResponseReturnValue:
    edition = approved(edition_id)
    try:
        row = waiting_rooms.schedule(
            db.session(), edition, moment(request.form.get("goes_out_at", "")), by=g.person
        )  # fmt: skip
    except Refusal as refusal:
        if not refusal.issues:
            raise
        return schedule_page(edition, words.by_field(refusal.issues), STATUS[refusal.category])
    flash(_("It goes out at %(at)s.", at=filters.format_minute(row.goes_out_at)), "success")
    return redirect(url_for("desk.publish_queue"))


@desk.post("/editions/<int:edition_id>/schedule/cancel")
@requires(Permission.PUBLISH)
def cancel_schedule(edition_id: int) -> ResponseReturnValue:
    waiting_rooms.cancel(db.session(), approved(edition_id), by=g.person)
    flash(_("Taken back. It stays approved and can be published by hand."), "success")
    return redirect(url_for("desk.publish_queue"))
