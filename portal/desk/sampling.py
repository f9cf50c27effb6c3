"""抽查 at the desk: draw whom to inspect, see earlier draws, and draw one again to check it."""

from __future__ import annotations

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import pgettext

from content import clock
from content.auth import units
from content.auth.permissions import Permission
from content.errors import Refusal
from content.supervision import sampling
from portal import labels, words
from portal.database import db
from portal.desk import supervision
from portal.desk.blueprint import desk
from portal.errors import STATUS
from portal.security import requires

LATEST = 30
YEARS_BACK = 3


@desk.get("/sampling")
@requires(Permission.SEE)
def sampling_draws() -> ResponseReturnValue:
    return draws_page()


def draws_page(problem: str = "", status: int = 200) -> ResponseReturnValue:
    session = db.session()
    this_year = clock.today().year
    page = render_template(
        "desk/sampling.html",
        page_title=pgettext("supervision", "Sampling"),
        tabs=supervision.tabs(),
        unit_choices=[(unit.code, unit.name(labels.locale())) for unit in supervision.own_units()],
        fields=supervision.code_values("rating_field"),
        years=[str(year) for year in range(this_year, this_year - YEARS_BACK - 1, -1)],
        ratios=sampling.ratios(session),
        every_field=sampling.EVERY_FIELD,
        draws=sampling.of_units(session, supervision.mine(), limit=LATEST),
        typed=request.form,
        problems=words.problems({"field": [problem]}) if problem else [],
        problem=problem,
    )
    return page, status


@desk.post("/sampling")
@requires(Permission.SEE)
def draw_sample() -> ResponseReturnValue:
    form = request.form
    unit = units.by_code(db.session(), form.get("unit", ""))
    try:
        row = sampling.draw(db.session(), unit, form.get("field", ""), form.get("year", ""), by=g.person)
    except Refusal as refusal:
        if refusal.code not in ("nobody_to_draw", "to_mend"):
            raise
        db.session.rollback()
        return draws_page(words.refusal(refusal), STATUS[refusal.category])
    flash(_("Drawn."), "success")
    return redirect(url_for("desk.sampling_draw", draw_id=row.id))


@desk.get("/sampling/<int:draw_id>")
@requires(Permission.SEE)
def sampling_draw(draw_id: int) -> str:
    """One draw with its picks, drawn once more while it is looked at."""
    row = sampling.by_id(db.session(), draw_id, by=g.person)
    picked = [item_id for ids in row.picked.values() for item_id in ids]
    return render_template(
        "desk/sampling_draw.html",
        page_title=_("Sample of %(field)s, %(year)s", field=row.field, year=row.year),
        row=row,
        holds=sampling.holds(db.session(), row),
        names=sampling.names(db.session(), picked),
        grades=sorted(row.pool, key=lambda grade: (grade.replace("AA", "0"), grade)),
    )
