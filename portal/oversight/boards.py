"""The bureau's boards: unit by month, column by month, punctuality, counties, and the very items behind a number."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import render_template, request, url_for
from flask_babel import format_date, pgettext
from flask_babel import gettext as _

from content import clock
from content.auth.permissions import Permission
from content.kinds import reader
from content.quotas import board, drilldown, spans
from content.quotas.board import ColumnMatrix, UnitMatrix
from portal import labels
from portal.database import db
from portal.oversight import asking
from portal.oversight.blueprint import oversight
from portal.oversight.tabs import board_tabs
from portal.security import requires

LONGEST_LIST = 500


def month_name(month: date) -> str:
    return format_date(month, "LLL")


@oversight.get("/units")
@requires(Permission.OVERSEE)
def units() -> str:
    """Unit × month."""
    year = asking.year(request.args)
    columns = asking.columns(request.args)
    found = board.unit_matrix(db.session(), year, asking.last_day(year), columns)
    return render_template(
        "oversight/units.html",
        page_title=_("By unit and month"),
        tabs=board_tabs(),
        year=year,
        years=asking.years(),
        found=found,
        columns=[reader.column(slug).label(labels.locale()) for slug in found.columns],
        column_choices=[(slug, one.label(labels.locale())) for slug, one in reader.columns().items()],
        chosen=request.args.get("column", ""),
        head=matrix_head(found),
        rows=[unit_row(found, unit) for unit in found.units],
        sums=sums(found),
    )


def matrix_head(found: UnitMatrix) -> list[Any]:
    numbers = [{"label": month_name(month), "is_number": True} for month in found.months]
    besides = (_("Together"), _("Left the public"), _("Repetitions"), _("Records"))
    return [pgettext("field", "Unit"), *numbers, *({"label": label, "is_number": True} for label in besides)]


def unit_row(found: UnitMatrix, unit: Any) -> dict[str, Any]:
    """Every number leads to its items; a finished month below the target is marked by a word, not by colour alone."""
    this_month, goal = clock.today().replace(day=1), found.goals.get(unit.id)
    cells = [
        {
            "count": count,
            "url": items_url(month, unit.code, found.columns) if count else None,
            "is_short": goal is not None and month < this_month and count < goal and unit.is_there_on(month),
        }
        for month, count in zip(found.months, found.row(unit.id), strict=True)
    ]
    return {
        "name": unit.short_name(labels.locale()),
        "cells": cells,
        "sum": found.sum_of(unit.id),
        "left": found.left.get(unit.id, 0),
        "repeated": found.repeated.get(unit.id, 0),
        "records": found.records[unit.id],
        "goal": goal,
    }


def sums(found: UnitMatrix) -> dict[str, Any]:
    months = [sum(found.cells[unit.id, month] for unit in found.units) for month in found.months]
    return {
        "months": months,
        "sum": sum(months),
        "left": sum(found.left.values()),
        "repeated": sum(found.repeated.values()),
        "records": sum(found.records.values()),
    }


def items_url(month: date, unit: str = "", columns: list[str] | None = None, *, records: bool = False) -> str:
    values: dict[str, Any] = {"month": f"{month:%Y-%m}", "unit": unit or None, "records": "1" if records else None}
    return url_for("oversight.items", column=columns or None, **values)


@oversight.get("/columns")
@requires(Permission.OVERSEE)
def columns() -> str:
    """Column × month, with what is next to go stale."""
    year, today = asking.year(request.args), clock.today()
    found = board.column_matrix(db.session(), year, today)
    numbers = [{"label": month_name(month), "is_number": True} for month in found.months]
    return render_template(
        "oversight/columns.html",
        page_title=pgettext("quota", "Column coverage"),
        tabs=board_tabs(),
        year=year,
        years=asking.years(),
        today=today,
        renewals=found.renewals,
        head=[pgettext("field", "Column"), *numbers, {"label": _("Together"), "is_number": True}],
        rows=[column_row(found, one.column.slug) for one in found.renewals],
    )


def column_row(found: ColumnMatrix, slug: str) -> dict[str, Any]:
    cells: list[dict[str, Any]] = [
        {
            "count": found.cells[slug, month],
            "url": items_url(month, columns=[slug]) if found.cells[slug, month] else None,
            "records": found.records[slug, month],
            "records_url": items_url(month, columns=[slug], records=True),
        }
        for month in found.months
    ]
    column = reader.column(slug)
    records = sum(cell["records"] for cell in cells)
    return {
        "name": column.label(labels.locale()),
        "is_family": column.is_family,
        "cells": cells,
        "sum": found.sum_of(slug),
        "records": records,
    }


@oversight.get("/punctuality")
@requires(Permission.OVERSEE)
def punctuality() -> str:
    first, end = asking.span(request.args)
    return render_template(
        "oversight/punctuality.html",
        page_title=_("Punctuality and returns"),
        tabs=board_tabs(),
        first=first,
        last=spans.last_of(end),
        months=asking.months(),
        chosen=request.args.get("month", ""),
        rows=board.punctual_units(db.session(), first, end),
    )


@oversight.get("/counties")
@requires(Permission.OVERSEE)
def counties() -> str:
    return render_template(
        "oversight/counties.html",
        page_title=_("Counties side by side"),
        tabs=board_tabs(),
        today=clock.today(),
        rows=board.counties(db.session(), clock.today()),
    )


@oversight.get("/items")
@requires(Permission.OVERSEE)
def items() -> str:
    """The very items behind a number."""
    first, end = asking.span(request.args)
    unit, columns = asking.unit(request.args), asking.columns(request.args)
    is_record = request.args.get("records") == "1"
    pieces = drilldown.pieces(
        db.session(),
        first,
        end,
        unit_id=unit.id if unit else None,
        columns=columns,
        is_record=is_record,
        limit=LONGEST_LIST,
    )
    names = board.all_units(db.session())
    return render_template(
        "oversight/items.html",
        page_title=_("Items behind the number"),
        tabs=board_tabs(),
        first=first,
        last=spans.last_of(end),
        unit=unit,
        columns=[reader.column(slug).label(labels.locale()) for slug in columns or []],
        is_record=is_record,
        is_cut=len(pieces) == LONGEST_LIST,
        rows=[(piece, names[piece.unit_id], reader.column(piece.column)) for piece in pieces],
    )
