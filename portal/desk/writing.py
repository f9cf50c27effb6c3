"""Writing: edit, save, submit, take back. Whatever goes wrong, what was typed stands in the form."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from content.auth.permissions import Permission
from content.display import public_form
from content.errors import Refusal
from content.items import checks, cleaning, editing, produced_on, templates, working_copies
from content.items.models import Edition, State
from content.kinds import reader
from content.markup import diff
from content.workflow import submitting
from portal import labels, words
from portal.database import db
from portal.desk import file_lines, forms, merging, remarking, wording
from portal.desk.blueprint import desk
from portal.desk.drafts import own_draft
from portal.errors import STATUS
from portal.security import requires


@desk.get("/editions/<int:edition_id>/edit")
@requires(Permission.WRITE)
def edit(edition_id: int) -> ResponseReturnValue:
    """The saved text; unsaved words of this person stand in it where they fit, else beside it to be merged."""
    edition = own_draft(edition_id)
    copy = working_copies.of(db.session(), edition, g.person)
    stored = forms.values(edition)
    if copy is None or not merging.parting(stored, copy.texts):
        return edit_page(edition, stored) if edition.at_rest is State.DRAFT else to_item(edition)
    if edition.at_rest is not State.DRAFT:
        refused = _("This edition can no longer be edited. What you had not saved stands below, to be copied.")
        return edit_page(edition, stored | copy.texts, refused=refused, theirs=stored)
    if copy.base_version != edition.version:
        return merging.merge_page(edition, copy.texts, kept_at=copy.saved_at)
    return edit_page(edition, stored | copy.texts, kept_at=copy.saved_at)


def to_item(edition: Edition) -> ResponseReturnValue:
    return redirect(url_for("desk.item", item_id=edition.item_id))


def edit_page(
    edition: Edition,
    values: Mapping[str, str],
    *,
    errors: Mapping[str, list[str]] | None = None,
    refused: str | None = None,
    theirs: Mapping[str, str] | None = None,
    remarks: list[tuple[str, str]] | None = None,
    kept_at: datetime | None = None,
    status: int = 200,
) -> ResponseReturnValue:
    """The form. ``theirs``: the stored words beside those that can no longer be saved; ``kept_at``: when the words
    in it were autosaved, where they are not the stored ones."""
    kind, form = reader.kind(edition.item.kind), public_form.make(edition)
    copy = working_copies.of(db.session(), edition, g.person)
    page = render_template(
        "desk/edit.html",
        page_title=_("Edit: %(title)s", title=edition.title)
        if edition.title
        else _("Write: %(kind)s", kind=kind.label(labels.locale())),
        edition=edition,
        kind=kind,
        values=values,
        errors=errors or {},
        problems=words.problems(errors or {}),
        refused=refused,
        remarks=remarks or [],
        kept_at=kept_at,
        serial=copy.serial if copy else 0,
        person_key=g.person.key,
        is_draft=edition.at_rest is State.DRAFT,
        column=reader.column(edition.item.column).label(labels.locale()),
        column_choices=column_choices(edition),
        choices={field.name: [(value, value) for value in field.choices] for field in kind.fields},
        differences=differences(theirs, values) if theirs else [],
        found=remarking.lines(edition, form),
        phrases=templates.phrases(db.session(), {edition.item.unit_id}),
        files=file_lines.lines(edition, form),
        returned=previous_reasons(edition),
        moved_late=produced_on.unexplained(db.session(), edition.item_id),
        limits={"title": checks.LONGEST_TITLE, "summary": checks.LONGEST_SUMMARY, "body": checks.LONGEST_BODY},
    )
    return page, status


def column_choices(edition: Edition) -> list[tuple[str, str]]:
    """Where this kind of text may stand; nothing to choose once it has been public."""
    if edition.item.first_published_at:
        return []
    fitting = [column for column in reader.columns().values() if edition.item.kind in column.kinds]
    return [(column.slug, column.label(labels.locale())) for column in fitting]


def differences(theirs: Mapping[str, str], values: Mapping[str, str]) -> list[dict[str, Any]]:
    """Where the stored text and the typed one part: the stored words to copy from, and what parts them."""
    typed = {name: cleaning.prose(values.get(name, "")) for name in theirs if name != "column"}
    return [
        {
            "name": name,
            "label": words.field_label(name),
            "theirs": theirs[name],
            "blocks": wording.blocks(diff.paragraphs(theirs[name], text)),
        }
        for name, text in typed.items()
        if text != theirs[name]
    ]


def previous_reasons(edition: Edition) -> list[dict[str, str]]:
    """Why the edition that this one mends came back."""
    before = [other for other in edition.item.editions if other.number == edition.number - 1]
    return wording.reasons(before[0]) if before and before[0].at_rest is State.RETURNED else []


@desk.post("/editions/<int:edition_id>/edit")
@requires(Permission.WRITE)
def save(edition_id: int) -> ResponseReturnValue:
    edition = own_draft(edition_id)
    typed = forms.draft(request.form, edition)
    try:
        editing.save(db.session(), edition, typed.changes, version=typed.version, by=g.person)
    except Refusal as refusal:
        return not_saved(edition, typed, refusal)
    return saved(edition, typed)


def saved(edition: Edition, typed: forms.Draft) -> ResponseReturnValue:
    """Where to go on after saving: where the button said, once everything could be read."""
    working_copies.forget(db.session(), edition, g.person)
    if typed.issues:
        return edit_page(edition, typed.typed, errors=words.by_field(typed.issues), refused=half_saved())
    if request.form.get("action") == "submit":
        return submit(edition)
    if request.form.get("action") == "preview":
        return redirect(url_for("desk.preview", edition_id=edition.id))
    flash(_("Draft saved."), "success")
    if request.form.get("action") == "files":
        return redirect(url_for("desk.edition_files", edition_id=edition.id))
    return redirect(url_for("desk.edit", edition_id=edition.id))


def half_saved() -> str:
    return _("Everything else was saved. Mend what is marked, then save again.")


def not_saved(edition: Edition, typed: forms.Draft, refusal: Refusal) -> ResponseReturnValue:
    """Nothing typed is lost: it stands in the form again, or beside what somebody else saved meanwhile."""
    db.session.rollback()
    edition = own_draft(edition.id)
    status = STATUS[refusal.category]
    if refusal.code == "newer_version":
        return merging.merge_page(edition, typed.typed, refused=words.refusal(refusal), status=status)
    return edit_page(
        edition,
        forms.values(edition) | typed.typed,
        errors=words.by_field(refusal.issues),
        refused=words.refusal(refusal),
        theirs=forms.values(edition) if refusal.code == "not_a_draft" else None,
        status=status,
    )


def submit(edition: Edition) -> ResponseReturnValue:
    """Submit what was just saved. When something is missing the draft stays saved and says all of it."""
    try:
        submitting.submit(
            db.session(),
            edition,
            by=g.person,
            version=edition.version,
            secrecy_checked=request.form.get("secrecy_checked") == "1",
        )
    except Refusal as refusal:
        errors = words.by_field(refusal.issues)
        return edit_page(edition, forms.values(edition), errors=errors, refused=words.refusal(refusal))
    flash(_("Submitted. A reviewer of your unit can now decide on it."), "success")
    return redirect(url_for("desk.item", item_id=edition.item_id))


@desk.post("/editions/<int:edition_id>/take-back")
@requires(Permission.WRITE)
def take_back(edition_id: int) -> ResponseReturnValue:
    edition = submitting.take_back(db.session(), own_draft(edition_id), by=g.person)
    flash(_("Taken back. Mend it and submit it again."), "success")
    return redirect(url_for("desk.item", item_id=edition.item_id))


@desk.post("/editions/<int:edition_id>/discard")
@requires(Permission.WRITE)
def discard(edition_id: int) -> ResponseReturnValue:
    edition = submitting.discard(db.session(), own_draft(edition_id), by=g.person)
    flash(_("Set aside. It stays in the history."), "success")
    return redirect(url_for("desk.item", item_id=edition.item_id))
