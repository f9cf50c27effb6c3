"""The rows of a batch: what was handed in beside what would be shown, and rows sent back one by one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from content.auth.permissions import Permission
from content.display.public_form import PublicForm
from content.errors import Refusal
from content.items import finding_batches
from content.items.batches import Batch, BatchState
from content.items.finding_batches import Row
from content.kinds import reader
from content.masking import decisions, rows
from content.workflow import batch_examining, batches
from content.workflow.batch_examining import Stored
from portal import labels, words
from portal.database import db
from portal.desk.batches import number_in, of_unit, page_facts
from portal.desk.blueprint import desk
from portal.errors import STATUS
from portal.security import requires

PER_PAGE = 20


def forms_of(shown: Batch, found: list[Row]) -> dict[int, PublicForm]:
    """What a citizen would see of each row, by edition; made now, by the rules in force."""
    stored = [Stored(row.edition.id, row.edition.item_id, row.edition.number, row.edition.fields) for row in found]
    granted = decisions.of_items(db.session(), [one.item_id for one in stored])
    made = batch_examining.forms(shown, stored, rows.current(db.session()), granted)
    return {one.edition_id: form for one, form in made}


def lines(shown: Batch, found: list[Row]) -> list[dict[str, Any]]:
    """Each row with both of its forms, field by field."""
    forms = forms_of(shown, found)
    return [line(shown, row, forms[row.edition.id]) for row in found]


def line(shown: Batch, row: Row, form: PublicForm) -> dict[str, Any]:
    names = {field.name: field.label(labels.locale()) for field in reader.kind(shown.kind).fields}
    return {
        "edition_id": row.edition.id,
        "number": row.edition.row_number,
        "title": row.edition.title,
        "is_next_edition": row.edition.number > 1,
        "item_id": row.edition.item_id,
        "original": [(names[name], text) for name, text in row.edition.fields.items() if name in names],
        "public": list(labelled(names, form.fields)),
        "returned": returned_words(row),
    }


def labelled(names: dict[str, str], fields: dict[str, str]) -> Iterable[tuple[str, str]]:
    return ((names.get(name, name), text) for name, text in fields.items())


def returned_words(row: Row) -> str:
    if row.returned is None:
        return ""
    reason = str(labels.REASONS[row.returned.code])
    return _("%(reason)s: %(note)s", reason=reason, note=row.returned.note) if row.returned.note else reason


@desk.get("/batches/<int:batch_id>/rows")
@requires(Permission.SEE)
def batch_rows(batch_id: int) -> ResponseReturnValue:
    return rows_page(of_unit(batch_id))


def rows_page(shown: Batch, errors: dict[str, list[str]] | None = None, status: int = 200) -> ResponseReturnValue:
    after, only = number_in(request.args.get("after", "")), request.args.get("show") == "returned"
    page, following = finding_batches.rows(db.session(), shown, after=after, only_returned=only, limit=PER_PAGE)
    here: dict[str, Any] = {"batch_id": shown.id} | ({"show": "returned"} if only else {})
    made = render_template(
        "desk/batch_rows.html",
        page_title=_("Rows: %(title)s", title=page_facts(shown)["title_of_batch"]),
        **page_facts(shown),
        rows=lines(shown, page),
        only_returned=only,
        may_return=shown.at_rest is BatchState.SUBMITTED and not shown.worked_on_by(g.person.id),
        reasons=[(code, str(labels.REASONS[code])) for code in batches.REASONS],
        typed=request.form,
        errors=errors or {},
        problems=words.problems(errors or {}),
        first_url=url_for("desk.batch_rows", **here) if after else None,
        next_url=url_for("desk.batch_rows", **here, after=following) if following else None,
    )
    return made, status


@desk.post("/batches/<int:batch_id>/rows/return")
@requires(Permission.REVIEW)
def return_batch_rows(batch_id: int) -> ResponseReturnValue:
    shown = of_unit(batch_id, Permission.REVIEW)
    ticked = [int(one) for one in request.form.getlist("row") if one.isdecimal() and len(one) < 18]
    try:
        count = batches.give_back_rows(
            db.session(),
            shown,
            ticked,
            by=g.person,
            code=request.form.get("code", ""),
            note=request.form.get("note", ""),
        )
    except Refusal as refusal:
        if not refusal.issues:
            raise
        return rows_page(shown, words.by_field(refusal.issues), STATUS[refusal.category])
    flash(_("%(n)s rows are sent back; the others go on.", n=count), "success")
    return redirect(url_for("desk.review_batch", batch_id=batch_id))
