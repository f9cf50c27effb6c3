"""零报告: the last months of a kind in a unit, and the word that one of them had no case."""

from __future__ import annotations

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import pgettext

from content import clock
from content.auth import units
from content.auth.permissions import Permission, units_where
from content.auth.units import Unit
from content.kinds import reader
from content.workflow import zero_reports as reporting
from portal import labels
from portal.database import db
from portal.desk.batch_uploading import record_kinds
from portal.desk.batches import number_in
from portal.desk.blueprint import desk
from portal.security import requires

MONTHS = 12
#: The kinds whose months are counted on the board: decisions of an authority.
FIRST = "penalty"


def own_units() -> list[Unit]:
    mine = units_where(g.person, Permission.WRITE)
    return [unit for unit in units.everyone(db.session()) if unit.id in mine]


@desk.get("/zero-reports")
@requires(Permission.WRITE)
def zero_reports() -> str:
    mine = own_units()
    unit = next((one for one in mine if one.code == request.args.get("unit")), mine[0])
    kinds = {kind.code: kind for kind in record_kinds()}
    kind = kinds.get(request.args.get("kind", ""), kinds[FIRST])
    return render_template(
        "desk/zero_reports.html",
        page_title=_("Months without cases"),
        unit=unit,
        kind=kind,
        kind_label=kind.label(labels.locale()),
        unit_choices=[(one.code, one.name(labels.locale())) for one in mine],
        kind_choices=[(code, one.label(labels.locale())) for code, one in kinds.items()],
        months=[
            (_("%(year)s-%(month)s", year=one.year, month=f"{one.month:02d}"), one)
            for one in reporting.months(db.session(), unit, kind.code, last=clock.today(), count=MONTHS)
        ],
    )


@desk.post("/zero-reports")
@requires(Permission.WRITE)
def report_zero() -> ResponseReturnValue:
    unit = units.by_code(db.session(), request.form.get("unit", ""))
    kind = reader.kind(request.form.get("kind", ""))
    year, month = number_in(request.form.get("year", "")) or 0, number_in(request.form.get("month", "")) or 0
    reporting.report(db.session(), unit, kind.code, year, month, by=g.person)
    flash(pgettext("zero report", "Noted: no case in this month."), "success")
    return redirect(url_for("desk.zero_reports", unit=unit.code, kind=kind.code))
