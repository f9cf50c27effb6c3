"""Records leaving the public: what is asked for, by when, and the second person's word."""

from __future__ import annotations

from collections.abc import Callable

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import pgettext
from sqlalchemy.orm import Session

from content import clock
from content.auth.people import Person
from content.auth.permissions import Permission, may
from content.display import term_rules
from content.errors import Refusal
from content.items import cleaning, finding
from content.items.models import Item
from content.kinds import reader
from content.workflow import leaving as articles
from content.workflow import leaving_requests, repair_lists
from content.workflow.leaving_rows import LeavingRequest
from portal import labels, leaving_words, words
from portal.database import db
from portal.desk.blueprint import desk
from portal.errors import STATUS
from portal.security import requires

LONGEST = 50
Decide = Callable[..., LeavingRequest]


@desk.get("/leaving")
@requires(Permission.SEE)
def leaving() -> str:
    return leaving_page()


def leaving_page(errors: dict[str, list[str]] | None = None) -> str:
    session: Session = db.session()
    return render_template(
        "desk/leaving.html",
        page_title=pgettext("menu", "Taking down"),
        waiting=leaving_requests.waiting(session, g.person, limit=LONGEST),
        decided=leaving_requests.decided(session, g.person, limit=LONGEST),
        lists=repair_lists.newest(session, g.person, limit=LONGEST),
        counts={
            row.id: repair_lists.counts(repair_lists.lines_of(row))
            for row in repair_lists.newest(session, g.person, limit=LONGEST)
        },
        units=own_units(g.person),
        may_decide=may_decide,
        causes=leaving_words.CAUSES,
        outcomes=leaving_words.OUTCOMES,
        today=clock.today(),
        errors=errors or {},
        problems=words.problems(errors or {}),
    )


def own_units(person: Person) -> list[tuple[str, str]]:
    units = {
        m.unit.code: m.unit.name(labels.locale())
        for m in person.memberships
        if may(person, Permission.SEE, unit=m.unit_id)
    }
    return list(units.items())


def may_decide(unit_id: int, entered_by_id: int) -> bool:
    return entered_by_id != g.person.id and may(g.person, Permission.WITHDRAW, unit=unit_id)


@desk.get("/items/<int:item_id>/leave")
@requires(Permission.SEE)
def leave(item_id: int) -> ResponseReturnValue:
    item = finding.item(db.session(), item_id, by=g.person)
    if not reader.kind(item.kind).is_record or finding.standing(db.session(), item.id) is None:
        return redirect(url_for("desk.item", item_id=item_id))
    return leave_page(item)


def leave_page(item: Item, errors: dict[str, list[str]] | None = None, status: int = 200) -> ResponseReturnValue:
    edition = finding.standing(db.session(), item.id)
    window = term_rules.window_of(db.session(), item.kind, edition.fields if edition else {})
    page = render_template(
        "desk/leave.html",
        page_title=_("Take down: %(title)s", title=edition.title if edition else ""),
        item=item,
        window=window,
        steps=[leaving_words.step(step) for step in window.reasons],
        causes=list(leaving_words.CAUSES.items()),
        typed=request.form,
        longest=articles.LONGEST_REASON,
        errors=errors or {},
        problems=words.problems(errors or {}),
    )
    return page, status


@desk.post("/items/<int:item_id>/leave")
@requires(Permission.SEE)
def ask_to_leave(item_id: int) -> ResponseReturnValue:
    item = finding.item(db.session(), item_id, by=g.person)
    form = request.form
    day, odd = cleaning.day("document_date", form.get("document_date", ""))
    try:
        if odd:
            raise Refusal("to_mend", issues=tuple(odd))
        leaving_requests.ask(
            db.session(),
            item,
            form.get("cause", ""),
            by=g.person,
            document_number=form.get("document_number", ""),
            document_date=day,
            reason=form.get("reason", ""),
        )
    except Refusal as refusal:
        if not refusal.issues:
            raise
        db.session.rollback()
        item = finding.item(db.session(), item_id, by=g.person)
        return leave_page(item, words.by_field(refusal.issues), STATUS[refusal.category])
    flash(_("Entered. It stays on display until another person of your unit confirms it."), "success")
    return redirect(url_for("desk.leaving"))


@desk.post("/leaving/<int:request_id>/confirm")
@requires(Permission.WITHDRAW)
def confirm_leaving(request_id: int) -> ResponseReturnValue:
    asked = leaving_requests.by_id(db.session(), request_id, by=g.person)
    leaving_requests.confirm(db.session(), asked, by=g.person)
    flash(_("Taken down everywhere. Search follows within seconds."), "success")
    return redirect(url_for("desk.leaving"))


@desk.post("/leaving/<int:request_id>/refuse")
@requires(Permission.WITHDRAW)
def refuse_leaving(request_id: int) -> ResponseReturnValue:
    asked = leaving_requests.by_id(db.session(), request_id, by=g.person)
    leaving_requests.refuse(db.session(), asked, by=g.person)
    flash(_("Refused. The record stays on display."), "success")
    return redirect(url_for("desk.leaving"))
