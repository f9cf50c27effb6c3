"""报送任务 of a year: how much, counted how, and what may stand still how long. Set by 宣教处, each with its source."""

from __future__ import annotations

from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from content import clock
from content.auth.permissions import Permission
from content.errors import Issue, Refusal
from content.kinds import reader
from content.quotas import board, limits, rules, setting, targets
from portal import labels, words
from portal.database import db
from portal.errors import STATUS
from portal.oversight import wording
from portal.oversight.blueprint import oversight
from portal.oversight.tabs import board_tabs
from portal.security import requires


def asked_year() -> int:
    """This year, or the next: targets are set ahead, and not for what is over."""
    now = clock.today().year
    return now + 1 if request.values.get("year") == str(now + 1) else now


@oversight.get("/targets")
@requires(Permission.OVERSEE)
def targets_of_year() -> ResponseReturnValue:
    return targets_page()


def targets_page(errors: dict[str, list[str]] | None = None, status: int = 200) -> ResponseReturnValue:
    year, session = asked_year(), db.session()
    yearly = targets.yearly(session, year)
    page = render_template(
        "oversight/targets.html",
        page_title=_("Targets of %(year)s", year=year),
        tabs=board_tabs(),
        year=year,
        next_year=clock.today().year + 1,
        is_planted=yearly is not None,
        yearly=yearly,
        monthly=targets.monthly(session, year),
        shares=targets.shares(session, year),
        units=[unit for unit in board.all_units(session).values() if unit.is_active and unit.kind != "bureau"],
        rule=rules.of_year(session, year),
        bases=[(code, str(label)) for code, label in wording.BASES.items()],
        columns=[(slug, one.label(labels.locale())) for slug, one in reader.columns().items()],
        limits=[(row, limit_name(row)) for row in limits.of_year(session, year)],
        measures=wording.MEASURES,
        typed=request.form,
        errors=errors or {},
    )
    return page, status


def limit_name(row: limits.SiteLimit) -> str:
    if row.code != "stale":
        return str(wording.POINTS[row.code])
    if row.column in ("", limits.OTHERS):
        return _("Home page") if row.column == "" else _("Every other column")
    return reader.column(row.column).label(labels.locale())


def number(name: str, issues: list[Issue]) -> int | None:
    """A whole number, or nothing; what is neither is said."""
    typed = request.form.get(name, "").strip()
    if typed and not (typed.isdecimal() and len(typed) <= 6):
        issues.append(Issue(name, "not_a_number", {"most": setting.MOST}))
        return None
    return int(typed) if typed else None


@oversight.post("/targets")
@requires(Permission.OVERSEE)
def set_targets() -> ResponseReturnValue:
    issues: list[Issue] = []
    wanted: dict[tuple[str, int | None], int | None] = {("year", None): number("year-all", issues)}
    for unit in board.all_units(db.session()).values():
        for period in ("month", "year"):
            name = f"{period}-{unit.id}"
            if name in request.form:
                wanted[period, unit.id] = number(name, issues)
    year = asked_year()
    return stored(issues, lambda source: setting.set_targets(db.session(), year, wanted, source=source, by=g.person))


@oversight.post("/targets/counting")
@requires(Permission.OVERSEE)
def set_counting() -> ResponseReturnValue:
    return stored(
        [],
        lambda source: setting.set_counting(
            db.session(),
            asked_year(),
            basis=request.form.get("basis", ""),
            monthly_columns=request.form.getlist("monthly_columns"),
            source=source,
            by=g.person,
        ),
    )


@oversight.post("/targets/limits")
@requires(Permission.OVERSEE)
def set_limits() -> ResponseReturnValue:
    issues: list[Issue] = []
    year = asked_year()
    names = {f"limit-{row.code}-{row.column}": (row.code, row.column) for row in limits.of_year(db.session(), year)}
    wanted = {key: number(name, issues) for name, key in names.items() if name in request.form}
    return stored(issues, lambda source: setting.set_limits(db.session(), year, wanted, source=source, by=g.person))


def stored(issues: list[Issue], work: Any) -> ResponseReturnValue:
    """Store what a form asks for, or show it again with everything there is to mend."""
    try:
        if issues:
            raise Refusal("to_mend", issues=tuple(issues))
        work(request.form.get("source", ""))
    except Refusal as refusal:
        if not refusal.issues:
            raise
        return targets_page(words.by_field(refusal.issues), STATUS[refusal.category])
    flash(_("Stored. Every board counts by it from now on."), "success")
    return redirect(url_for("oversight.targets_of_year", year=asked_year()))


@oversight.post("/targets/plant")
@requires(Permission.OVERSEE)
def plant_targets() -> ResponseReturnValue:
    """Take over this year's targets for the next, to be changed there."""
    setting.carry_over(db.session(), asked_year(), by=g.person)
    return redirect(url_for("oversight.targets_of_year", year=asked_year()))
