"""Autosave: what is typed is kept on the server for its author, until it is saved or thrown away.

Script asks these addresses every few seconds; they answer in JSON, in the words a person sees.
"""

from __future__ import annotations

from datetime import datetime

from flask import flash, g, jsonify, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from content.auth.permissions import Permission
from content.errors import Refusal
from content.items import working_copies
from portal import filters, words
from portal.database import db
from portal.desk import forms
from portal.desk.blueprint import desk
from portal.desk.drafts import own_draft
from portal.errors import STATUS
from portal.security import requires


@desk.post("/editions/<int:edition_id>/working-copy")
@requires(Permission.WRITE)
def keep(edition_id: int) -> ResponseReturnValue:
    try:
        edition = own_draft(edition_id)
        version = forms.version_of(request.form)
        serial = forms.number_of(request.form, "serial")
        texts = forms.typed(request.form, edition)
        copy = working_copies.keep(db.session(), edition, texts, base_version=version, serial=serial, by=g.person)
    except Refusal as refusal:
        db.session.rollback()
        return jsonify(code=refusal.code, words=words.refusal(refusal)), STATUS[refusal.category]
    newer = newer_words(edition.last_editor.display_name, edition.edited_at) if edition.version != version else ""
    return jsonify(serial=copy.serial, at=filters.format_clock(copy.saved_at), newer=newer)


def newer_words(name: str, at: datetime) -> str:
    return _(
        "%(name)s saved this text at %(time)s. Yours is kept; save it to see both and choose.",
        name=name,
        time=filters.format_clock(at),
    )


@desk.post("/editions/<int:edition_id>/working-copy/forget")
@requires(Permission.WRITE)
def forget(edition_id: int) -> ResponseReturnValue:
    working_copies.forget(db.session(), own_draft(edition_id), g.person)
    flash(_("The unsaved text was thrown away. This is the saved one."), "success")
    return redirect(url_for("desk.edit", edition_id=edition_id))
