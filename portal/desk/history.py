"""The unit's items, and one item with its whole history."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import g, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import pgettext

from content import clock
from content.audit import trail
from content.audit.events import Event
from content.auth.permissions import Permission, may
from content.display import exposure
from content.items import finding, limiting
from content.items.models import IN_PROGRESS, TO_MEND, Edition, State
from content.kinds import reader
from content.markup import diff
from content.workflow import schedules, urgency
from content.working_calendar import deadlines, years
from portal import due_words, filters, labels
from portal.database import db
from portal.desk import wording
from portal.desk.blueprint import desk
from portal.security import requires

PER_PAGE = 30


@desk.get("/items")
@requires(Permission.SEE)
def items() -> str:
    wanted = request.args.get("state", "")
    state = State(wanted) if wanted in {state.value for state in State} else None
    before, by_sheet = request.args.get("before", ""), request.args.get("show") == "records"
    show = "records" if by_sheet else None
    page, older = finding.listed(
        db.session(),
        g.person,
        state=state,
        before=int(before) if before.isdecimal() and len(before) < 18 else None,
        limit=PER_PAGE,
        by_sheet=by_sheet,
    )
    return render_template(
        "desk/items.html",
        page_title=pgettext("menu", "Our items"),
        listed=wording.listed(page),
        state=state,
        show=show,
        state_choices=[(known.value, str(labels.STATES[known.value])) for known in State],
        newest_url=url_for("desk.items", state=wanted or None, show=show) if before else None,
        older_url=url_for("desk.items", state=wanted or None, show=show, before=older) if older else None,
    )


def step_notes(newest: Edition) -> dict[str, str]:
    """When each step was reached; a returned edition stands at the beginning again."""
    moments: dict[str, datetime | None] = {"draft": newest.started_at}
    if newest.at_rest not in TO_MEND:
        moments |= {
            "submitted": newest.submitted_at,
            "approved": newest.reviewed_at,
            "published": newest.published_at,
        }
    return {step: filters.format_minute(moment) for step, moment in moments.items()}


def next_label(newest: Edition) -> str:
    """What starting the next edition means for the person who does it."""
    if newest.at_rest in TO_MEND:
        return _("Mend it")
    return _("Correct it") if newest.at_rest is State.PUBLISHED else _("Write a new edition")


def clock_lines(about: str) -> list[dict[str, Any]]:
    """Every clock of the item: what it counts towards, its day, and how it stands or ended."""
    clocks = deadlines.of_thing(db.session(), about)
    table = years.table(db.session(), since=min((one.started_on for one in clocks), default=clock.today()))
    return [
        {
            "what": labels.CLOCKS.get(one.rule_code, one.rule_code),
            "started_on": one.started_on,
            "due_on": one.due_on,
            "is_provisional": one.is_provisional,
            "stopped_on": one.stopped_on,
            "due": due_words.due(one, table) if one.is_running else None,
            "late": deadlines.days_late(db.session(), one, table=table),
            "day_type": one.rule.day_type,
            "id": one.id,
        }
        for one in clocks
    ]


def is_own_draft(newest: Edition) -> bool:
    """A draft that can be worked on here; a row of a batch goes its way with it."""
    return newest.at_rest is State.DRAFT and newest.batch_id is None


@desk.get("/items/<int:item_id>")
@requires(Permission.SEE)
def item(item_id: int) -> str:
    shown = finding.item(db.session(), item_id, by=g.person)
    editions = finding.of_item(db.session(), item_id)
    entries = [entry for entry in trail.about(db.session(), shown.key) if entry.event != Event.DRAFT_OPENED.value]
    newest = editions[0]
    return render_template(
        "desk/item.html",
        page_title=newest.title or _("(no title yet)"),
        item=shown,
        newest=newest,
        editions=editions,
        history=wording.history(entries),
        returned=wording.reasons(newest),
        column=reader.column(shown.column),
        may={
            "edit": is_own_draft(newest) and may(g.person, Permission.WRITE, unit=shown.unit_id),
            "next": not reader.kind(shown.kind).is_record
            and newest.at_rest not in IN_PROGRESS
            and may(g.person, Permission.WRITE, unit=shown.unit_id),
            "mends": newest.at_rest in TO_MEND,
            "discard": is_own_draft(newest) and newest.worked_on_by(g.person.id),
            "take_back": newest.at_rest is State.SUBMITTED and may(g.person, Permission.WRITE, unit=shown.unit_id),
            "recall": newest.at_rest is State.APPROVED and may(g.person, Permission.REVIEW, unit=shown.unit_id),
            "review": newest.at_rest is State.SUBMITTED and may(g.person, Permission.REVIEW, unit=shown.unit_id),
            "publish": newest.at_rest is State.APPROVED and may(g.person, Permission.PUBLISH, unit=shown.unit_id),
        },
        next_label=next_label(newest),
        limit=shown.limit,
        may_limit=limiting.can_be_limited(shown) and limiting.may_limit(g.person, shown),
        hidden=next((edition for edition in editions if edition.at_rest is State.HIDDEN), None),
        is_record=reader.kind(shown.kind).is_record,
        may_leave=any(edition.at_rest in (State.PUBLISHED, State.HIDDEN) for edition in editions),
        may_hide=may(g.person, Permission.HIDE, unit=shown.unit_id),
        may_restore=may(g.person, Permission.PUBLISH, unit=shown.unit_id),
        seen=exposure.of_item(db.session(), item_id),
        step_notes=step_notes(newest),
        clocks=clock_lines(shown.key),
        late_words=due_words.late_words,
        schedule=schedules.waiting(db.session(), newest.id),
        may_press=newest.at_rest is State.SUBMITTED
        and may(g.person, Permission.WRITE, unit=shown.unit_id)
        and not urgency.of(db.session(), [newest]),
        withdrawable=next(
            (
                edition
                for edition in editions
                if edition.at_rest in (State.PUBLISHED, State.HIDDEN)
                and may(g.person, Permission.WITHDRAW, unit=shown.unit_id)
            ),
            None,
        ),
        is_public=any(edition.at_rest is State.PUBLISHED for edition in editions),
    )


@desk.get("/editions/<int:edition_id>")
@requires(Permission.SEE)
def edition(edition_id: int) -> str:
    """One edition as it was, with what it changed against the one before."""
    shown = finding.edition(db.session(), edition_id, by=g.person)
    before = next((e for e in shown.item.editions if e.number == shown.number - 1), None)
    return render_template(
        "desk/edition.html",
        page_title=_("Edition %(number)s: %(title)s", number=shown.number, title=shown.title),
        edition=shown,
        before=before,
        blocks=wording.blocks(diff.paragraphs(before.body, shown.body)) if before else [],
        returned=wording.reasons(shown),
        kind=reader.kind(shown.item.kind),
        column=reader.column(shown.item.column),
    )
