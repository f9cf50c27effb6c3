"""The bureau's first board: every unit's month, the locality's year, and which columns are alive."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import render_template
from flask_babel import format_date, pgettext
from flask_babel import gettext as _

from content import clock
from content.auth.permissions import Permission
from content.auth.units import Unit
from content.kinds import reader
from content.quotas import counting
from portal import labels
from portal.database import db
from portal.oversight.blueprint import oversight
from portal.security import requires


@oversight.get("/")
@requires(Permission.OVERSEE)
def overview() -> str:
    today = clock.today()
    first, end = counting.month_of(today)
    alive = counting.coverage(db.session(), first, end)
    standings = counting.of_month(db.session(), today)
    owing = counting.with_target(db.session(), today.year)
    met = sum(standings[unit.id].is_met for unit in owing)
    return render_template(
        "oversight/overview.html",
        page_title=pgettext("menu", "Overview"),
        today=today,
        year=counting.of_year(db.session(), today.year),
        rows=[(unit, standings[unit.id]) for unit in owing],
        met_words=_("%(n)s of %(all)s units have met it", n=met, all=len(owing)),
        matrix_head=matrix_head(today.month),
        matrix=matrix(owing, counting.months_of_year(db.session(), today.year, "updates"), today.month),
        coverage=[(column, alive.get(slug, 0)) for slug, column in reader.columns().items() if column.is_family],
    )


def matrix_head(last_month: int) -> list[Any]:
    """The unit, the months so far, and their sum."""
    months = [format_date(date(2000, month, 1), "LLL") for month in range(1, last_month + 1)]
    numbers = [{"label": label, "is_number": True} for label in (*months, _("Together"))]
    return [pgettext("field", "Unit"), *numbers]


def matrix(owing: list[Unit], counted: dict[tuple[int, int], int], last_month: int) -> list[list[Any]]:
    """A row for each unit: what it published in each month of the year so far."""
    rows = []
    for unit in owing:
        cells = [counted.get((unit.id, month), 0) for month in range(1, last_month + 1)]
        rows.append([unit.short_name(labels.locale()), *cells, sum(cells)])
    return rows
