"""Handing in a sheet of records: the upload, the empty table to fill in, and which column means what."""

from __future__ import annotations

from datetime import date
from typing import Any, BinaryIO, cast

from flask import Response, current_app, flash, g, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import pgettext
from werkzeug.datastructures import FileStorage

from content import clock
from content.auth import units
from content.auth.permissions import Permission, units_where
from content.database import begin_writing
from content.errors import Category, Issue, Refusal
from content.importers import glimpses, mapping, receiving
from content.importers.receiving import Vault
from content.items.batches import Batch
from content.kinds import reader
from content.kinds.reader import Field, Kind
from content.records import codes
from content.records.codes import Codes
from content.spreadsheets import limits, templates
from content.spreadsheets.source import Source
from content.spreadsheets.templates import Names, TemplateColumn
from content.workflow import batches
from portal import batch_words, downloads, filters, labels, words
from portal.database import db
from portal.desk.batches import moves, of_unit, page_facts
from portal.desk.blueprint import desk
from portal.errors import STATUS
from portal.security import TOKEN, requires

ROOM_FOR_WORDS = 64 * 1024
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@desk.url_value_preprocessor
def make_room_for_sheets(endpoint: str | None, _values: dict[str, object] | None) -> None:
    """One address takes large sheets, from people who are signed in."""
    if endpoint == "desk.upload_batch" and TOKEN in session:
        request.max_content_length = limits.DEFAULT.size + ROOM_FOR_WORDS


def vault() -> Vault:
    found: Vault = current_app.extensions["vault"]
    return found


def record_kinds() -> list[Kind]:
    return [kind for kind in reader.kinds().values() if kind.is_record]


@desk.get("/batches/new")
@requires(Permission.WRITE)
def new_batch() -> ResponseReturnValue:
    return upload_page()


def upload_page(refusal: Refusal | None = None) -> ResponseReturnValue:
    mine = units_where(g.person, Permission.WRITE)
    errors = errors_of(refusal) if refusal else {}
    page = render_template(
        "desk/batch_new.html",
        page_title=_("Hand in a sheet of records"),
        kind_choices=[(kind.code, kind.label(labels.locale())) for kind in record_kinds()],
        unit_choices=[(u.code, u.name(labels.locale())) for u in units.everyone(db.session()) if u.id in mine],
        modes=[(code, str(label)) for code, label in batch_words.MODES.items()],
        typed=request.form or request.args,
        most=filters.format_size(limits.DEFAULT.size),
        most_rows=limits.DEFAULT.rows,
        errors=errors,
        problems=words.problems(errors),
    )
    return page, STATUS[refusal.category] if refusal else 200


def errors_of(refusal: Refusal) -> dict[str, list[str]]:
    if refusal.issues:
        return words.by_field(refusal.issues)
    return {"sheet": [words.refusal(refusal)]}


@desk.post("/batches/new")
@requires(Permission.WRITE)
def upload_batch() -> ResponseReturnValue:
    """The file is locked away under its batch while nobody waits for the database; the worker opens it."""
    try:
        received = taken_in(request.files.get("sheet"))
    except Refusal as refusal:
        if refusal.category not in (Category.INVALID, Category.CONFLICT):
            raise
        db.session.rollback()
        return upload_page(refusal)
    flash(_("Handed in. Every row is being checked now; you may leave this page and come back."), "success")
    return redirect(url_for("desk.batch", batch_id=received.id))


def taken_in(upload: FileStorage | None) -> Batch:
    if upload is None or not upload.filename:
        raise Refusal("to_mend", Category.INVALID, (Issue("sheet", "no_file_chosen"),))
    db.session.rollback()
    source = Source(cast(BinaryIO, upload.stream))
    if not source.size:
        raise Refusal("file_is_empty")
    if source.size > limits.DEFAULT.size:
        raise Refusal("file_too_large", size=source.size, most=limits.DEFAULT.size)
    begin_writing(db.session())
    return receiving.receive(
        db.session(),
        vault(),
        source,
        name=upload.filename,
        unit=units.by_code(db.session(), request.form.get("unit", "")),
        kind=request.form.get("kind", ""),
        mode=request.form.get("mode", ""),
        by=g.person,
    )


# The empty table


