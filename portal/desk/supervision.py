"""Supervision at the desk: copies of ratings, inspections of listed subjects, samples, the register of commitments."""

from __future__ import annotations

from typing import Any

from flask import Response, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_pgettext, pgettext

from content import clock
from content.auth import units
from content.auth.permissions import Permission, may, units_where
from content.auth.units import Unit
from content.documents.sheets import Table
from content.errors import Issue, Refusal
from content.items import cleaning, finding
from content.kinds import reader
from content.records import codes
from content.supervision import commitments, copies, inspecting
from content.supervision.commitments import Wanted
from content.working_calendar import deadlines, years
from portal import due_words, labels, quality_pages, quality_words, words
from portal.database import db
from portal.desk.blueprint import desk
from portal.errors import STATUS
from portal.security import requires

PER_PAGE = 30
MOST_COPIES = 200
NARROWS = ("matter", "commitment_type", "fulfilment")
TABS = (
    ("desk.rating_copies", lazy_pgettext("supervision", "Copies of ratings")),
    ("desk.inspections", lazy_pgettext("supervision", "Inspections of listed subjects")),
    ("desk.sampling_draws", lazy_pgettext("supervision", "Sampling")),
    ("desk.register_of_commitments", lazy_pgettext("supervision", "Commitments")),
)


def tabs() -> list[dict[str, Any]]:
    return [
        {"label": label, "url": url_for(endpoint), "is_current": request.endpoint == endpoint}
        for endpoint, label in TABS
    ]


def mine() -> frozenset[int]:
    return units_where(g.person, Permission.SEE)


def own_units() -> list[Unit]:
    return [unit for unit in units.everyone(db.session()) if unit.id in mine()]


def code_values(name: str) -> list[str]:
    return [one.value for one in codes.load(db.session()).tables[name]]


# Copies of ratings


@desk.get("/rating-copies")
@requires(Permission.SEE)
def rating_copies() -> ResponseReturnValue:
    return copies_page()


def copies_page(
    errors: dict[str, list[str]] | None = None, status: int = 200, *, of: int | None = None
) -> ResponseReturnValue:
    session = db.session()
    waiting = copies.of_units(session, mine(), is_open=True, limit=MOST_COPIES)
    running = deadlines.running_of(session, [copy.key for copy in waiting])
    table = years.table(session, since=clock.today().replace(month=1, day=1))
    page = render_template(
        "desk/rating_copies.html",
        page_title=pgettext("supervision", "Copies of ratings"),
        tabs=tabs(),
        waiting=[(copy, due_words.due(running[copy.key], table) if copy.key in running else None) for copy in waiting],
        made=copies.of_units(session, mine(), is_open=False, limit=PER_PAGE),
        may_write=may(g.person, Permission.WRITE),
        typed=request.form,
        of=of,
        errors=errors or {},
        problems=[one | {"href": f"{one['href']}-{of}"} for one in words.problems(errors or {})],
    )
    return page, status


@desk.post("/rating-copies/<int:copy_id>")
@requires(Permission.WRITE)
def enter_receipt(copy_id: int) -> ResponseReturnValue:
    day, odd = cleaning.day("copied_on", request.form.get("copied_on", ""))
    try:
        refuse(odd)
        copy = copies.by_id(db.session(), copy_id, by=g.person)
        copies.confirm_receipt(db.session(), copy, day, request.form.get("receipt", ""), by=g.person)
    except Refusal as refusal:
        if not refusal.issues:
            raise
        db.session.rollback()
        return copies_page(words.by_field(refusal.issues), STATUS[refusal.category], of=copy_id)
    flash(_("Entered."), "success")
    return redirect(url_for("desk.rating_copies"))


def refuse(issues: list[Issue]) -> None:
    if issues:
        raise Refusal("to_mend", issues=tuple(issues))


