"""月度成绩单: months as they were when they closed, corrections below."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import render_template
from flask_babel import gettext as _

from content.auth.permissions import Permission
from content.errors import Category, Refusal
from content.quotas import freezing
from content.quotas.scorecards import Scorecard
from portal import drawing, labels
from portal.database import db
from portal.drawing import Bars
from portal.oversight import wording
from portal.oversight.asking import MONTH
from portal.oversight.blueprint import oversight
from portal.oversight.tabs import board_tabs
from portal.security import requires


@oversight.get("/scorecards")
@requires(Permission.OVERSEE)
def scorecards() -> str:
    return render_template(
        "oversight/scorecards.html",
        page_title=_("Monthly scorecards"),
        tabs=board_tabs(),
        months=freezing.closed_months(db.session()),
    )


@oversight.get("/scorecards/<month>")
@requires(Permission.OVERSEE)
def scorecard(month: str) -> str:
    found = MONTH.fullmatch(month)
    lines = freezing.of_month(db.session(), date(int(found[1]), int(found[2]), 1)) if found else []
    if not lines:
        raise Refusal("no_such_page", Category.MISSING)
    return render_template(
        "oversight/scorecard.html",
        page_title=_("Scorecard of %(month)s", month=month),
        tabs=board_tabs(),
        month=month,
        first=lines[0],
        corrections=[(line, changes(before, line)) for before, line in zip(lines, lines[1:], strict=False)],
        basis=wording.BASES[lines[0].figures["basis"]],
        chart=bars(lines[0]),
        name=unit_name,
        figures=wording.FIGURES,
    )


def unit_name(row: dict[str, Any]) -> str:
    """The name as it was when the month closed."""
    names: dict[str, str] = row["names"]
    return names.get(labels.locale()) or names["zh-Hans"]


def bars(line: Scorecard) -> Bars:
    rows = [row for row in line.figures["units"] if row["goal"]]
    goal = max((row["goal"] for row in rows), default=0)
    return drawing.bars([(str(place), row["done"]) for place, row in enumerate(rows, start=1)], goal)


def changes(before: Scorecard, after: Scorecard) -> list[dict[str, Any]]:
    """What a correction says otherwise than the line above it, unit by unit."""
    old = {row["unit"]: row for row in before.figures["units"]}
    new = {row["unit"]: row for row in after.figures["units"]}
    found = []
    for unit in old.keys() | new.keys():
        was, now = old.get(unit, {}), new.get(unit, {})
        parts = [(name, was.get(name), now.get(name)) for name in wording.FIGURES if was.get(name) != now.get(name)]
        if parts:
            found.append({"name": unit_name(now or was), "parts": parts})
    return sorted(found, key=lambda row: row["name"])
