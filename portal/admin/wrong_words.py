"""错敏词: the list of words that writers are told to check, added to and changed by an administrator."""

from __future__ import annotations

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import pgettext

from content.auth.permissions import Permission
from content.errors import Refusal
from content.items import wrong_words as words_to_avoid
from content.items.wrong_words import WrongWord
from portal import words
from portal.admin.blueprint import admin
from portal.database import db
from portal.desk import forms
from portal.errors import STATUS
from portal.security import requires


@admin.get("/words")
@requires(Permission.ADMINISTER)
def wrong_words() -> str:
    return render_template(
        "admin/wrong_words.html",
        page_title=pgettext("menu", "Words to avoid"),
        rows=words_to_avoid.everything(db.session()),
    )


@admin.get("/words/new")
@requires(Permission.ADMINISTER)
def new_wrong_word() -> ResponseReturnValue:
    return word_page(None)


@admin.get("/words/<int:word_id>")
@requires(Permission.ADMINISTER)
def wrong_word(word_id: int) -> ResponseReturnValue:
    return word_page(words_to_avoid.by_id(db.session(), word_id))


def word_page(word: WrongWord | None, refusal: Refusal | None = None) -> ResponseReturnValue:
    errors = words.by_field(refusal.issues) if refusal else {}
    page = render_template(
        "admin/wrong_word.html",
        page_title=_("Word to avoid: %(word)s", word=word.wrong) if word else _("Add a word to avoid"),
        word=word,
        typed=request.form,
        errors=errors,
        problems=words.problems(errors),
        refused=words.refusal(refusal) if refusal else None,
    )
    return page, STATUS[refusal.category] if refusal else 200


@admin.post("/words/new")
@requires(Permission.ADMINISTER)
def add_wrong_word() -> ResponseReturnValue:
    return stored(None)


@admin.post("/words/<int:word_id>")
@requires(Permission.ADMINISTER)
def change_wrong_word(word_id: int) -> ResponseReturnValue:
    return stored(words_to_avoid.by_id(db.session(), word_id))


def stored(word: WrongWord | None) -> ResponseReturnValue:
    form = request.form
    try:
        words_to_avoid.store(
            db.session(),
            word,
            wrong=form.get("wrong", ""),
            right=form.get("right", ""),
            unless=form.get("unless", ""),
            source=form.get("word_source", ""),
            stops=form.get("stops") == "1",
            is_active=form.get("is_active") == "1",
            version=forms.version_of(form),
            by=g.person,
        )
    except Refusal as refusal:
        return word_page(word, refusal)
    flash(_("Stored. The next check of a text uses it."), "success")
    return redirect(url_for("admin.wrong_words"))