@desk.get("/rating-copies/<int:batch_id>.xlsx")
@requires(Permission.SEE)
def rating_copy_sheet(batch_id: int) -> Response:
    """What goes to the receivers: the confirmed ratings as the public sees them, with the issuing region."""
    shown = copies.round_of(db.session(), batch_id, by=g.person)
    fields = [field for field in reader.kind(copies.KIND).fields if field.shown]
    found = (row for chunk in copies.rows(db.session(), batch_id) for row in chunk)
    rows = [[row.get(field.name, "") for field in fields] for row in found]
    remark = _("%(unit)s, %(file)s", unit=shown.unit.name(labels.locale()), file=shown.batch.file_name)
    heads = [field.label(labels.locale()) for field in fields]
    table = Table(pgettext("supervision", "Confirmed ratings"), heads, rows, remark)
    return quality_pages.as_xlsx([table], f"ratings-{batch_id}.xlsx")


# Inspections of listed subjects


@desk.get("/inspections")
@requires(Permission.SEE)
def inspections() -> str:
    found, older = inspecting.listed(db.session(), mine(), before=quality_pages.before(), limit=PER_PAGE)
    return render_template(
        "desk/inspections.html",
        page_title=pgettext("supervision", "Inspections of listed subjects"),
        tabs=tabs(),
        quarter=inspecting.quarter(db.session(), clock.today()),
        listed=found,
        older_url=url_for("desk.inspections", before=older) if older else None,
        newest_url=url_for("desk.inspections") if quality_pages.before() else None,
    )


@desk.get("/inspections/<int:item_id>")
@requires(Permission.SEE)
def inspection_log(item_id: int) -> ResponseReturnValue:
    return log_page(item_id)


def log_page(item_id: int, errors: dict[str, list[str]] | None = None, status: int = 200) -> ResponseReturnValue:
    item = finding.item(db.session(), item_id, by=g.person)
    page = render_template(
        "desk/inspection_log.html",
        page_title=_("Inspections: %(title)s", title=finding.of_item(db.session(), item.id)[0].title),
        item=item,
        rows=inspecting.of_item(db.session(), item.id),
        results=[(code, str(label)) for code, label in quality_words.RESULTS.items()],
        result_words=quality_words.RESULTS,
        tones=quality_words.RESULT_TONES,
        typed=request.form,
        errors=errors or {},
        problems=words.problems(errors or {}),
        longest=inspecting.LONGEST_NOTE,
    )
    return page, status


@desk.post("/inspections/<int:item_id>")
@requires(Permission.SEE)
def enter_inspection(item_id: int) -> ResponseReturnValue:
    form = request.form
    day, odd = cleaning.day("made_on", form.get("made_on", ""))
    try:
        refuse(odd)
        item = finding.item(db.session(), item_id, by=g.person)
        said = (form.get("made_by", ""), form.get("result", ""))
        inspecting.inspect(db.session(), item, day, *said, by=g.person, note=form.get("note", ""))
    except Refusal as refusal:
        if not refusal.issues:
            raise
        db.session.rollback()
        return log_page(item_id, words.by_field(refusal.issues), STATUS[refusal.category])
    flash(_("Entered."), "success")
    return redirect(url_for("desk.inspection_log", item_id=item_id))


# The register of commitments


@desk.get("/commitments")
@requires(Permission.SEE)
def register_of_commitments() -> str:
    asked, before = request.args, quality_pages.before()
    wanted = Wanted(
        mine(),
        matter=cleaning.line(asked.get("matter", ""))[:80],
        commitment_type=asked.get("commitment_type", ""),
        fulfilment=asked.get("fulfilment", ""),
    )
    found, older = commitments.listed(db.session(), wanted, before=before, limit=PER_PAGE)
    counted = commitments.by_type(db.session(), mine())
    here: dict[str, Any] = {
        name: asked[name] for name in ("matter", "commitment_type", "fulfilment") if asked.get(name)
    }
    return render_template(
        "desk/commitments.html",
        page_title=pgettext("supervision", "Commitments"),
        tabs=tabs(),
        listed=found,
        types=code_values("commitment_type"),
        states=code_values("fulfilment"),
        counted=counted,
        asked=asked,
        older_url=url_for("desk.register_of_commitments", **here, before=older) if older else None,
        newest_url=url_for("desk.register_of_commitments", **here) if before else None,
        may_write=may(g.person, Permission.WRITE),
    )
