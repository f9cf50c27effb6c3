"""要点任务台账: tasks × units with how each stands; collecting by quarter and half-year; the ledger as xlsx."""

from __future__ import annotations

from typing import Any

from flask import Response, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import pgettext

from content import clock
from content.auth import units
from content.auth.permissions import Permission
from content.documents import sheets
from content.documents.sheets import Table
from content.errors import Refusal
from content.items import cleaning
from content.plans import board, collecting, keeping, planting
from content.plans.board import Row
from content.plans.models import PlanTask
from content.reminders import plans as reminders
from portal import labels, plan_words, words
from portal.database import db
from portal.errors import STATUS
from portal.oversight import asking
from portal.oversight.blueprint import oversight
from portal.oversight.exporting import XLSX, as_file
from portal.oversight.tabs import board_tabs
from portal.security import requires


@oversight.get("/plan")
@requires(Permission.OVERSEE)
def plan() -> ResponseReturnValue:
    return plan_page()


def plan_page(errors: dict[str, list[str]] | None = None, status: int = 200) -> ResponseReturnValue:
    year, today = asking.year(request.values), clock.today()
    rows = board.of_year(db.session(), year)
    heads = [unit for unit in units.everyone(db.session()) if any(row.task.is_owned_by(unit.id) for row in rows)]
    page = render_template(
        "oversight/plan.html",
        page_title=_("Tasks of the year %(year)s", year=year),
        tabs=board_tabs(),
        year=year,
        years=asking.years(),
        today=today,
        rows=[(row, {cell.unit.id: cell for cell in row.cells}) for row in rows],
        heads=[{"label": unit.short_name(labels.locale()), "is_number": True} for unit in heads],
        columns=heads,
        standings=plan_words.STANDINGS,
        collections=[(one, missing_names(one)) for one in collecting.running(db.session())],
        periods=[(f"{year}-{part}", f"{year}-{part}") for part in ("Q1", "H1", "Q2", "Q3", "H2", "Q4")],
        typed=request.form,
        errors=errors or {},
        problems=words.problems(errors or {}),
    )
    return page, status


def missing_names(one: Any) -> list[str]:
    missing = collecting.missing(db.session(), one)
    return [
        _("%(unit)s (%(n)s)", unit=unit.short_name(labels.locale()), n=missing[unit.id])
        for unit in units.everyone(db.session())
        if unit.id in missing
    ]


@oversight.post("/plan/begin")
@requires(Permission.OVERSEE)
def plan_begin() -> ResponseReturnValue:
    planting.begin(db.session(), clock.today().year, by=g.person)
    flash(_("The plan of the year is set up."), "success")
    return redirect(url_for("oversight.plan"))


@oversight.post("/plan/collect")
@requires(Permission.OVERSEE)
def plan_collect() -> ResponseReturnValue:
    """Ask every unit, and tell them at once."""
    last_on, issues = cleaning.day("last_on", request.form.get("last_on", ""))
    try:
        if issues:
            raise Refusal("to_mend", issues=tuple(issues))
        row = collecting.open_one(db.session(), request.form.get("period", ""), last_on=last_on, by=g.person)
    except Refusal as refusal:
        if not refusal.issues:
            raise
        return plan_page(words.by_field(refusal.issues), STATUS[refusal.category])
    told = reminders.remind_of(db.session(), row)
    flash(_("Asked for. %(n)s people were told.", n=told), "success")
    return redirect(url_for("oversight.plan"))


@oversight.get("/plan/<int:task_id>")
@requires(Permission.OVERSEE)
def plan_task(task_id: int) -> ResponseReturnValue:
    return task_page(keeping.task_by_id(db.session(), task_id))


def task_page(task: PlanTask, errors: dict[str, list[str]] | None = None, status: int = 200) -> ResponseReturnValue:
    names = {unit.id: unit for unit in units.everyone(db.session())}
    owners = [names[owner.unit_id].code for owner in task.owners if owner.unit_id in names]
    page = render_template(
        "oversight/plan_task.html",
        page_title=_("%(number)s. %(title)s", number=task.number, title=task.title),
        task=task,
        said=board.said(db.session(), task),
        shown=[(row, names.get(row.unit_id)) for row in board.shown(db.session(), task)],
        unit_choices=[
            (unit.code, unit.short_name(labels.locale())) for unit in names.values() if unit.kind != "bureau"
        ],
        chosen=request.form.getlist("owners") or owners,
        standings=plan_words.STANDINGS,
        typed=request.form,
        errors=errors or {},
        problems=words.problems(errors or {}),
    )
    return page, status


@oversight.post("/plan/<int:task_id>")
@requires(Permission.OVERSEE)
def set_plan_task(task_id: int) -> ResponseReturnValue:
    task = keeping.task_by_id(db.session(), task_id)
    due_on, issues = cleaning.day("due_on", request.form.get("due_on", ""))
    owners = [unit for unit in units.everyone(db.session()) if unit.code in request.form.getlist("owners")]
    try:
        if issues:
            raise Refusal("to_mend", issues=tuple(issues))
        source = request.form.get("source", "")
        keeping.set_task(db.session(), task, due_on=due_on, owners=owners, source=source, by=g.person)
    except Refusal as refusal:
        if not refusal.issues:
            raise
        return task_page(task, words.by_field(refusal.issues), STATUS[refusal.category])
    flash(_("Saved."), "success")
    return redirect(url_for("oversight.plan_task", task_id=task_id))


@oversight.get("/plan.xlsx")
@requires(Permission.OVERSEE)
def plan_sheet() -> Response:
    year = asking.year(request.args)
    rows = board.of_year(db.session(), year)
    head = [
        *(
            pgettext("ledger", "Number"),
            _("Task"),
            _("Due on"),
            pgettext("field", "Unit"),
            _("How it stands"),
            _("Per cent"),
        ),
        *(_("Last said on"), pgettext("field", "What was done"), pgettext("field", "Evidence")),
    ]
    table = Table(_("Tasks of the year %(year)s", year=year), head, [line for row in rows for line in lines(row)])
    return as_file(sheets.workbook([table], made_at=clock.now()), XLSX, f"plan-{year}.xlsx")


def lines(row: Row) -> list[list[Any]]:
    task = row.task
    return [
        [
            *(task.number, task.title, task.due_on.isoformat(), cell.unit.short_name(labels.locale())),
            str(plan_words.STANDINGS[cell.last.standing][0] if cell.last else plan_words.NOTHING_SAID[0]),
            cell.percent,
            cell.last.said_on.isoformat() if cell.last else "",
            cell.last.text if cell.last else "",
            cell.evidence,
        ]
        for cell in row.cells
    ]
