"""同义词: sets of words that find the same, added to and changed by an administrator."""

from __future__ import annotations

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import pgettext

from content.auth.permissions import Permission
from content.errors import Refusal
from content.synonyms import keeping
from content.synonyms.models import Synonym
from portal import words
from portal.admin.blueprint import admin
from portal.database import db
from portal.desk import forms
from portal.errors import STATUS
from portal.security import requires


@admin.get("/synonyms")
@requires(Permission.ADMINISTER)
def synonyms() -> str:
    return render_template(
        "admin/synonyms.html",
        page_title=pgettext("menu", "Synonyms for searching"),
        rows=keeping.everything(db.session()),
    )


@admin.get("/synonyms/new")
@requires(Permission.ADMINISTER)
def new_synonym() -> ResponseReturnValue:
    return synonym_page(None)


@admin.get("/synonyms/<int:synonym_id>")
@requires(Permission.ADMINISTER)
def synonym(synonym_id: int) -> ResponseReturnValue:
    return synonym_page(keeping.by_id(db.session(), synonym_id))


def synonym_page(row: Synonym | None, refusal: Refusal | None = None) -> ResponseReturnValue:
    errors = words.by_field(refusal.issues) if refusal else {}
    page = render_template(
        "admin/synonym.html",
        page_title=_("Synonyms: %(words)s", words=row.listed[0]) if row else _("Add synonyms"),
        row=row,
        typed=request.form,
        errors=errors,
        problems=words.problems(errors),
        refused=words.refusal(refusal) if refusal else None,
    )
    return page, STATUS[refusal.category] if refusal else 200


@admin.post("/synonyms/new")
@requires(Permission.ADMINISTER)
def add_synonym() -> ResponseReturnValue:
    return synonym_stored(None)


@admin.post("/synonyms/<int:synonym_id>")
@requires(Permission.ADMINISTER)
def change_synonym(synonym_id: int) -> ResponseReturnValue:
    return synonym_stored(keeping.by_id(db.session(), synonym_id))


def synonym_stored(row: Synonym | None) -> ResponseReturnValue:
    form = request.form
    try:
        keeping.store(
            db.session(),
            row,
            words=form.get("synonyms", ""),
            source=form.get("synonym_source", ""),
            is_active=form.get("is_active") == "1",
            version=forms.version_of(form),
            by=g.person,
        )
    except Refusal as refusal:
        return synonym_page(row, refusal)
    flash(_("Stored. The next search uses it."), "success")
    return redirect(url_for("admin.synonyms"))
