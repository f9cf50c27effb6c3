"""粘贴公文: fill a draft from the text of a published notice."""

from __future__ import annotations

from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import pgettext

from content.attachments import apart, drafting, limits
from content.auth.permissions import Permission
from content.database import begin_writing
from content.errors import Category, Issue, Refusal
from content.items import cleaning, editing, pasting
from content.items.models import Edition, State
from portal import filters, words
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
        errors=paste_errors(refusal) if refusal else {},
        refused=words.refusal(refusal) if refusal else None,
        has_text=bool(edition.body),
        most=filters.format_size(limits.MOST_BYTES),
    )
    return page, STATUS[refusal.category] if refusal else 200


def paste_errors(refusal: Refusal) -> dict[str, list[str]]:
    """A file that cannot be read is mended at the file."""
    if refusal.issues or refusal.category is not Category.INVALID:
        return words.by_field(refusal.issues)
    return {"document": [words.refusal(refusal)]}


@desk.post("/editions/<int:edition_id>/paste")
@requires(Permission.WRITE)
def fill_from_paste(edition_id: int) -> ResponseReturnValue:
    """Fill the draft from a pasted notice."""
    text = request.form.get("text", "")
    if not text.strip():
        nothing = Refusal("to_mend", Category.INVALID, (Issue("text", "nothing_pasted"),))
        return paste_page(own_draft(edition_id), nothing)
    return filled(edition_id, text)


@desk.post("/editions/<int:edition_id>/paste/file")
@requires(Permission.WRITE)
def fill_from_file(edition_id: int) -> ResponseReturnValue:
    """Fill the draft from a Word or WPS document: text, numbers and tables. The file itself is not kept."""
    own_draft(edition_id)
    upload = request.files.get("document")
    try:
        if upload is None or not upload.filename:
            raise Refusal("to_mend", Category.INVALID, (Issue("document", "no_file_chosen"),))
        db.session.rollback()
        read = apart.draft(drafting.as_document(upload.read()))
        if not read.text.strip():
            raise Refusal("to_mend", Category.INVALID, (Issue("document", "no_text_inside"),))
    except Refusal as refusal:
        if refusal.category is not Category.INVALID:
            raise
        db.session.rollback()
        return paste_page(own_draft(edition_id), refusal)
    begin_writing(db.session())
    if read.pictures:
        flash(
            _("The file holds %(n)s pictures, which were not taken. Add them as attachments.", n=read.pictures), "info"
        )
    return filled(edition_id, read.text, keeps_header=True)


def filled(edition_id: int, text: str, *, keeps_header: bool = False) -> ResponseReturnValue:
    """The draft with the text in it, and what could not be read named field by field.

    ``keeps_header``: a document rarely carries the header of a page, so what it lacks stays as it was.
    """
    edition = own_draft(edition_id)
    notice = pasting.read_notice(text)
    changes = found_alone(pasted_changes(notice)) if keeps_header else pasted_changes(notice)
    try:
        editing.save(db.session(), edition, changes, version=forms.version_of(request.form), by=g.person)
    except Refusal as refusal:
        db.session.rollback()
        return paste_page(own_draft(edition_id), refusal)
    told = [] if keeps_header else notice.issues
    remarks = [(words.field_label(issue.field), words.issue(issue)) for issue in told]
    remarks += [
        (label, _("“%(value)s” has no field here; enter it where it belongs.", value=v)) for label, v in spare(notice)
    ]
    return edit_page(edition, forms.values(edition), remarks=remarks)


def found_alone(changes: dict[str, Any]) -> dict[str, Any]:
    """Without whatever came out empty."""
    fields = {name: text for name, text in changes["fields"].items() if text}
    return {name: value for name, value in changes.items() if value} | {"fields": fields}


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
