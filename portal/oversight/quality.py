"""双公示质量 of every unit: compliant, late, missing, mistaken and nothing to report, each with its rows."""

from __future__ import annotations

from datetime import date

from flask import Response, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import pgettext

from content import clock
from content.auth import units
from content.auth.permissions import Permission
from content.auth.units import Unit
from content.documents.sheets import Table
from content.quality import figures
from content.quality.figures import Figures
from content.quotas import board, spans
from portal import filters, labels, quality_pages
from portal.database import db
from portal.oversight import asking
from portal.oversight.blueprint import oversight
from portal.oversight.tabs import board_tabs
from portal.security import requires


def month_asked() -> tuple[date, date]:
    """The month of the address, or this one."""
    return asking.span(request.args) if asking.MONTH.fullmatch(request.args.get("month", "")) else this_month()


def this_month() -> tuple[date, date]:
    return spans.month_of(clock.today())


def found(span: tuple[date, date]) -> list[tuple[Unit, Figures]]:
    by_unit = figures.of_span(db.session(), *span)
    every = board.all_units(db.session())
    return [(unit, by_unit[unit_id]) for unit_id, unit in every.items() if unit_id in by_unit]


@oversight.get("/quality")
@requires(Permission.OVERSEE)
def quality() -> str:
    span = month_asked()
    month, rows, trend = f"{span[0]:%Y-%m}", found(span), quality_pages.trend()

    def address(unit: Unit, figure: str) -> str:
        return url_for("oversight.quality_rows", figure=figure, unit=unit.code, month=month)

    return render_template(
        "oversight/quality.html",
        page_title=pgettext("quality", "Quality of permits and penalties"),
        tabs=board_tabs(),
        months=asking.months(),
        month=month,
        head=[pgettext("field", "Unit"), *quality_pages.head()],
        rows=[
            (unit, one, quality_pages.cells(one, lambda figure, unit=unit: address(unit, figure)))  # type: ignore[misc]
            for unit, one in rows
        ],
        sums=quality_pages.cells(figures.together(one for _unit, one in rows), lambda _figure: ""),
        zero_words=quality_pages.zero_words,
        trend=trend,
        chart=quality_pages.chart(trend),
    )


@oversight.get("/quality/<figure>")
@requires(Permission.OVERSEE)
def quality_rows(figure: str) -> str:
    unit = units.by_code(db.session(), request.args.get("unit", ""))
    span = month_asked()
    return quality_pages.rows_page(
        figure,
        unit,
        span,
        lambda **values: url_for("oversight.quality_rows", **values),
        tabs=board_tabs(),
        board_url=url_for("oversight.quality", month=f"{span[0]:%Y-%m}"),
        sheet_url=url_for("oversight.quality_rows_sheet", figure=figure, unit=unit.code, month=f"{span[0]:%Y-%m}"),
        opens_items=False,
    )


@oversight.get("/quality/<figure>.xlsx")
@requires(Permission.OVERSEE)
def quality_rows_sheet(figure: str) -> Response:
    unit, span = units.by_code(db.session(), request.args.get("unit", "")), month_asked()
    table = quality_pages.rows_table(figure, unit, span)
    return quality_pages.as_xlsx([table], f"{figure}-{unit.code}-{span[0]:%Y-%m}.xlsx")


@oversight.get("/quality.xlsx")
@requires(Permission.OVERSEE)
def quality_sheet() -> Response:
    """The board of a month, by the very figures the page shows."""
    span = month_asked()
    heads = [pgettext("field", "Unit")]
    heads += [str(one["label"] if isinstance(one, dict) else one) for one in quality_pages.head()]
    rows = [[unit.short_name(labels.locale()), *quality_pages.plain(one)] for unit, one in found(span)]
    remark = _("Made %(at)s", at=filters.format_minute(clock.now()))
    table = Table(pgettext("quality", "Quality of permits and penalties"), heads, rows, remark)
    return quality_pages.as_xlsx([table], f"quality-{span[0]:%Y-%m}.xlsx")
