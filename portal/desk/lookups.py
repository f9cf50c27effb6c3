"""Credit look-ups by staff: purpose, codes typed or as a list, what public records say, and the ledger of uses."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import Response, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import pgettext

from content import clock
from content.auth import units
from content.auth.permissions import Permission, may, units_where
from content.documents import sheets
from content.documents.sheets import Table
from content.errors import Category, Issue, Refusal
from content.lookups import looking
from content.lookups.models import Lookup
from portal import filters, labels, plan_words, words
from portal.database import db
from portal.desk.blueprint import desk
from portal.errors import STATUS
from portal.oversight import asking
from portal.oversight.exporting import XLSX, as_file
from portal.security import requires

MOST_BYTES = 200_000


def year_span() -> tuple[date, date]:
    year = asking.year(request.args)
    return date(year, 1, 1), date(year + 1, 1, 1)


@desk.get("/lookups")
@requires(Permission.SEE)
def lookups() -> ResponseReturnValue:
    return lookups_page()


def lookups_page(errors: dict[str, list[str]] | None = None, status: int = 200) -> ResponseReturnValue:
    mine = units_where(g.person, Permission.SEE)
    page = render_template(
        "desk/lookups.html",
        page_title=_("Credit look-ups"),
        unit_choices=[(u.code, u.short_name(labels.locale())) for u in units.everyone(db.session()) if u.id in mine],
        purposes=list(plan_words.PURPOSES.items()),
        purpose_names=plan_words.PURPOSES,
        ledger=looking.ledger(db.session(), *year_span(), by=g.person),
        year=asking.year(request.args),
        most=looking.MOST_CODES,
        typed=request.form,
        errors=errors or {},
        problems=words.problems(errors or {}),
    )
    return page, status


def asked_codes() -> list[str]:
    """Codes as typed, and those of a text or csv list."""
    upload, text = request.files.get("list"), request.form.get("codes", "")
    if upload is not None and upload.filename:
        data = upload.read(MOST_BYTES + 1)
        try:
            text += "\n" + data.decode("utf-8-sig")
        except UnicodeDecodeError:
            raise Refusal("to_mend", Category.INVALID, (Issue("codes", "list_is_no_text"),)) from None
    return looking.read_codes(text)


@desk.post("/lookups")
@requires(Permission.SEE)
def look_up() -> ResponseReturnValue:
    form = request.form
    try:
        row, _seen = looking.look_up(
            db.session(),
            units.by_code(db.session(), form.get("unit", "")),
            purpose=form.get("purpose", ""),
            matter=form.get("matter", ""),
            codes=asked_codes(),
            by=g.person,
        )
    except Refusal as refusal:
        if not refusal.issues:
            raise
        return lookups_page(words.by_field(refusal.issues), STATUS[refusal.category])
    return redirect(url_for("desk.lookup", lookup_id=row.id))


@desk.get("/lookups/<int:lookup_id>")
@requires(Permission.SEE)
def lookup(lookup_id: int) -> str:
    found = looking.by_id(db.session(), lookup_id, by=g.person)
    return render_template(
        "desk/lookup.html",
        page_title=_("Look-up %(number)s", number=found.id),
        found=found,
        seen=looking.see(db.session(), [row.code for row in found.rows]),
        purpose=plan_words.PURPOSES[found.purpose],
        uses=list(plan_words.USES.items()),
        may_note=may(g.person, Permission.SEE, unit=found.unit_id),
    )


@desk.post("/lookups/<int:lookup_id>")
@requires(Permission.SEE)
def note_use(lookup_id: int) -> ResponseReturnValue:
    found = looking.by_id(db.session(), lookup_id, by=g.person)
    named = {row.number: request.form.get(f"use-{row.number}", row.outcome) for row in found.rows}
    looking.note_outcome(db.session(), found, named, by=g.person)
    flash(_("Saved."), "success")
    return redirect(url_for("desk.lookup", lookup_id=lookup_id))


@desk.get("/lookups.xlsx")
@requires(Permission.SEE)
def lookups_sheet() -> Response:
    found = looking.ledger(db.session(), *year_span(), by=g.person, limit=100_000)
    head = [
        *(
            pgettext("ledger", "Number"),
            _("When"),
            pgettext("field", "Unit"),
            pgettext("field", "Purpose"),
            pgettext("field", "Matter"),
        ),
        *(_("By"), _("Unified code"), _("Name"), _("Good records"), _("Bad records"), _("Use made of it")),
    ]
    table = Table(_("Ledger of look-ups"), head, [line for one in reversed(found) for line in lines(one)])
    name = f"lookups-{asking.year(request.args)}.xlsx"
    return as_file(sheets.workbook([table], made_at=clock.now()), XLSX, name)


def lines(one: Lookup) -> list[list[Any]]:
    shared = [one.id, filters.format_minute(one.made_at), one.unit.short_name(labels.locale())]
    shared += [str(plan_words.PURPOSES[one.purpose]), one.matter, one.made_by.display_name]
    return [[*shared, row.code, row.name, row.good, row.bad, str(plan_words.USES[row.outcome])] for row in one.rows]
