"""A unit's own tasks of the year's plan: how each goes, and what shows it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from flask import Response, flash, g, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext, pgettext

from content import clock
from content.attachments import kinds, limits, receiving
from content.auth import units
from content.auth.permissions import Permission, may, require, units_where
from content.auth.units import Unit
from content.database import begin_writing
from content.errors import Category, Refusal
from content.plans import board, collecting, keeping
from content.plans.models import PlanTask
from portal import downloads, labels, plan_words, words
from portal.database import db
from portal.desk import tasks
from portal.desk.blueprint import desk
from portal.desk.files import ROOM_FOR_WORDS
from portal.errors import STATUS
from portal.security import TOKEN, requires


@desk.url_value_preprocessor
def make_room_for_evidence(endpoint: str | None, _values: dict[str, object] | None) -> None:
    if endpoint == "desk.plan_evidence" and TOKEN in session:
        request.max_content_length = limits.MOST_BYTES + ROOM_FOR_WORDS


def own_units() -> list[Unit]:
    mine = units_where(g.person, Permission.SEE)
    return [unit for unit in units.everyone(db.session()) if unit.id in mine]


@desk.get("/plan")
@requires(Permission.SEE)
def plan() -> str:
    year, today = clock.today().year, clock.today()
    parts = [(unit, board.of_year(db.session(), year, unit_id=unit.id)) for unit in own_units()]
    return render_template(
        "desk/plan.html",
        page_title=_("Our tasks of the year %(year)s", year=year),
        today=today,
        parts=[(unit, rows) for unit, rows in parts if rows],
        standings=plan_words.STANDINGS,
        nothing_said=plan_words.NOTHING_SAID,
        asked=collecting.running(db.session()),
    )


@desk.get("/plan/<int:task_id>")
@requires(Permission.SEE)
def plan_task(task_id: int) -> ResponseReturnValue:
    return task_page(keeping.task_by_id(db.session(), task_id))


def task_page(task: PlanTask, errors: dict[str, list[str]] | None = None, status: int = 200) -> ResponseReturnValue:
    names = {unit.id: unit for unit in units.everyone(db.session())}
    writing = [unit for unit in own_units() if task.is_owned_by(unit.id) and may(g.person, Permission.WRITE, unit=unit)]
    page = render_template(
        "desk/plan_task.html",
        page_title=_("%(number)s. %(title)s", number=task.number, title=task.title),
        task=task,
        owners=[names[owner.unit_id].short_name(labels.locale()) for owner in task.owners if owner.unit_id in names],
        said=board.said(db.session(), task),
        shown=[(row, names.get(row.unit_id)) for row in board.shown(db.session(), task)],
        unit_choices=[(unit.code, unit.short_name(labels.locale())) for unit in writing],
        standings=plan_words.STANDINGS,
        standing_choices=[(code, label) for code, (label, _tone) in plan_words.STANDINGS.items()],
        typed=request.form,
        errors=errors or {},
        problems=words.problems(errors or {}),
    )
    return page, status


def speaking(name: str = "unit") -> Unit:
    return units.by_code(db.session(), request.form.get(name, ""))


def whole_number(name: str) -> int | None:
    typed = request.form.get(name, "").strip()
    return int(typed) if typed.isdecimal() and len(typed) <= 9 else None


@desk.post("/plan/<int:task_id>")
@requires(Permission.WRITE)
def plan_say(task_id: int) -> ResponseReturnValue:
    task, form = keeping.task_by_id(db.session(), task_id), request.form
    try:
        keeping.say(
            db.session(),
            task,
            speaking(),
            percent=whole_number("percent"),
            standing=form.get("standing", ""),
            text=form.get("progress", ""),
            by=g.person,
        )
    except Refusal as refusal:
        if not refusal.issues:
            raise
        return task_page(task, words.by_field(refusal.issues), STATUS[refusal.category])
    flash(_("Saved."), "success")
    return redirect(url_for("desk.plan_task", task_id=task_id))


@desk.post("/plan/<int:task_id>/evidence")
@requires(Permission.WRITE)
def plan_evidence(task_id: int) -> ResponseReturnValue:
    """An item by its number, or a file. Cleaning a file takes its time; the database is let go meanwhile."""
    upload, note = request.files.get("file"), request.form.get("note", "")
    try:
        if upload is not None and upload.filename:
            keep_file(task_id, upload.read(), upload.filename, note)
        else:
            task = keeping.task_by_id(db.session(), task_id)
            keeping.show_item(
                db.session(), task, speaking("evidence_unit"), whole_number("item"), note=note, by=g.person
            )
    except Refusal as refusal:
        if not refusal.issues:
            raise
        db.session.rollback()
        task = keeping.task_by_id(db.session(), task_id)
        return task_page(task, words.by_field(refusal.issues), STATUS[refusal.category])
    flash(_("Saved."), "success")
    return redirect(url_for("desk.plan_task", task_id=task_id))


def keep_file(task_id: int, data: bytes, name: str, note: str) -> None:
    require(g.person, Permission.WRITE, unit=speaking("evidence_unit"))
    db.session.rollback()
    received = receiving.receive(data, name)
    downloads.store().put(received.data)
    begin_writing(db.session())
    task = keeping.task_by_id(db.session(), task_id)
    keeping.show_file(db.session(), task, speaking("evidence_unit"), received, note=note, by=g.person)


@desk.get("/plan/evidence/<int:evidence_id>/<name>")
@requires(Permission.SEE)
def plan_file(evidence_id: int, name: str) -> Response:
    """A file kept inside: for the unit that showed it."""
    row = keeping.evidence_by_id(db.session(), evidence_id)
    require(g.person, Permission.SEE, unit=row.unit_id)
    if row.file_digest is None or row.file_name != name:
        raise Refusal("no_such_file", Category.MISSING)
    kind = kinds.KINDS[row.file_kind]
    return downloads.hand_out(row.file_digest, name=name, media_type=kind.media_type, is_picture=kind.is_picture)


def asked_for(asked: tasks.Asked) -> Iterator[tasks.Task]:
    """Progress that the bureau asked for and this person's units have not given."""
    for row in collecting.running(db.session()):
        missing = collecting.missing(db.session(), row)
        for unit in own_units():
            if missing.get(unit.id) and may(asked.person, Permission.WRITE, unit=unit):
                yield of_collection(unit, missing[unit.id], row.period, row.last_on)


def of_collection(unit: Unit, count: int, period: str, last_on: date) -> tasks.Task:
    title = ngettext(
        "%(unit)s: report the progress of %(num)d task for %(period)s",
        "%(unit)s: report the progress of %(num)d tasks for %(period)s",
        count,
        unit=unit.short_name(labels.locale()),
        period=period,
    )
    status = {"label": pgettext("plan", "Plan of the year"), "tone": "info"}
    due = _("By %(at)s.", at=last_on.isoformat())
    return tasks.Task(title, url_for("desk.plan"), _("Report"), status, due=due, is_late=last_on < clock.today())


tasks.FURTHER.append(asked_for)
