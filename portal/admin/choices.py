"""What the site as a whole does or leaves, in an administrator's hands: each choice with its source."""

from __future__ import annotations

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import pgettext

from content.auth.permissions import Permission
from content.choices import keeping
from content.errors import Refusal
from portal import objection_words, words
from portal.admin.blueprint import admin
from portal.database import db
from portal.errors import STATUS
from portal.security import requires


@admin.get("/choices")
@requires(Permission.ADMINISTER)
def choices() -> ResponseReturnValue:
    rows = {row.name: row for row in keeping.in_force(db.session())}
    return render_template(
        "admin/choices.html",
        page_title=pgettext("menu", "Site settings"),
        listed=[
            {
                "name": name,
                "label": objection_words.CHOICES[name],
                "value": shown_value(keeping.value(db.session(), name)),
                "row": rows.get(name),
            }
            for name in keeping.seeds()
        ],
    )


def shown_value(value: str) -> str:
    return str(objection_words.CHOICE_VALUES.get(value, value))


@admin.get("/choices/<choice>")
@requires(Permission.ADMINISTER)
def choice(choice: str) -> ResponseReturnValue:
    return choice_page(choice)


def choice_page(name: str, refusal: Refusal | None = None) -> ResponseReturnValue:
    seed = keeping.seed(name)
    errors = words.by_field(refusal.issues) if refusal else {}
    page = render_template(
        "admin/choice.html",
        page_title=str(objection_words.CHOICES[name]),
        name=name,
        options=[(value, shown_value(value)) for value in seed.get("values", ())],
        value=request.form.get("value", keeping.value(db.session(), name)),
        typed=request.form,
        errors=errors,
        problems=words.problems(errors),
    )
    return page, STATUS[refusal.category] if refusal else 200


@admin.post("/choices/<choice>")
@requires(Permission.ADMINISTER)
def set_choice(choice: str) -> ResponseReturnValue:
    form = request.form
    try:
        keeping.choose(db.session(), choice, form.get("value", ""), by=g.person, source=form.get("source", ""))
    except Refusal as refusal:
        if not refusal.issues:
            raise
        db.session.rollback()
        return choice_page(choice, refusal)
    flash(_("Stored."), "success")
    return redirect(url_for("admin.choices"))
