"""The bureau's first board: every unit's month, the locality's year, and which columns are alive."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask_babel import pgettext

from content import clock
from content.auth.permissions import Permission
from content.kinds import reader
from content.quotas import counting
from portal.database import db
from portal.security import guard, requires

oversight = guard(Blueprint("oversight", __name__, url_prefix="/oversight"))


@oversight.get("/")
@requires(Permission.OVERSEE)
def overview() -> str:
    today = clock.today()
    first, end = counting.month_of(today)
    alive = counting.coverage(db.session(), first, end)
    standings = counting.of_month(db.session(), today)
    return render_template(
        "oversight/overview.html",
        page_title=pgettext("menu", "Overview"),
        today=today,
        month=first,
        year=counting.of_year(db.session(), today.year),
        rows=[(unit, standings[unit.id]) for unit in counting.with_target(db.session(), today.year)],
        months=counting.months_of_year(db.session(), today.year, "updates"),
        coverage=[(column, alive.get(slug, 0)) for slug, column in reader.columns().items() if column.is_family],
    )
