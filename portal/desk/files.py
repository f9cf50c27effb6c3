"""The files of an edition: added, described, ticked and removed by its writers, opened and vouched for by others.

They have a page of their own, so that the form of the text stays small and whatever is typed in it was saved before.
"""

from __future__ import annotations

from collections.abc import Mapping

from flask import Response, flash, g, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import pgettext
from werkzeug.datastructures import FileStorage

from content.attachments import kinds, limits, receiving, vouching
from content.attachments.models import Attachment
from content.auth.permissions import Permission
from content.database import begin_writing
from content.display import public_form
from content.errors import Category, Issue, Refusal
from content.items import files, finding
from content.items.models import State
from content.workflow import reviewing
from portal import downloads, filters, words
from portal.database import db
from portal.desk import file_lines
from portal.desk.blueprint import desk
from portal.desk.drafts import own_draft
from portal.errors import STATUS
from portal.security import TOKEN, requires

#: Around the file itself: boundaries, names and words of the form.
ROOM_FOR_WORDS = 64 * 1024
TAKES_FILES = frozenset({"desk.add_file", "desk.fill_from_file"})


@desk.url_value_preprocessor
def make_room(endpoint: str | None, _values: dict[str, object] | None) -> None:
    """Two addresses take large files, from people who are signed in; every other form stays small."""
    if endpoint in TAKES_FILES and TOKEN in session:
        request.max_content_length = limits.MOST_BYTES + ROOM_FOR_WORDS


@desk.get("/editions/<int:edition_id>/files")
@requires(Permission.WRITE)
def edition_files(edition_id: int) -> ResponseReturnValue:
    edition = own_draft(edition_id)
    if edition.at_rest is not State.DRAFT:
        return redirect(url_for("desk.item", item_id=edition.item_id))
    return files_page(edition_id)


def files_page(edition_id: int, refusal: Refusal | None = None, about: str = "") -> ResponseReturnValue:
    """The list and the upload; ``about`` is the id of the file that was refused, empty for a new one."""
    edition = own_draft(edition_id)
    errors = errors_of(refusal, about) if refusal else {}
    page = render_template(
        "desk/files.html",
        page_title=_("Attachments: %(title)s", title=edition.title or _("(no title yet)")),
        edition=edition,
        files=file_lines.lines(edition, public_form.make(edition)),
        typed=request.form if refusal else {},
        errors=errors,
        problems=problems(errors),
        most=filters.format_size(limits.MOST_BYTES),
        endings=_(", ").join(kinds.accepted_extensions()),
        accept=",".join(f".{ending}" for kind in kinds.KINDS.values() for ending in kind.extensions),
        longest=files.LONGEST_WORDS,
    )
    return page, STATUS[refusal.category] if refusal else 200


def problems(errors: Mapping[str, list[str]]) -> list[dict[str, str]]:
    """For the head of the page: each sentence under its field's name, the number of the file left out."""
    return [
        {"text": told["text"], "href": f"#{name}"}
        for name, said in errors.items()
        for told in words.problems({name.partition("-")[0]: said})
    ]


def errors_of(refusal: Refusal, about: str) -> dict[str, list[str]]:
    """The sentences under the field where they can be mended; a refused name or kind is mended at the file."""
    if not refusal.issues:
        return {"file": [words.refusal(refusal)]}
    placed = [(field_of(issue.field, about), words.issue(issue)) for issue in refusal.issues]
    return {field: [said for name, said in placed if name == field] for field, _said in placed}


def field_of(name: str, about: str) -> str:
    if name in ("caption", "alt"):
        return f"{name}-{about}" if about else name
    return "file"


@desk.post("/editions/<int:edition_id>/files")
@requires(Permission.WRITE)
def add_file(edition_id: int) -> ResponseReturnValue:
    own_draft(edition_id)
    upload = request.files.get("file")
    try:
        attached = taken_in(edition_id, upload, request.form)
    except Refusal as refusal:
        if refusal.category is not Category.INVALID:
            raise
        db.session.rollback()
        return files_page(edition_id, refusal)
    flash(_("“%(name)s” was added and examined.", name=attached.name), "success")
    return redirect(url_for("desk.edition_files", edition_id=edition_id))


def taken_in(edition_id: int, upload: FileStorage | None, form: Mapping[str, str]) -> Attachment:
    """Opening and cleaning a strange file takes its time; the database is let go meanwhile, so that nobody waits."""
    if upload is None or not upload.filename:
        raise Refusal("to_mend", Category.INVALID, (Issue("file", "no_file_chosen"),))
    caption, alt = form.get("caption", ""), form.get("alt", "")
    db.session.rollback()
    received = receiving.receive(upload.read(), upload.filename)
    files.refuse_unfit(own_draft(edition_id), received, caption=caption, alt=alt)
    db.session.rollback()
    renditions = receiving.keep(downloads.store(), received)
    begin_writing(db.session())
    edition = own_draft(edition_id)
    return files.add(db.session(), edition, received, renditions=renditions, caption=caption, alt=alt, by=g.person)


@desk.post("/editions/<int:edition_id>/files/<int:file_id>")
@requires(Permission.WRITE)
def describe_file(edition_id: int, file_id: int) -> ResponseReturnValue:
    edition = own_draft(edition_id)
    ticks = {what for what in vouching.TICKS if request.form.get(f"tick-{what}-{file_id}") == "1"}
    words_of = {name: request.form.get(f"{name}-{file_id}", "") for name in ("caption", "alt")}
    try:
        files.describe(db.session(), edition, file_id, ticks=ticks, by=g.person, **words_of)
    except Refusal as refusal:
        if not refusal.issues:
            raise
        db.session.rollback()
        return files_page(edition_id, refusal, about=str(file_id))
    flash(_("Saved."), "success")
    return redirect(url_for("desk.edition_files", edition_id=edition_id))


@desk.post("/editions/<int:edition_id>/files/<int:file_id>/remove")
@requires(Permission.WRITE)
def remove_file(edition_id: int, file_id: int) -> ResponseReturnValue:
    files.remove(db.session(), own_draft(edition_id), file_id, by=g.person)
    flash(_("Removed from this draft."), "success")
    return redirect(url_for("desk.edition_files", edition_id=edition_id))


@desk.get("/editions/<int:edition_id>/files/<int:file_id>/<name>")
@requires(Permission.SEE)
def file(edition_id: int, file_id: int, name: str) -> Response:
    """The cleaned file as it would go out, for the unit's own eyes."""
    attached = files.of_edition(finding.edition(db.session(), edition_id, by=g.person), file_id)
    if attached.name != name:
        raise Refusal("no_such_file", Category.MISSING)
    kind = kinds.KINDS[attached.kind]
    return downloads.hand_out(attached.digest, name=name, media_type=kind.media_type, is_picture=kind.is_picture)


@desk.post("/editions/<int:edition_id>/files/<int:file_id>/vouch")
@requires(Permission.REVIEW)
def vouch(edition_id: int, file_id: int) -> ResponseReturnValue:
    edition = finding.edition(db.session(), edition_id, by=g.person, permission=Permission.REVIEW)
    reviewing.vouch(db.session(), edition, file_id, by=g.person)
    flash(pgettext("file", "Noted: you have read this file."), "success")
    return redirect(url_for("desk.review", edition_id=edition_id) + "#files")
