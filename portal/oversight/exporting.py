"""The boards as one xlsx: read by the very functions the pages read by, so that they agree to the digit."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import Response, request
from flask_babel import gettext as _
from flask_babel import pgettext

from content import clock
from content.auth.permissions import Permission
from content.documents import sheets
from content.documents.sheets import Table
from content.kinds import reader
from content.quotas import board, rules, spans
from portal import filters, labels
from portal.database import db
from portal.oversight import asking, wording
from portal.oversight.blueprint import oversight
from portal.security import requires

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@oversight.get("/boards.xlsx")
@requires(Permission.OVERSEE)
def export() -> Response:
    year = asking.year(request.args)
    made_at = clock.now()
    tables = [by_unit(year), by_column(year), punctual(year), *([by_county()] if year == clock.today().year else [])]
    remark = _(
        "Made %(at)s; counted: %(basis)s",
        at=filters.format_minute(made_at),
        basis=wording.BASES[rules.of_year(db.session(), year).basis],
    )
    data = sheets.workbook([Table(one.name, one.headings, one.rows, remark) for one in tables], made_at=made_at)
    return as_file(data, XLSX, f"boards-{year}.xlsx")


def as_file(data: bytes, media_type: str, name: str) -> Response:
    """Something made for this moment: saved by the reader, kept by nobody on the way."""
    response = Response(data, mimetype=media_type)
    response.headers["Content-Disposition"] = f"attachment; filename={name}"
    response.headers["Cache-Control"] = "no-store"
    return response


def month_heads(months: list[date]) -> list[str]:
    return [f"{month:%Y-%m}" for month in months]


def by_unit(year: int) -> Table:
    found = board.unit_matrix(db.session(), year, asking.last_day(year))
    besides = [_("Together"), _("Left the public"), _("Repetitions"), _("Records")]
    rows: list[list[Any]] = [
        [
            unit.short_name(labels.locale()),
            *found.row(unit.id),
            found.sum_of(unit.id),
            found.left.get(unit.id, 0),
            found.repeated.get(unit.id, 0),
            found.records[unit.id],
        ]
        for unit in found.units
    ]
    head = [pgettext("field", "Unit"), *month_heads(found.months), *besides]
    return Table(_("By unit and month"), head, [*rows, together(rows, len(head))])


def together(rows: list[list[Any]], width: int) -> list[Any]:
    return [_("Together"), *(sum(row[place] for row in rows) for place in range(1, width))]


def by_column(year: int) -> Table:
    found = board.column_matrix(db.session(), year, clock.today())
    besides = [_("Together"), _("Records"), _("Last renewed"), _("Stale from")]
    rows = [
        [
            one.column.label(labels.locale()),
            *found.row(one.column.slug),
            found.sum_of(one.column.slug),
            sum(found.records[one.column.slug, month] for month in found.months),
            one.last.isoformat() if one.last else "",
            one.stale_from.isoformat() if one.stale_from else "",
        ]
        for one in found.renewals
    ]
    head = [pgettext("field", "Column"), *month_heads(found.months), *besides]
    return Table(pgettext("quota", "Column coverage"), head, rows)


def punctual(year: int) -> Table:
    first, end = date(year, 1, 1), spans.months_on(asking.last_day(year).replace(day=1), 1)
    head = [
        pgettext("field", "Unit"),
        *(_("In time"), _("Late"), _("Overdue now")),
        *(_("Records in time"), _("Records late"), _("Decided on"), _("Returned")),
    ]
    rows = [
        [
            one.unit.short_name(labels.locale()),
            *(one.articles.in_time, one.articles.late, one.articles.overdue),
            *(one.records.in_time, one.records.late, one.returns.decided, one.returns.returned),
        ]
        for one in board.punctual_units(db.session(), first, end)
    ]
    return Table(_("Punctuality and returns"), head, rows)


def by_county() -> Table:
    head = [
        pgettext("field", "Unit"),
        *(_("This month"), _("Monthly target"), _("This year"), _("Months met"), _("Families alive")),
        *(_("In time"), _("Late"), _("Decided on"), _("Returned")),
    ]
    families = [column for column in reader.columns().values() if column.is_family]
    rows = [
        [
            one.unit.short_name(labels.locale()),
            *(one.month.done, one.month.goal, one.year, one.months_met, f"{one.families}/{len(families)}"),
            *(one.punctual.in_time, one.punctual.late, one.returns.decided, one.returns.returned),
        ]
        for one in board.counties(db.session(), clock.today())
    ]
    return Table(_("Counties side by side"), head, rows)
