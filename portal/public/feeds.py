"""Feeds of articles, as Atom and as JSON, per column, unit and saved search. What left is named by its address only."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from flask import Response, current_app, request, url_for
from flask_babel import gettext as _

from content.display import feeds, finding, searching
from content.display.feeds import Entry, Scope
from content.kinds import reader
from portal import labels
from portal.database import db
from portal.public import addresses, asking, feed_atom, feed_json, keeping
from portal.public.blueprint import public
from portal.public.feed import Feed

ATOM, JSON = "application/atom+xml", "application/feed+json"


@dataclass(frozen=True)
class Form:
    """How one of the two formats is written, and the ending its addresses have."""

    media_type: str
    write: Callable[[Feed], bytes]


FORMS = {"atom": Form(ATOM, feed_atom.write), "json": Form(JSON, feed_json.write)}


@public.get("/feed.<any(atom, json):form>")
def site_feed(form: str) -> Response:
    title = current_app.extensions["settings"].site_name
    return answer(form, followed(Scope(), title, url_for("public.home"), "public.site_feed", form=form))


@public.get("/columns/<slug>/feed.<any(atom, json):form>")
def column_feed(slug: str, form: str) -> Response:
    title = reader.column(slug).label(labels.locale())
    page = url_for("public.column", slug=slug)
    return answer(form, followed(Scope(column=slug), title, page, "public.column_feed", slug=slug, form=form))


@public.get("/units/<code>/feed.<any(atom, json):form>")
def unit_feed(code: str, form: str) -> Response:
    unit = finding.unit_named(db.session(), code)
    title, page = unit.name(labels.locale()), url_for("public.unit", code=code)
    return answer(form, followed(Scope(unit_id=unit.id), title, page, "public.unit_feed", code=code, form=form))


def followed(scope: Scope, title: str, page: str, endpoint: str, **where: str) -> Feed:
    """One page of a stream, with the addresses of its neighbours (RFC 5005)."""
    below = request.args.get("below", "")
    stream = feeds.stream(db.session(), scope, below=int(below[:18]) if below.isdecimal() else None)
    return Feed(
        title=title,
        page=addresses.absolute(page),
        address=addresses.of(endpoint, **where, below=below or None),
        first=addresses.of(endpoint, **where),
        older=addresses.of(endpoint, **where, below=stream.older) if stream.older else "",
        updated_at=stream.updated_at,
        entries=stream.entries,
    )


@public.get("/search.<any(atom, json):form>")
def search_feed(form: str) -> Response:
    """A saved search: its newest hits among articles, and the articles that left lately, whatever they said."""
    ask, _odd = asking.read(request.args)
    ask = replace(ask, sort="newest")
    found = None if ask.is_empty else searching.search(db.session(), current_app.extensions["search"], ask)
    hits = feeds.of_items(db.session(), [hit.item.item_id for hit in found.hits]) if found else []
    gone = feeds.departures(db.session(), Scope(column=ask.filters.get("column"))) if found and ask.page == 1 else []
    more = found is not None and ask.page < found.pages
    feed = Feed(
        title=_("Search: %(words)s", words=ask.words) if ask.words else _("Search"),
        page=addresses.absolute(asking.address(ask)),
        address=feed_address(ask, form, page=ask.page if ask.page > 1 else None),
        first=feed_address(ask, form),
        older=feed_address(ask, form, page=ask.page + 1) if more else "",
        updated_at=max((entry.at for entry in [*hits, *gone]), default=None),
        entries=newest_first([*hits, *gone]),
    )
    return keeping.tagged(answer(form, feed))


def newest_first(entries: list[Entry]) -> tuple[Entry, ...]:
    return tuple(sorted(entries, key=lambda entry: (entry.at, entry.item_id), reverse=True))


def feed_address(ask: searching.Ask, form: str, **changes: int | None) -> str:
    return addresses.absolute(asking.address(ask, "public.search_feed", form=form, sort=None, **changes))


def answer(form: str, feed: Feed) -> Response:
    return Response(FORMS[form].write(feed), mimetype=FORMS[form].media_type)
