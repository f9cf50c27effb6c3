"""The draft as the public would see it: as stored, and as typed right now."""

from __future__ import annotations

from flask import g, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import pgettext

from content.auth.permissions import Permission, may
from content.display import public_form
from content.items import finding
from content.items.models import State
from content.kinds import reader
from portal.database import db
from portal.desk import file_lines, forms, remarking
from portal.desk.blueprint import desk
from portal.desk.drafts import own_draft
from portal.security import requires


@desk.get("/editions/<int:edition_id>/preview")
@requires(Permission.SEE)
def preview(edition_id: int) -> str:
    edition = finding.edition(db.session(), edition_id, by=g.person)
    form = public_form.make(edition)
    return render_template(
        "desk/preview.html",
        page_title=_("Preview: %(title)s", title=edition.title),
        edition=edition,
        may_edit=edition.at_rest is State.DRAFT and may(g.person, Permission.WRITE, unit=edition.item.unit_id),
        kind=reader.kind(edition.item.kind),
        form=form,
        shown=file_lines.pictured(edition, form),
        found=remarking.lines(edition, form),
    )


@desk.post("/editions/<int:edition_id>/preview")
@requires(Permission.WRITE)
def preview_typed(edition_id: int) -> ResponseReturnValue:
    """What is typed right now as the public would see it, without storing it."""
    edition = own_draft(edition_id)
    with remarking.as_typed(edition, forms.draft(request.form, edition)):
        form = public_form.make(edition)
        return render_template(
            "desk/preview_part.html",
            page_title=pgettext("action", "Preview"),
            form=form,
            shown=file_lines.pictured(edition, form),
            kind=reader.kind(edition.item.kind),
            found=remarking.lines(edition, form),
        )
