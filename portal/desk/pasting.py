"""粘贴公文: fill a draft from the text of a published notice."""

from __future__ import annotations

from typing import Any

from flask import g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import pgettext

from content.auth.permissions import Permission
from content.errors import Category, Issue, Refusal
from content.items import cleaning, editing, pasting
from content.items.models import Edition, State
from portal import words
from portal.database import db
from portal.desk import forms
from portal.desk.blueprint import desk
from portal.desk.drafts import own_draft
from portal.desk.writing import edit_page
from portal.errors import STATUS
from portal.security import requires


@desk.get("/editions/<int:edition_id>/paste")
@requires(Permission.WRITE)
def paste(edition_id: int) -> ResponseReturnValue:
    edition = own_draft(edition_id)
    if edition.at_rest is not State.DRAFT:
        return redirect(url_for("desk.item", item_id=edition.item_id))
    return paste_page(edition)


def paste_page(edition: Edition, refusal: Refusal | None = None) -> ResponseReturnValue:
    """What was pasted stands in the form again, whatever was refused."""
    page = render_template(
        "desk/paste.html",
        page_title=pgettext("action", "Paste a notice"),
        edition=edition,
        text=request.form.get("text", ""),
        errors=words.by_field(refusal.issues) if refusal else {},
        refused=words.refusal(refusal) if refusal else None,
        has_text=bool(edition.body),
    )
    return page, STATUS[refusal.category] if refusal else 200


@desk.post("/editions/<int:edition_id>/paste")
@requires(Permission.WRITE)
def fill_from_paste(edition_id: int) -> ResponseReturnValue:
    """Fill the draft from a pasted notice, and say field by field what could not be read."""
    edition = own_draft(edition_id)
    text = request.form.get("text", "")
    if not text.strip():
        return paste_page(edition, Refusal("to_mend", Category.INVALID, (Issue("text", "nothing_pasted"),)))
    notice = pasting.read_notice(text)
    changes = pasted_changes(notice)
    try:
        editing.save(db.session(), edition, changes, version=forms.version_of(request.form), by=g.person)
    except Refusal as refusal:
        db.session.rollback()
        return paste_page(own_draft(edition_id), refusal)
    remarks = [(words.field_label(issue.field), words.issue(issue)) for issue in notice.issues]
    remarks += [
        (label, _("“%(value)s” has no field here; enter it where it belongs.", value=v)) for label, v in spare(notice)
    ]
    return edit_page(edition, forms.values(edition), remarks=remarks)


#: Labels of a notice that are said elsewhere, or are no news to anybody.
SAID = frozenset({"点击数", "更新时间", "浏览次数", "字号"})


def spare(notice: pasting.PastedNotice) -> list[tuple[str, str]]:
    """What the notice said under labels we keep no field for, such as 产生日期: shown, so that nothing is lost."""
    return [(label, value) for label, value in notice.aside if value and label not in SAID]


def pasted_changes(notice: pasting.PastedNotice) -> dict[str, Any]:
    fields = dict(notice.fields)
    issued_on, _odd = cleaning.day("issued_on", fields.pop("issued_on", ""))
    summary = fields.pop("abstract", "")
    fields.pop("title", None)
    return {"title": notice.title, "body": notice.body, "summary": summary, "issued_on": issued_on, "fields": fields}
