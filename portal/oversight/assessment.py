"""信用交通城市 self-assessment: indicators down, city and counties across, a quarter at a time."""

from __future__ import annotations

from typing import Any

from flask import Response, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import pgettext

from content import clock
from content.auth import units
from content.auth.permissions import Permission
from content.documents import sheets
from content.documents.sheets import Table
from content.errors import Refusal
from content.plans import assessing
from content.plans.models import Assessment
from portal import labels, plan_words, words
from portal.database import db
from portal.errors import STATUS
from portal.oversight import asking
from portal.oversight.blueprint import oversight
from portal.oversight.exporting import XLSX, as_file
from portal.oversight.tabs import board_tabs
from portal.security import requires


def asked_quarter() -> int:
    asked = request.values.get("quarter", "")
    return int(asked) if asked in ("1", "2", "3", "4") else (clock.today().month + 2) // 3


def marked(row: Assessment | None) -> str:
    return f"{row.tenths / 10:g}" if row else ""


@oversight.get("/assessment")
@requires(Permission.OVERSEE)
def assessment() -> ResponseReturnValue:
    return assessment_page()


def assessment_page(errors: dict[str, list[str]] | None = None, status: int = 200) -> ResponseReturnValue:
    year, quarter = asking.year(request.values), asked_quarter()
    found = assessing.sheet(db.session(), year, quarter)
    place = next((one for one in found.places if one.code == request.values.get("unit")), found.places[0])
    page = render_template(
        "oversight/assessment.html",
        page_title=_("Self-assessment of %(year)s, quarter %(quarter)s", year=year, quarter=quarter),
        tabs=board_tabs(),
        year=year,
        quarter=quarter,
        found=found,
        heads=[{"label": one.short_name(labels.locale()), "is_number": True} for one in found.places],
        marked=marked,
        live=assessing.live(db.session(), year, quarter, place),
        figures=plan_words.FIGURES,
        place=place,
        place_choices=[(one.code, one.short_name(labels.locale())) for one in found.places],
        indicator_choices=[
            (line.indicator.id, f"{line.indicator.number}. {line.indicator.name}") for line in found.lines
        ],
        typed=request.form,
        errors=errors or {},
        problems=words.problems(errors or {}),
    )
    return page, status


@oversight.post("/assessment")
@requires(Permission.OVERSEE)
def assess() -> ResponseReturnValue:
    form, session = request.form, db.session()
    chosen = form.get("indicator", "")
    try:
        assessing.assess(
            session,
            assessing.indicator_by_id(session, int(chosen) if chosen.isdecimal() and len(chosen) < 9 else 0),
            units.by_code(session, form.get("unit", "")),
            asked_quarter(),
            typed=form.get("marks", ""),
            evidence=form.get("evidence", ""),
            by=g.person,
        )
    except Refusal as refusal:
        if not refusal.issues:
            raise
        return assessment_page(words.by_field(refusal.issues), STATUS[refusal.category])
    flash(_("Saved."), "success")
    return redirect(
        url_for("oversight.assessment", year=form.get("year"), quarter=asked_quarter(), unit=form.get("unit"))
    )


@oversight.get("/assessment.xlsx")
@requires(Permission.OVERSEE)
def assessment_sheet() -> Response:
    year, quarter = asking.year(request.args), asked_quarter()
    found = assessing.sheet(db.session(), year, quarter)
    places = [one.short_name(labels.locale()) for one in found.places]
    head = [
        pgettext("ledger", "Number"),
        _("Indicator"),
        _("Full marks"),
        *places,
        *(_("Evidence: %(unit)s", unit=p) for p in places),
    ]
    rows: list[list[Any]] = []
    for line in found.lines:
        said = [line.by_place.get(one.id) for one in found.places]
        rows.append(
            [
                *(line.indicator.number, line.indicator.name, line.indicator.full_marks),
                *(row.tenths / 10 if row else None for row in said),
                *(row.evidence if row else "" for row in said),
            ]
        )
    sums = ["", _("Together"), found.full, *(found.tenths_of(one) / 10 for one in found.places), *([""] * len(places))]
    table = Table(pgettext("plan", "Self-assessment"), head, [*rows, sums])
    return as_file(sheets.workbook([table], made_at=clock.now()), XLSX, f"assessment-{year}-Q{quarter}.xlsx")
