"""The bureau's first board: every unit's month with where it will end, the year, and what is next to go stale."""

from __future__ import annotations

from datetime import date

from flask import render_template
from flask_babel import format_date, pgettext
from flask_babel import gettext as _

from content import clock
from content.auth.permissions import Permission
from content.quotas import board, spans
from content.quotas.board import Overview
from portal import drawing, labels
from portal.database import db
from portal.drawing import Lines
from portal.oversight import urging, wording
from portal.oversight.blueprint import oversight
from portal.oversight.tabs import board_tabs
from portal.security import requires


@oversight.get("/")
@requires(Permission.OVERSEE)
def overview() -> str:
    today = clock.today()
    found = board.overview(db.session(), today)
    return render_template(
        "oversight/overview.html",
        page_title=pgettext("menu", "Overview"),
        tabs=board_tabs(),
        today=today,
        found=found,
        basis=wording.BASES[found.rule.basis],
        confidences=wording.CONFIDENCES,
        chart=year_lines(found, today),
        urging={row.unit.id: urging.text(row, today) for row in found.rows if not row.standing.is_met},
        stale_names="、".join(one.column.label(labels.locale()) for one in found.stale),
        month_head=[date(today.year, month, 1) for month in range(1, today.month + 1)],
        met_words=_("%(n)s of %(all)s units have met it", n=found.met, all=len(found.rows)),
    )


def year_lines(found: Overview, today: date) -> Lines:
    """Running sums month by month, and where the year will end."""
    total, sums = 0, []
    for month in spans.months(date(today.year, 1, 1), spans.months_on(today.replace(day=1), 1)):
        total += found.by_month.get(month, 0)
        sums.append((format_date(month, "LLL"), total))
    goal = found.year.standing.goal
    return drawing.lines(sums, of=12, goal=goal, expected=found.year.expected if today.month < 12 else None)
