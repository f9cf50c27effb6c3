"""通报 and summaries on request: as a page, docx, xlsx, or a draft for review; of the locality or of one unit."""

from __future__ import annotations

from typing import Any

from babel.dates import format_skeleton
from flask import Response, g, render_template, request
from flask_babel import get_locale, pgettext
from flask_babel import gettext as _

from content import clock
from content.auth import units
from content.auth.permissions import Permission, may, require, units_where
from content.auth.units import Unit
from content.errors import Category, Refusal
from content.reports import figures, papers, periods, tables
from content.reports.figures import Figures
from content.reports.periods import Period
from portal import labels
from portal.database import db
from portal.oversight.blueprint import oversight
from portal.oversight.exporting import XLSX, as_file
from portal.oversight.tabs import board_tabs
from portal.security import requires

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
BUREAU = "jtj"


def asked_period(code: str) -> Period:
    period = periods.read(code)
    if period is None or period not in periods.choices(clock.today()):
        raise Refusal("no_such_page", Category.MISSING)
    return period


def asked_unit() -> Unit | None:
    """The unit of the address. The locality's figures are the bureau's; a unit reads of itself."""
    code = request.values.get("unit", "")
    unit = units.by_code(db.session(), code) if code else None
    if not may(g.person, Permission.OVERSEE):
        require(g.person, Permission.SEE if unit else Permission.OVERSEE, unit=unit)
    return unit


def gathered(code: str) -> Figures:
    return figures.gather(db.session(), asked_period(code), clock.today(), unit=asked_unit())


def tabs() -> list[dict[str, Any]]:
    return board_tabs() if may(g.person, Permission.OVERSEE) else []


def choices() -> list[tuple[str, str]]:
    oversees, mine = may(g.person, Permission.OVERSEE), units_where(g.person, Permission.SEE)
    own = [unit for unit in units.everyone(db.session()) if unit.kind != "bureau" and (oversees or unit.id in mine)]
    city = [("", pgettext("report", "The whole city"))] if oversees else []
    return city + [(unit.code, unit.short_name(labels.locale())) for unit in own]


@oversight.get("/summaries")
@requires(Permission.OVERSEE)
def summaries() -> str:
    return summaries_page("oversight")


def summaries_page(area: str) -> str:
    """``area`` is the blueprint whose addresses the page leads to."""
    offered = choices()
    return render_template(
        "oversight/summaries.html",
        page_title=_("Reports and summaries"),
        area=area,
        tabs=tabs(),
        periods=[(period_name(one), one) for one in periods.choices(clock.today())],
        unit_choices=offered,
        chosen=request.args.get("unit", offered[0][0] if offered else ""),
        today=clock.today(),
    )


def period_name(period: Period) -> str:
    """In the page's language; Chinese pages name it as the papers do, which are Chinese."""
    locale, part = get_locale(), period.code[5:]
    if locale is None or locale.language == "zh":
        return period.name
    if part.startswith("H"):
        year = period.year
        halves = {"H1": _("First half of %(year)s", year=year), "H2": _("Second half of %(year)s", year=year)}
        return halves[part]
    return format_skeleton("yQQQ" if part.startswith("Q") else "yMMMM" if part else "y", period.first, locale=locale)


@oversight.get("/summaries/<code>")
@requires(Permission.OVERSEE)
def summary(code: str) -> str:
    return summary_page("oversight", code)


def summary_page(area: str, code: str) -> str:
    found = gathered(code)
    writing = units_where(g.person, Permission.WRITE)
    return render_template(
        "oversight/summary.html",
        page_title=papers.title(found),
        area=area,
        found=found,
        tabs=tabs(),
        paragraphs=papers.paragraphs(found, clock.today()),
        tables=[(one, heads(one)) for one in tables.of(found)],
        unit_code=found.unit.code if found.unit else None,
        drafting_units=[unit for unit in units.everyone(db.session()) if unit.id in writing],
    )


def heads(table: tables.Table) -> list[dict[str, object]]:
    numbers = papers.numbers_of(table)
    return [{"label": label, "is_number": place in numbers} for place, label in enumerate(table.headings)]


@oversight.get("/summaries/<code>.docx")
@requires(Permission.OVERSEE)
def summary_paper(code: str) -> Response:
    return paper_of(gathered(code))


@oversight.get("/summaries/<code>.xlsx")
@requires(Permission.OVERSEE)
def summary_sheet(code: str) -> Response:
    return sheet_of(gathered(code))


def paper_of(found: Figures) -> Response:
    signed_by = (found.unit or units.by_code(db.session(), BUREAU)).name()
    return as_file(papers.docx(found, made_at=clock.now(), signed_by=signed_by), DOCX, file_name(found, "docx"))


def sheet_of(found: Figures) -> Response:
    return as_file(papers.xlsx(found, made_at=clock.now()), XLSX, file_name(found, "xlsx"))


def file_name(found: Figures, ending: str) -> str:
    return f"report-{found.period.code}{'-' + found.unit.code if found.unit else ''}.{ending}"
