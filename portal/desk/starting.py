"""Starting: a new text, or the next edition of an old one."""

from __future__ import annotations

from flask import g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import pgettext

from content.auth import units
from content.auth.permissions import Permission, units_where
from content.items import editing, finding
from content.kinds import reader
from portal import labels
from portal.database import db
from portal.desk.blueprint import desk
from portal.security import requires


@desk.get("/write")
@requires(Permission.WRITE)
def write() -> str:
    mine = units_where(g.person, Permission.WRITE)
    return render_template(
        "desk/write.html",
        page_title=pgettext("menu", "Write"),
        unit_choices=[(u.code, u.name(labels.locale())) for u in units.everyone(db.session()) if u.id in mine],
        column_choices=[
            (c.slug, c.label(labels.locale()), c.description(labels.locale())) for c in reader.columns().values()
        ],
        chosen=request.args.get("column", "updates"),
    )


@desk.post("/write")
@requires(Permission.WRITE)
def start() -> ResponseReturnValue:
    unit = units.by_code(db.session(), request.form.get("unit", ""))
    column = reader.column(request.form.get("column", ""))
    edition = editing.start_item(db.session(), unit=unit, column=column.slug, kind=column.kinds[0], by=g.person)
    page = "desk.paste" if request.form.get("action") == "paste" else "desk.edit"
    return redirect(url_for(page, edition_id=edition.id))


@desk.post("/items/<int:item_id>/next")
@requires(Permission.WRITE)
def start_next(item_id: int) -> ResponseReturnValue:
    item = finding.item(db.session(), item_id, by=g.person, permission=Permission.WRITE)
    edition = editing.start_next(db.session(), item, by=g.person)
    return redirect(url_for("desk.edit", edition_id=edition.id))
