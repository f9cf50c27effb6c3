"""Writing: start, edit, paste a notice, preview, submit. Whatever goes wrong, what was typed stands in the form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import pgettext

from content.auth import units
from content.auth.permissions import Permission, may, units_where
from content.display import public_form
from content.errors import Category, Issue, Refusal
from content.items import checks, cleaning, editing, finding, pasting
from content.items.models import Edition, State
from content.kinds import reader
from content.markup import diff
from content.workflow import submitting
from portal import labels, words
from portal.database import db
from portal.desk import file_lines, forms, wording
from portal.desk.blueprint import desk
from portal.errors import STATUS
from portal.security import requires


@desk.get("/write")
@requires(Permission.WRITE)
def write() -> str:
    mine = units_where(g.person, Permission.WRITE)
    return render_template(
        "desk/write.html",
        page_title=pgettext("menu", "Write"),
        unit_choices=[(u.code, u.name(labels.locale())) for u in units.everyone(db.session()) if u.id in mine],
        column_choices=[
            (c.slug, c.label(labels.locale()), c.description(labels.locale())) for c in reader.columns().values()
        ],
        chosen=request.args.get("column", "updates"),
    )


@desk.post("/write")
@requires(Permission.WRITE)
def start() -> ResponseReturnValue:
    unit = units.by_code(db.session(), request.form.get("unit", ""))
    column = reader.column(request.form.get("column", ""))
    edition = editing.start_item(db.session(), unit=unit, column=column.slug, kind=column.kinds[0], by=g.person)
    page = "desk.paste" if request.form.get("action") == "paste" else "desk.edit"
    return redirect(url_for(page, edition_id=edition.id))


def own_draft(edition_id: int) -> Edition:
    return finding.edition(db.session(), edition_id, by=g.person, permission=Permission.WRITE)


@desk.get("/editions/<int:edition_id>/edit")
@requires(Permission.WRITE)
def edit(edition_id: int) -> ResponseReturnValue:
    edition = own_draft(edition_id)
    if edition.at_rest is not State.DRAFT:
        return redirect(url_for("desk.item", item_id=edition.item_id))
    return edit_page(edition, forms.values(edition))


def edit_page(
    edition: Edition,
    values: Mapping[str, str],
    *,
    errors: Mapping[str, list[str]] | None = None,
    refused: str | None = None,
    theirs: Mapping[str, str] | None = None,
    remarks: list[tuple[str, str]] | None = None,
    status: int = 200,
) -> ResponseReturnValue:
    """The form. ``theirs``: what somebody else saved meanwhile, shown beside what was typed here."""
    kind, form = reader.kind(edition.item.kind), public_form.make(edition)
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
        is_draft=edition.at_rest is State.DRAFT,
        column=reader.column(edition.item.column).label(labels.locale()),
        column_choices=column_choices(edition),
        choices={field.name: [(value, value) for value in field.choices] for field in kind.fields},
        differences=differences(theirs, values) if theirs else [],
        findings=wording.findings(form),
        files=file_lines.lines(edition, form),
        returned=previous_reasons(edition),
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
    """Nothing typed is lost: it stands in the form again, beside what is stored now."""
    db.session.rollback()
    edition = own_draft(edition.id)
    theirs = forms.values(edition) if refusal.code in ("newer_version", "not_a_draft") else None
    return edit_page(
        edition,
        forms.values(edition) | typed.typed,
        errors=words.by_field(refusal.issues),
        refused=words.refusal(refusal),
        theirs=theirs,
        status=STATUS[refusal.category],
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


@desk.get("/editions/<int:edition_id>/preview")
@requires(Permission.SEE)
def preview(edition_id: int) -> str:
    edition = finding.edition(db.session(), edition_id, by=g.person)
    return render_template(
        "desk/preview.html",
        page_title=_("Preview: %(title)s", title=edition.title),
        edition=edition,
        may_edit=edition.at_rest is State.DRAFT and may(g.person, Permission.WRITE, unit=edition.item.unit_id),
        kind=reader.kind(edition.item.kind),
        form=public_form.make(edition),
    )


@desk.post("/editions/<int:edition_id>/preview")
@requires(Permission.WRITE)
def preview_typed(edition_id: int) -> ResponseReturnValue:
    """What is typed right now as the public would see it, without storing it."""
    edition = own_draft(edition_id)
    typed = forms.draft(request.form, edition)
    with db.session.no_autoflush:
        for name, value in typed.changes.items():
            if name == "fields":
                edition.fields = edition.fields | value
            elif name != "column":
                setattr(edition, name, value)
        form = public_form.make(edition)
        page = render_template(
            "desk/preview_part.html",
            page_title=pgettext("action", "Preview"),
            form=form,
            kind=reader.kind(edition.item.kind),
        )
    db.session.rollback()
    return page


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


@desk.post("/items/<int:item_id>/next")
@requires(Permission.WRITE)
def start_next(item_id: int) -> ResponseReturnValue:
    item = finding.item(db.session(), item_id, by=g.person, permission=Permission.WRITE)
    edition = editing.start_next(db.session(), item, by=g.person)
    return redirect(url_for("desk.edit", edition_id=edition.id))
