"""下载本列表: the list of a column, a unit or a search as a file, exactly as its page shows it."""

from __future__ import annotations

from flask import Response, current_app, request
from flask_babel import gettext as _

from content.display import exporting, finding, searching
from content.kinds import reader
from portal import labels
from portal.database import db
from portal.public import addresses, asking, tables, tallies
from portal.public.blueprint import public


@public.before_request
def refuse_too_many() -> None:
    """Files cost more than pages: everyone may take many, nobody all the time."""
    if "ending" in (request.view_args or {}):
        current_app.extensions["turnstile"].refuse_too_many(request.remote_addr or "")


@public.get("/columns/<slug>/list.<any(csv, xlsx, json):ending>")
def column_list(slug: str, ending: str) -> Response:
    kind = request.args.get("kind") or None
    finding.column(db.session(), slug, kind=kind, limit=1)  # raises what its page would
    named = [reader.column(slug).label(labels.locale())] + ([reader.kind(kind).label(labels.locale())] if kind else [])
    count = tallies.now().of_column(slug, kind)
    page = addresses.of("public.column", slug=slug, kind=kind)
    said = tables.head(" · ".join(named), count=count, held=held(count), page=page)
    table = tables.of_items(db.session(), " · ".join(named), exporting.of_column(db.session(), slug, kind), said)
    return tables.stream(table, ending, kind or slug)


@public.get("/units/<code>/list.<any(csv, xlsx, json):ending>")
def unit_list(code: str, ending: str) -> Response:
    unit = finding.unit_named(db.session(), code)
    title, count = unit.name(labels.locale()), tallies.now().units.get(unit.id, 0)
    said = tables.head(title, count=count, held=held(count), page=addresses.of("public.unit", code=code))
    table = tables.of_items(db.session(), title, exporting.of_unit(db.session(), unit), said)
    return tables.stream(table, ending, code)


@public.get("/search/list.<any(csv, xlsx, json):ending>")
def search_list(ending: str) -> Response:
    """Nothing asked gives an empty list, as the page does."""
    ask, _odd = asking.read(request.args)
    found: list[int] = []
    count = 0
    if not ask.is_empty:
        index = current_app.extensions["search"]
        found, count = searching.ids_of(db.session(), index, ask, most=exporting.MOST)
    page = addresses.absolute(asking.address(ask))
    said = tables.head(asked(ask), count=count, held=len(found), page=page)
    table = tables.of_items(db.session(), _("Search results"), exporting.of_ids(db.session(), found), said)
    return tables.stream(table, ending, "search")


def held(count: int) -> int:
    return min(count, exporting.MOST)


def asked(ask: searching.Ask) -> str:
    """The question in words: what was typed, then each filter."""
    days = {"from": ask.day_from, "to": ask.day_to}
    parts = [f"{name}={value}" for name, value in {**ask.filters, **days}.items() if value]
    return "; ".join(filter(None, [ask.words, *parts])) or "–"


def search_links(ask: searching.Ask) -> list[dict[str, str]]:
    """The files of this very question."""
    query = asking.address(ask).partition("?")[2]
    return [link | {"url": f"{link['url']}?{query}"} for link in tables.links("public.search_list")]