@desk.get("/batches/templates/<kind>.xlsx")
@requires(Permission.WRITE)
def batch_template(kind: str) -> Response:
    found = reader.kind(kind)
    if not found.is_record:
        raise Refusal("no_such_kind", Category.MISSING, kind=kind)
    tables, today = codes.load(db.session()), clock.today()
    names = Names(
        table=found.label(labels.locale()),
        guide=pgettext("sheet", "How to fill in"),
        choices=pgettext("sheet", "Choices"),
        wrong_choice=_("Choose one of the values offered."),
    )
    columns = [column(field, tables, today) for field in found.fields]
    book = templates.template(columns, names, guide=guide(found), title=found.label(labels.locale()))
    name = _("%(kind)s template", kind=found.label(labels.locale()))
    return downloads.to_save(Response(book, mimetype=XLSX), f"{name}.xlsx")


def column(field: Field, tables: Codes, today: date) -> TemplateColumn:
    """Headed as in the data standard, whatever the reader's language: so it is known again."""
    offered = tables.offered(field.code_set, today) if field.type == "code" else []
    return TemplateColumn(
        heading=field.label(),
        note=field.help(labels.locale()),
        choices=tuple(offered),
        is_required=field.required,
        is_text=field.type not in ("amount", "score", "count"),
    )


def guide(kind: Kind) -> list[tuple[str, str, str]]:
    lines = [(pgettext("sheet", "Column"), pgettext("sheet", "Must be filled"), pgettext("sheet", "What to write"))]
    for field in kind.fields:
        needed = pgettext("sheet", "always") if field.required else ""
        if field.required_for:
            needed = _("for %(types)s", types="、".join(field.required_for))
        lines.append((field.label(), needed, field.help(labels.locale())))
    return lines


# Which column means what


@desk.get("/batches/<int:batch_id>/columns")
@requires(Permission.WRITE)
def batch_columns(batch_id: int) -> ResponseReturnValue:
    shown = of_unit(batch_id, Permission.WRITE)
    glimpse = glimpses.read(vault(), shown)
    if glimpse is None:
        return redirect(url_for("desk.batch", batch_id=batch_id))
    kind = reader.kind(shown.kind)
    chosen = mapping.remembered(db.session(), shown.unit, shown.kind) | shown.mapping
    mapped = mapping.guess(kind, glimpse.headings, chosen)
    return render_template(
        "desk/batch_columns.html",
        page_title=_("Columns: %(title)s", title=batch_words.title(shown)),
        **page_facts(shown),
        columns=[
            {"number": number, "heading": heading, "field": name or ""}
            for number, (heading, name) in enumerate(zip(glimpse.headings, mapped.fields, strict=True))
            if heading
        ],
        fields=[(field.name, field.label(labels.locale())) for field in kind.fields],
        missing=[batch_words.field(shown, name) for name in mapped.missing],
        twice=[batch_words.field(shown, name) for name in mapped.twice],
        headings=glimpse.headings,
        preview=[[number, *cells] for number, cells in glimpses.veiled(glimpse, mapped, kind)],
        modes=[(code, str(label)) for code, label in batch_words.MODES.items()],
        may_read_again="read_again" in moves(shown),
    )


@desk.post("/batches/<int:batch_id>/columns")
@requires(Permission.WRITE)
def read_batch_again(batch_id: int) -> ResponseReturnValue:
    """With other columns, the good rows first, or both; ``column-<n>`` stands for the n-th heading of the sheet."""
    shown = of_unit(batch_id, Permission.WRITE)
    batches.read_again(
        db.session(), shown, by=g.person, mode=request.form.get("mode", ""), headings=chosen_headings(shown)
    )
    flash(_("The sheet is being read again."), "success")
    return redirect(url_for("desk.batch", batch_id=batch_id))


def chosen_headings(shown: Batch) -> dict[str, str]:
    glimpse = glimpses.read(vault(), shown)
    known: dict[str, Any] = {field.name: field for field in reader.kind(shown.kind).fields}
    found = {}
    for number, heading in enumerate(glimpse.headings if glimpse else ()):
        name = request.form.get(f"column-{number}")
        if heading and name is not None:
            found[heading] = name if name in known else ""
    return found
