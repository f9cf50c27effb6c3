"""Trainings, campaigns and honours of one's own units; all of them for who oversees."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import Response, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import pgettext

from content import clock
from content.activities import keeping
from content.activities.models import Activity
from content.auth import units
from content.auth.permissions import Permission, units_where
from content.documents import sheets
from content.documents.sheets import Table
from content.errors import Refusal
from content.items import cleaning
from portal import labels, plan_words, words
from portal.database import db
from portal.desk.blueprint import desk
from portal.desk.plan import whole_number
from portal.errors import STATUS
from portal.oversight import asking
from portal.oversight.exporting import XLSX, as_file
from portal.security import requires


def listed() -> list[Activity]:
    year = asking.year(request.args)
    return keeping.listed(db.session(), date(year, 1, 1), date(year + 1, 1, 1))


@desk.get("/activities")
@requires(Permission.SEE)
def activities() -> ResponseReturnValue:
    return activities_page()


def activities_page(errors: dict[str, list[str]] | None = None, status: int = 200) -> ResponseReturnValue:
    mine = units_where(g.person, Permission.WRITE)
    year = asking.year(request.args)
    page = render_template(
        "desk/activities.html",
        page_title=_("Trainings, campaigns and honours"),
        year=year,
        rows=listed(),
        honours=keeping.honours(db.session(), year),
        sorts=plan_words.ACTIVITIES,
        sort_choices=list(plan_words.ACTIVITIES.items()),
        honoured=plan_words.HONOURED,
        honoured_choices=list(plan_words.HONOURED.items()),
        unit_choices=[(u.code, u.short_name(labels.locale())) for u in units.everyone(db.session()) if u.id in mine],
        typed=request.form,
        errors=errors or {},
        problems=words.problems(errors or {}),
    )
    return page, status


@desk.post("/activities")
@requires(Permission.WRITE)
def enter_activity() -> ResponseReturnValue:
    form = request.form
    held_on, issues = cleaning.day("held_on", form.get("held_on", ""))
    try:
        if issues:
            raise Refusal("to_mend", issues=tuple(issues))
        keeping.enter(
            db.session(),
            units.by_code(db.session(), form.get("unit", "")),
            sort=form.get("sort", ""),
            held_on=held_on,
            topic=form.get("topic", ""),
            people=whole_number("people"),
            evidence=form.get("evidence", ""),
            item_id=whole_number("item"),
            by=g.person,
        )
    except Refusal as refusal:
        if not refusal.issues:
            raise
        return activities_page(words.by_field(refusal.issues), STATUS[refusal.category])
    flash(_("Saved."), "success")
    return redirect(url_for("desk.activities"))


@desk.post("/honours")
@requires(Permission.WRITE)
def enter_honour() -> ResponseReturnValue:
    form = request.form
    try:
        keeping.honour(
            db.session(),
            units.by_code(db.session(), form.get("honour_unit", "")),
            year=clock.today().year,
            title=form.get("title", ""),
            sort=form.get("honoured", ""),
            name=form.get("name", ""),
            reason=form.get("reason", ""),
            by=g.person,
        )
    except Refusal as refusal:
        if not refusal.issues:
            raise
        return activities_page(words.by_field(refusal.issues), STATUS[refusal.category])
    flash(_("Saved."), "success")
    return redirect(url_for("desk.activities"))


@desk.get("/activities.xlsx")
@requires(Permission.SEE)
def activities_sheet() -> Response:
    head = [_("Held on"), pgettext("field", "Unit"), pgettext("field", "Sort"), pgettext("field", "Topic")]
    head += [pgettext("field", "People"), pgettext("field", "Evidence"), _("Item number")]
    rows: list[list[Any]] = [
        [
            *(row.held_on.isoformat(), row.unit.short_name(labels.locale()), str(plan_words.ACTIVITIES[row.sort])),
            *(row.topic, row.people, row.evidence, row.item_id),
        ]
        for row in listed()
    ]
    table = Table(_("Trainings and campaigns"), head, rows)
    name = f"activities-{asking.year(request.args)}.xlsx"
    return as_file(sheets.workbook([table], made_at=clock.now()), XLSX, name)
