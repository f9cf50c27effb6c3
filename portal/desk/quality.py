"""双公示质量 of one's own unit: its months, the rows to mend, and the list of its own cases to compare with."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import Response, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext, pgettext

from content import clock
from content.auth import units
from content.auth.permissions import Permission, may, require, units_where
from content.auth.units import Unit
from content.errors import Category, Issue, Refusal
from content.kinds import reader
from content.quality import cases, figures, lines
from content.quotas import spans
from portal import labels, quality_pages, quality_words, words
from portal.database import db
from portal.desk.blueprint import desk
from portal.errors import STATUS
from portal.oversight import asking
from portal.security import requires

MONTHS = 6
LATEST_LISTS = 5


def own_units() -> list[Unit]:
    mine = units_where(g.person, Permission.SEE)
    return [unit for unit in units.everyone(db.session()) if unit.id in mine]


def unit_asked() -> Unit:
    """The unit of the address, where it is one of the person's; else their first."""
    mine = own_units()
    return next((unit for unit in mine if unit.code == request.values.get("unit")), mine[0])


def span_asked() -> tuple[date, date]:
    asked = request.args.get("month", "")
    return asking.span(request.args) if asking.MONTH.fullmatch(asked) else spans.month_of(clock.today())


@desk.get("/quality")
@requires(Permission.SEE)
def quality() -> ResponseReturnValue:
    return quality_page()


def quality_page(errors: dict[str, list[str]] | None = None, status: int = 200) -> ResponseReturnValue:
    unit, mine = unit_asked(), own_units()
    mending, older = lines.rectifications(db.session(), [unit.id], before=quality_pages.before(), limit=MONTHS * 5)
    page = render_template(
        "desk/quality.html",
        page_title=pgettext("quality", "Quality of permits and penalties"),
        unit=unit,
        unit_choices=[(one.code, one.name(labels.locale())) for one in mine],
        head=[_("Month"), *quality_pages.head()],
        rows=[month_row(unit, month) for month in reversed(lines.months_before(clock.today(), MONTHS))],
        zero_words=quality_pages.zero_words,
        mending=[(line, quality_pages.words_of("returned", line)) for line in mending],
        older_url=url_for("desk.quality", unit=unit.code, before=older) if older else None,
        lists=cases.lists(db.session(), [unit.id], limit=LATEST_LISTS),
        kinds={code: reader.kind(code).label(labels.locale()) for code in figures.KINDS},
        may_write=may(g.person, Permission.WRITE, unit=unit),
        typed=request.form,
        errors=errors or {},
        problems=words.problems(errors or {}),
        most_rows=cases.MOST_ROWS,
    )
    return page, status


def month_row(unit: Unit, month: date) -> tuple[str, figures.Figures, list[dict[str, object]]]:
    span = spans.month_of(month)
    found = figures.of_span(db.session(), *span).get(unit.id, figures.Figures())
    named = f"{month:%Y-%m}"
    cells = quality_pages.cells(
        found, lambda figure: url_for("desk.quality_rows", figure=figure, unit=unit.code, month=named)
    )
    return named, found, cells


@desk.get("/quality/<figure>")
@requires(Permission.SEE)
def quality_rows(figure: str) -> str:
    unit, span = unit_asked(), span_asked()
    here: dict[str, Any] = {"figure": figure, "unit": unit.code, "month": f"{span[0]:%Y-%m}"}
    return quality_pages.rows_page(
        figure,
        unit,
        span,
        lambda **values: url_for("desk.quality_rows", **values),
        board_url=url_for("desk.quality", unit=unit.code),
        sheet_url=url_for("desk.quality_rows_sheet", **here),
        opens_items=True,
    )


@desk.get("/quality/<figure>.xlsx")
@requires(Permission.SEE)
def quality_rows_sheet(figure: str) -> Response:
    unit, span = unit_asked(), span_asked()
    table = quality_pages.rows_table(figure, unit, span)
    return quality_pages.as_xlsx([table], f"{figure}-{unit.code}-{span[0]:%Y-%m}.xlsx")


@desk.post("/quality/cases")
@requires(Permission.WRITE)
def compare_cases() -> ResponseReturnValue:
    """A list of the unit's own cases: numbers and days are kept, the file is not."""
    unit, upload = unit_asked(), request.files.get("table")
    require(g.person, Permission.WRITE, unit=unit)
    try:
        if upload is None or not upload.filename:
            raise Refusal("to_mend", Category.INVALID, (Issue("table", "no_file_chosen"),))
        kept = cases.upload(
            db.session(), unit, request.form.get("kind", ""), upload.read(), name=upload.filename, by=g.person
        )
    except Refusal as refusal:
        if refusal.category is not Category.INVALID:
            raise
        db.session.rollback()
        return quality_page(errors_of(refusal), STATUS[refusal.category])
    flash(compared_words(kept.rows, kept.fresh), "success")
    return redirect(url_for("desk.quality", unit=unit.code))


def compared_words(rows: int, fresh: int) -> str:
    said = ngettext("%(num)d case compared", "%(num)d cases compared", rows)
    return _("%(compared)s, %(fresh)s of them new.", compared=said, fresh=fresh)


def errors_of(refusal: Refusal) -> dict[str, list[str]]:
    if not refusal.issues:
        return {"table": [words.refusal(refusal)]}
    found: dict[str, list[str]] = {}
    for issue in refusal.issues:
        found.setdefault(issue.field or "table", []).append(quality_words.at_cell(words.issue(issue), issue.facts))
    return found
