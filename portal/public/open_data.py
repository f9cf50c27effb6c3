"""开放数据: whole data sets about companies, described on one page and streamed as plain files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from flask import Response, current_app, render_template, request
from flask_babel import gettext as _
from flask_babel import pgettext

from content import clock
from content.auth import units
from content.display import epoch, exporting
from content.display.exporting import DataSet, Record
from content.kinds.reader import Field
from content.spreadsheets.exporting import Table
from portal import filters, labels, locales
from portal.database import db
from portal.public import addresses, tables
from portal.public.blueprint import public


def title(chosen: DataSet) -> str:
    titles = {"permits": _("Permits of companies"), "ratings": _("Ratings of companies")}
    return titles[chosen.code]


def description(chosen: DataSet) -> str:
    about = {
        "permits": _("Every permit of a company that is public now, with the fields Credit China shows."),
        "ratings": _("Every rating of a company that is public now, by field and year, as issued."),
    }
    return about[chosen.code]


@public.get("/open-data")
def open_data() -> str:
    described = [describe(chosen) for chosen in exporting.DATA_SETS.values()]
    return render_template("public/open_data.html", page_title=_("Open data"), sets=described)


def describe(chosen: DataSet) -> dict[str, Any]:
    count = exporting.count(db.session(), chosen)
    return {
        "code": chosen.code,
        "title": title(chosen),
        "about": description(chosen),
        "count": count,
        "updated_at": exporting.updated_at(db.session(), chosen),
        "fields": [(heading, key, explained(chosen, key)) for key, heading in columns(chosen)],
        "files": tables.links("public.data_set", count=count, data_set=chosen.code),
    }


def shown_fields(chosen: DataSet) -> list[Field]:
    return [field for field in chosen.kind.fields if field.shown]


def columns(chosen: DataSet) -> tuple[tuple[str, str], ...]:
    """The display set of the kind, then where and when each record is published."""
    own = [(field.name, field.label(labels.locale())) for field in shown_fields(chosen)]
    more = [("published_by", pgettext("record", "Published by")), ("published_on", _("Published on"))]
    return (*own, *more, ("address", _("Address of the page")))


def explained(chosen: DataSet, key: str) -> str:
    """What the data standard calls a field."""
    return next((field.standard for field in shown_fields(chosen) if field.name == key), "")


@public.get("/open-data/<data_set>.<any(csv, xlsx, json):ending>")
def data_set(data_set: str, ending: str) -> Response:
    """Asked again unchanged it is not sent again. Workbooks end where Excel slows down; csv and json do not."""
    chosen = exporting.data_set(data_set)
    tag = f"{epoch.current(db.session())}-{clock.today().isoformat()}-{ending}-{locales.current().tag}"
    if request.if_none_match.contains(tag):
        return tagged(Response(status=304), tag)
    count = exporting.count(db.session(), chosen)
    held = min(count, tables.LONGEST_WORKBOOK) if ending == "xlsx" else count
    said = tables.head(title(chosen), count=count, held=held, page=addresses.of("public.open_data"))
    table = Table(title(chosen), said, columns(chosen), records(chosen, held))
    turnstile = current_app.extensions["turnstile"]
    turnstile.enter()
    response = tables.stream(table, ending, chosen.code)
    response.call_on_close(turnstile.leave)
    return tagged(response, tag)


def records(chosen: DataSet, most: int) -> Iterator[Sequence[Any]]:
    session = db.session()
    names = {unit.id: unit.name(labels.locale()) for unit in units.everyone(session)}
    keys = [field.name for field in shown_fields(chosen)]
    for chunk in exporting.records(session, chosen):
        for record in chunk[: max(most, 0)]:
            yield cells(record, keys, names)
        most -= len(chunk)
        tables.let_go(session)
        if most <= 0:
            return


def cells(record: Record, keys: list[str], units_by_id: dict[int, str]) -> list[Any]:
    own = [record.fields.get(key, "") for key in keys]
    by, on = units_by_id.get(record.unit_id, ""), filters.format_day(record.first_published_at)
    return [*own, by, on, addresses.permanent(record.item_id)]


def tagged(response: Response, tag: str) -> Response:
    response.set_etag(tag)
    response.headers["Cache-Control"] = "public, no-cache"
    return response
