"""The public pages: home, column, item, unit, search, about."""

from __future__ import annotations

from flask import Blueprint, current_app, render_template, request, url_for
from flask_babel import gettext as _

from content.display import finding, searching, views
from content.display.finding import Listing, Place
from content.kinds import reader
from portal import labels
from portal.database import db
from portal.public import asking

public = Blueprint("public", __name__)

NEWEST_EACH = 4
NEWEST_UPDATES = 6


@public.get("/")
def home() -> str:
    newest = finding.newest_per_column(db.session(), each=NEWEST_UPDATES)
    return render_template(
        "public/home.html",
        page_title=_("Transport credit, open to everyone"),
        columns=reader.columns(),
        newest=newest,
        each=NEWEST_EACH,
        counts=finding.counts_per_column(db.session()),
        updated_at=finding.updated_at(db.session()),
    )


@public.get("/columns/<slug>")
def column(slug: str) -> str:
    after = Place.read(request.args.get("after"))
    shown = finding.column(db.session(), slug, after=after)
    described = reader.column(slug)
    return render_template(
        "public/column.html",
        page_title=described.label(labels.locale()),
        column=described,
        listing=shown,
        pages=pages(shown, "public.column", slug=slug),
        count=finding.counts_per_column(db.session())[slug],
        updated_at=finding.updated_at(db.session()),
    )


@public.get("/items/<int:item_id>")
def item(item_id: int) -> str:
    shown = finding.item(db.session(), item_id)
    current_app.extensions["view_spool"].seen(item_id, request.user_agent.string)
    return render_template(
        "public/item.html",
        page_title=shown.title,
        item=shown,
        kind=reader.kind(shown.kind),
        column=reader.column(shown.column),
        views=views.count_of(db.session(), item_id),
    )


@public.get("/units/<code>")
def unit(code: str) -> str:
    named = finding.unit_named(db.session(), code)
    shown = finding.of_unit(db.session(), named, after=Place.read(request.args.get("after")))
    return render_template(
        "public/unit.html",
        page_title=named.name(labels.locale()),
        unit=named,
        listing=shown,
        pages=pages(shown, "public.unit", code=code),
        count=finding.count_of_unit(db.session(), named),
        columns=reader.columns(),
    )


@public.get("/search")
def search() -> str:
    ask, was_odd = asking.read(request.args)
    found = None if ask.is_empty else searching.search(db.session(), current_app.extensions["search"], ask)
    return render_template(
        "public/search.html",
        page_title=_("Search"),
        ask=ask,
        was_odd=was_odd,
        found=found,
        facets=asking.facet_groups(found) if found else [],
        chosen=asking.chosen(found) if found else [],
        pages=asking.pages(found) if found else None,
        columns=reader.columns(),
    )


@public.get("/about")
def about() -> str:
    return render_template("public/about.html", page_title=_("About this site"))


def pages(listing: Listing, endpoint: str, **where: str) -> dict[str, str | None]:
    """Links for a keyset list: back to the newest, and on to the older."""
    older = url_for(endpoint, **where, after=str(listing.older)) if listing.older else None
    return {"newest": url_for(endpoint, **where) if request.args.get("after") else None, "older": older}
