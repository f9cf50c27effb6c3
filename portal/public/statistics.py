"""信息公开统计: what was published this year, by whom, and how much of it in time."""

from __future__ import annotations

from datetime import date

from flask import render_template
from flask_babel import format_date
from flask_babel import gettext as _

from content import clock
from content.display import statistics as figures
from content.kinds import reader
from portal import drawing, labels
from portal.database import db
from portal.public.blueprint import public


@public.get("/statistics")
def statistics() -> str:
    today = clock.today()
    found = figures.of_year(db.session(), today)
    names = [format_date(date(today.year, month, 1), "LLL") for month in range(1, today.month + 1)]
    months = list(zip(names, found.months, strict=True))
    return render_template(
        "public/statistics.html",
        page_title=_("Publication statistics"),
        today=today,
        found=found,
        months=months,
        chart=drawing.bars(months),
        columns=[
            (column.label(labels.locale()), slug, found.columns[slug], found.column_records[slug])
            for slug, column in reader.columns().items()
        ],
    )
