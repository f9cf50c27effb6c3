"""Starting: a new text from nothing, a template or the last one; the next edition of an old one."""

from __future__ import annotations

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import pgettext

from content.auth import units
from content.auth.permissions import Permission, units_where
from content.errors import Refusal
from content.items import beginning, editing, finding, templates
from content.items.models import Edition
from content.kinds import reader
from portal import labels, words
from portal.database import db
from portal.desk import drafts
from portal.desk.blueprint import desk
from portal.errors import STATUS
from portal.security import requires


@desk.get("/write")
@requires(Permission.WRITE)
def write() -> ResponseReturnValue:
    return write_page()


def write_page(refusal: Refusal | None = None) -> ResponseReturnValue:
    mine = units_where(g.person, Permission.WRITE)
    page = render_template(
        "desk/write.html",
        page_title=pgettext("menu", "Write"),
        unit_choices=[(u.code, u.name(labels.locale())) for u in units.everyone(db.session()) if u.id in mine],
        column_choices=[
            (c.slug, c.label(labels.locale()), c.description(labels.locale())) for c in reader.columns().values()
        ],
        chosen=request.values.get("column", "updates"),
        templates=templates.offered(db.session(), mine),
        column_labels={slug: column.label(labels.locale()) for slug, column in reader.columns().items()},
        refused=words.refusal(refusal) if refusal else "",
    )
    return page, STATUS[refusal.category] if refusal else 200


@desk.post("/write")
@requires(Permission.WRITE)
def start() -> ResponseReturnValue:
    unit = units.by_code(db.session(), request.form.get("unit", ""))
    column = reader.column(request.form.get("column", ""))
    if request.form.get("action") == "copy":
        return copy_last(unit, column.slug)
    edition = editing.start_item(db.session(), unit=unit, column=column.slug, kind=column.kinds[0], by=g.person)
    page = "desk.paste" if request.form.get("action") == "paste" else "desk.edit"
    return redirect(url_for(page, edition_id=edition.id))


def copy_last(unit: units.Unit, column: str) -> ResponseReturnValue:
    try:
        edition = beginning.copy_last(db.session(), unit=unit, column=column, by=g.person)
    except Refusal as refusal:
        if refusal.code != "nothing_to_copy":
            raise
        db.session.rollback()
        return write_page(refusal)
    flash(_("Copied from the last one of this column. Number and dates are new; check every figure."), "success")
    return begun(edition)


@desk.post("/write/template")
@requires(Permission.WRITE)
def start_from_template() -> ResponseReturnValue:
    unit = units.by_code(db.session(), request.form.get("unit", ""))
    chosen = request.form.get("template", "")
    template_id = int(chosen) if chosen.isdecimal() and len(chosen) < 10 else 0
    template = templates.by_id(db.session(), template_id, units_where(g.person, Permission.WRITE))
    return begun(beginning.from_template(db.session(), template, unit=unit, by=g.person))


def begun(edition: Edition) -> ResponseReturnValue:
    return redirect(url_for("desk.edit", edition_id=edition.id))


@desk.post("/items/<int:item_id>/next")
@requires(Permission.WRITE)
def start_next(item_id: int) -> ResponseReturnValue:
    item = finding.item(db.session(), item_id, by=g.person, permission=Permission.WRITE)
    drafts.refuse_record(item)
    edition = editing.start_next(db.session(), item, by=g.person)
    return redirect(url_for("desk.edit", edition_id=edition.id))
