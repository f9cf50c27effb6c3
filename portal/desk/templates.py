"""Templates and standard phrases, kept by the writers of a unit; those of the bureau by an administrator."""

from __future__ import annotations

from collections.abc import Mapping

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import pgettext

from content.auth import units
from content.auth.permissions import Permission, may, units_where
from content.auth.units import Unit
from content.errors import Refusal
from content.items import templates as rows
from content.items.templates import Template
from content.kinds import reader
from portal import labels, words
from portal.database import db
from portal.desk import forms
from portal.desk.blueprint import desk
from portal.desk.drafts import own_draft
from portal.errors import STATUS
from portal.security import requires

#: The whole bureau, in the choice of who may use a template.
EVERY_UNIT = "-"


@desk.get("/templates")
@requires(Permission.WRITE)
def templates() -> ResponseReturnValue:
    return templates_page()


def templates_page(refusal: Refusal | None = None) -> ResponseReturnValue:
    mine = units_where(g.person, Permission.WRITE)
    errors = words.by_field(refusal.issues) if refusal else {}
    page = render_template(
        "desk/templates.html",
        page_title=_("Templates and phrases"),
        templates=rows.offered(db.session(), mine),
        phrases=rows.phrases(db.session(), mine),
        column_labels={slug: column.label(labels.locale()) for slug, column in reader.columns().items()},
        may_keep=may_keep,
        unit_choices=unit_choices(),
        typed=request.form,
        errors=errors,
    )
    return page, STATUS[refusal.category] if refusal else 200


def may_keep(row: Template) -> bool:
    return may(g.person, Permission.WRITE if row.unit_id else Permission.ADMINISTER, unit=row.unit_id)


def unit_choices() -> list[tuple[str, str]]:
    mine = units_where(g.person, Permission.WRITE)
    own = [(unit.code, unit.name(labels.locale())) for unit in units.everyone(db.session()) if unit.id in mine]
    return [*own, (EVERY_UNIT, _("Every unit"))] if may(g.person, Permission.ADMINISTER) else own


def chosen_unit() -> Unit | None:
    code = request.form.get("unit", "")
    return None if code == EVERY_UNIT else units.by_code(db.session(), code)


@desk.get("/templates/new")
@requires(Permission.WRITE)
def new_template() -> ResponseReturnValue:
    """An empty one, or one made of a draft's words."""
    edition_id = request.args.get("edition", "")
    values: dict[str, str] = {}
    if edition_id.isdecimal() and len(edition_id) < 10:
        values = forms.values(own_draft(int(edition_id)))
    return template_page(None, values)


@desk.get("/templates/<int:template_id>")
@requires(Permission.WRITE)
def template(template_id: int) -> ResponseReturnValue:
    found = one(template_id)
    values = {name: getattr(found, name) for name in ("title", "summary", "body", "column")}
    return template_page(found, values | {"template_name": found.name})


def one(template_id: int) -> Template:
    return rows.by_id(db.session(), template_id, units_where(g.person, Permission.WRITE))


def template_page(
    found: Template | None, values: Mapping[str, str], refusal: Refusal | None = None
) -> ResponseReturnValue:
    errors = words.by_field(refusal.issues) if refusal else {}
    page = render_template(
        "desk/template.html",
        page_title=_("Template: %(name)s", name=found.name) if found else _("New template"),
        template=found,
        values=values,
        column_choices=[(slug, column.label(labels.locale())) for slug, column in reader.columns().items()],
        unit_choices=unit_choices(),
        may_change=found is None or may_keep(found),
        errors=errors,
        problems=words.problems(errors),
        refused=words.refusal(refusal) if refusal else None,
    )
    return page, STATUS[refusal.category] if refusal else 200


@desk.post("/templates/new")
@requires(Permission.WRITE)
def add_template() -> ResponseReturnValue:
    return stored(None, chosen_unit())


@desk.post("/templates/<int:template_id>")
@requires(Permission.WRITE)
def change_template(template_id: int) -> ResponseReturnValue:
    found = one(template_id)
    return stored(found, found.unit)


def stored(found: Template | None, unit: Unit | None) -> ResponseReturnValue:
    form = request.form
    try:
        rows.store(
            db.session(),
            found,
            unit=unit,
            column=form.get("column", ""),
            name=form.get("template_name", ""),
            title=form.get("title", ""),
            summary=form.get("summary", ""),
            body=form.get("body", ""),
            version=forms.version_of(form),
            by=g.person,
        )
    except Refusal as refusal:
        if not refusal.issues and refusal.code != "row_changed":
            raise
        return template_page(found, form, refusal)
    flash(_("Stored. It is offered under “Write” from now on."), "success")
    return redirect(url_for("desk.templates"))


@desk.post("/templates/<int:template_id>/retire")
@requires(Permission.WRITE)
def retire_template(template_id: int) -> ResponseReturnValue:
    rows.retire(db.session(), one(template_id), by=g.person)
    flash(pgettext("template", "Out of use from now on."), "success")
    return redirect(url_for("desk.templates"))


@desk.post("/phrases")
@requires(Permission.WRITE)
def add_phrase() -> ResponseReturnValue:
    try:
        rows.add_phrase(db.session(), chosen_unit(), request.form.get("words", ""), by=g.person)
    except Refusal as refusal:
        if not refusal.issues:
            raise
        return templates_page(refusal)
    flash(_("Stored. It stands beside the text while writing."), "success")
    return redirect(url_for("desk.templates"))


@desk.post("/phrases/<int:phrase_id>/retire")
@requires(Permission.WRITE)
def retire_phrase(phrase_id: int) -> ResponseReturnValue:
    rows.retire(db.session(), rows.phrase_by_id(db.session(), phrase_id), by=g.person)
    flash(pgettext("template", "Out of use from now on."), "success")
    return redirect(url_for("desk.templates"))
