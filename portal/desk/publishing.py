"""Publishing and withdrawing."""

from __future__ import annotations

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import pgettext

from content import clock
from content.auth.permissions import Permission
from content.errors import Refusal
from content.items import finding, finding_batches
from content.items.batches import BatchState
from content.items.models import Edition, State
from content.kinds import reader
from content.workflow import leaving, schedules
from content.workflow import publishing as publication
from content.working_calendar import deadlines, years
from portal import batch_words, downloads, due_words, labels, words
from portal.database import db
from portal.desk.blueprint import desk
from portal.errors import STATUS
from portal.security import requires

LONGEST_QUEUE = 100


@desk.get("/publish")
@requires(Permission.PUBLISH)
def publish_queue() -> str:
    waiting = finding.in_state(db.session(), g.person, Permission.PUBLISH, State.APPROVED, limit=LONGEST_QUEUE)
    clocks = deadlines.running_of(db.session(), [edition.item.key for edition in waiting])
    table = years.table(db.session(), since=min((one.started_on for one in clocks.values()), default=clock.today()))
    return render_template(
        "desk/publish_queue.html",
        page_title=pgettext("menu", "To publish"),
        waiting=waiting,
        sheets=batch_words.listed(
            finding_batches.in_state(db.session(), g.person, Permission.PUBLISH, BatchState.APPROVED)
        ),
        schedules=schedules.waiting_for(db.session(), waiting),
        due={key: due_words.due(one, table) for key, one in clocks.items()},
        columns={slug: column.label(labels.locale()) for slug, column in reader.columns().items()},
    )


@desk.post("/editions/<int:edition_id>/publish")
@requires(Permission.PUBLISH)
def publish(edition_id: int) -> ResponseReturnValue:
    edition = finding.edition(db.session(), edition_id, by=g.person, permission=Permission.PUBLISH)
    publication.publish(db.session(), edition, by=g.person, store=downloads.store())
    if edition.at_rest is State.PUBLISHED:
        flash(_("Published. It is found by search within seconds."), "success")
        return redirect(url_for("desk.item", item_id=edition.item_id))
    flash(pgettext("error", "The text changed after approval."), "warning")
    return redirect(url_for("desk.publish_queue"))


@desk.get("/editions/<int:edition_id>/withdraw")
@requires(Permission.WITHDRAW)
def withdraw(edition_id: int) -> ResponseReturnValue:
    edition = finding.edition(db.session(), edition_id, by=g.person, permission=Permission.WITHDRAW)
    if edition.at_rest not in (State.PUBLISHED, State.HIDDEN):
        return redirect(url_for("desk.item", item_id=edition.item_id))
    return withdraw_page(edition)


def withdraw_page(
    edition: Edition, errors: dict[str, list[str]] | None = None, status: int = 200
) -> ResponseReturnValue:
    page = render_template(
        "desk/withdraw.html",
        page_title=_("Withdraw: %(title)s", title=edition.title),
        edition=edition,
        reason=request.form.get("reason", ""),
        errors=errors or {},
        problems=words.problems(errors or {}),
        longest=leaving.LONGEST_REASON,
    )
    return page, status


@desk.post("/editions/<int:edition_id>/withdraw")
@requires(Permission.WITHDRAW)
def take_down(edition_id: int) -> ResponseReturnValue:
    edition = finding.edition(db.session(), edition_id, by=g.person, permission=Permission.WITHDRAW)
    try:
        leaving.withdraw(db.session(), edition, by=g.person, reason=request.form.get("reason", ""))
    except Refusal as refusal:
        if not refusal.issues:
            raise
        return withdraw_page(edition, words.by_field(refusal.issues), STATUS[refusal.category])
    flash(_("Withdrawn. Its address now says so; nothing else of it is public."), "success")
    return redirect(url_for("desk.item", item_id=edition.item_id))
