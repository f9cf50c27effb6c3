"""The public pages: column, item, unit, search, about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Response, current_app, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from markupsafe import Markup

from content.auth.units import Unit
from content.display import files, finding, history, reading, searching, tagged
from content.display.finding import Place
from content.display.plain_rows import Whole
from content.display.reading import Read
from content.kinds import reader
from content.kinds.reader import Column
from portal import downloads, labels
from portal.database import db
from portal.public import addresses, asking, linked_data, lists, offices, rows, subjects, tables, tallies
from portal.public.blueprint import public
from portal.public.remembering import remembered, updated_at

ALSO = 5


@public.get("/columns/<slug>")
def column(slug: str) -> str:
    kind = request.args.get("kind") or None
    after = Place.read(request.args.get("after"))
    shown = column_page(slug, kind, after) if after else remembered(column_page, slug, kind)
    described = reader.column(slug)
    return render_template(
        "public/column.html",
        page_title=described.label(labels.locale()),
        column=described,
        items=shown.rows,
        pages=pages(shown.older, "public.column", slug=slug, **({"kind": kind} if kind else {})),
        kinds=kind_tabs(described, kind),
        place=remembered(place_of, slug),
        downloads=remembered(column_files, slug, kind),
        count=tallies.now().of_column(slug, kind),
        updated_at=updated_at(),
    )


@dataclass(frozen=True)
class ListPage:
    """A page of a list, ready to be shown. The first of each is asked for most, and remembered."""

    rows: list[dict[str, Any]]
    older: Place | None


def column_page(slug: str, kind: str | None, after: Place | None = None) -> ListPage:
    with db.engine.connect() as asked:
        found = finding.column(asked, slug, kind=kind, after=after)
    return ListPage(rows.rows(found.items), found.older)


def unit_page(code: str, after: Place | None = None) -> ListPage:
    with db.engine.connect() as asked:
        found = finding.of_units(asked, [one.id for one in offices.standing(code).all], after=after)
    return ListPage(rows.rows(found.items, shows_column=True), found.older)


def column_files(slug: str, kind: str | None) -> list[dict[str, str]]:
    return tables.links("public.column_list", slug=slug, kind=kind)


def kind_tabs(column: Column, chosen: str | None) -> list[dict[str, Any]]:
    """A column that holds records too is read kind by kind; others have no tabs."""
    if not any(reader.kind(kind).is_record for kind in column.kinds):
        return []
    counts = tallies.now()
    every = {
        "label": _("All"),
        "url": url_for("public.column", slug=column.slug),
        "count": counts.of_column(column.slug),
        "is_current": chosen is None,
    }
    return [every] + [
        {
            "label": reader.kind(kind).label(labels.locale()),
            "url": url_for("public.column", slug=column.slug, kind=kind),
            "count": counts.of_column(column.slug, kind),
            "is_current": chosen == kind,
        }
        for kind in column.kinds
    ]


@public.get("/items/<int:item_id>")
def item(item_id: int) -> str:
    with db.engine.connect() as asked:
        read = reading.read(asked, item_id)
    current_app.extensions["view_spool"].seen(item_id, request.user_agent.string)
    return subjects.record(finding.item(db.session(), item_id)) if read.item.is_record else article(read)


def article(read: Read) -> str:
    shown, units = read.item, offices.every()
    own = url_for("public.item", item_id=shown.item_id)
    links = tagged.explained(db.session(), shown.item_id) if read.has_links else tagged.Explained()
    tags = tagged.of_item(db.session(), shown.item_id) if read.has_tags else []
    return render_template(
        "public/item.html",
        page_title=shown.title,
        item=shown,
        source=shown.fields.get("source") or units[shown.unit_id].name(),
        author=units[shown.producer_unit_id].name(),
        header=rows.header(shown),
        chain_of=rows.chain(shown),
        files=rows.files(shown),
        text=rows.pictured(shown),
        place=remembered(place_of, shown.column),
        own=own,
        also=beside(shown, own),
        description=finding.description(shown),
        views=read.views,
        tags=[(tag.name(labels.locale()), tag_address(tag)) for tag in tags],
        explanations=rows.rows(links.explanations),
        explained=rows.rows(links.rules),
        code=history.code_of(shown),
        address=addresses.permanent(shown.item_id),
        linked=linked_data.article(shown, reader.column(shown.column), by=units[shown.unit_id].name()),
    )


def place_of(slug: str) -> dict[str, str]:
    """The column an item stands in, as every page in it names it."""
    column = reader.column(slug)
    return {
        "label": column.label(labels.locale()),
        "description": column.description(labels.locale()),
        "type": column.column_type,
        "url": url_for("public.column", slug=slug),
        "atom": url_for("public.column_feed", slug=slug, form="atom"),
        "json": url_for("public.column_feed", slug=slug, form="json"),
    }


def tag_address(tag: Any) -> str:
    """Where everything under a tag stands: its own page, or the library narrowed to it."""
    pages_of = {"campaign": "public.topic", "scene": "public.scene"}
    if tag.family in pages_of:
        return url_for(pages_of[tag.family], slug=tag.slug)
    return url_for("public.policies", **{tag.family: tag.slug})


@public.get("/items/<int:item_id>/files/<int:position>/<name>")
def file(item_id: int, position: int, name: str) -> Response:
    """What the item lists now, and nothing else that was ever uploaded."""
    served = files.find(db.session(), item_id, position, name, width=request.args.get("width", ""))
    return downloads.hand_out(
        served.digest, name=served.name, media_type=served.media_type, is_picture=served.is_picture
    )


def beside(shown: Whole, own: str) -> Markup:
    """The newest of the same column, without the one that is read: most are older, and have the same beside them."""
    found = remembered(newest_rows, shown.column)
    if own in [row["url"] for row in found]:
        return listed([row for row in found if row["url"] != own])
    return remembered(newest_listed, shown.column)


def newest_rows(column: str) -> list[dict[str, Any]]:
    return rows.rows(finding.column(db.session(), column, limit=ALSO + 1).items)


def newest_listed(column: str) -> Markup:
    return listed(remembered(newest_rows, column)[:ALSO])


def listed(some: list[dict[str, Any]]) -> Markup:
    macros: Any = current_app.jinja_env.get_template("components/plain_list.html").module
    return macros.plain_list(some) if some else Markup()


@public.get("/units/<code>")
def unit(code: str) -> ResponseReturnValue:
    standing = offices.standing(code)
    named = standing.unit
    if standing.following is not named:
        return redirect(url_for("public.unit", code=standing.following.code), 308)
    after = Place.read(request.args.get("after"))
    shown = unit_page(code, after) if after else remembered(unit_page, code)
    return render_template(
        "public/unit.html",
        page_title=named.name(labels.locale()),
        unit=named,
        items=shown.rows,
        pages=pages(shown.older, "public.unit", code=code),
        downloads=remembered(unit_files, code),
        feeds=remembered(unit_feeds, code),
        count=sum(tallies.now().units.get(one.id, 0) for one in standing.all),
        earlier_names=[*former_names(named), *(one.name(labels.locale()) for one in standing.earlier)],
    )


def unit_files(code: str) -> list[dict[str, str]]:
    return tables.links("public.unit_list", code=code)


def unit_feeds(code: str) -> dict[str, str]:
    return {form: url_for("public.unit_feed", code=code, form=form) for form in ("atom", "json")}


def former_names(unit: Unit) -> list[str]:
    """The names it bore before, the oldest first."""
    return [old["names"].get(labels.locale()) or old["names"]["zh-Hans"] for old in unit.former_names or ()]


@public.get("/search")
def search() -> str:
    ask, was_odd = asking.read(request.args)
    found = None if ask.is_empty else searching.search(db.session(), current_app.extensions["search"], ask)
    return render_template(
        "public/search.html",
        page_title=_("Search: %(words)s", words=ask.words) if ask.words else _("Search"),
        ask=ask,
        was_odd=was_odd,
        found=found,
        hits=[rows.hit(shown) for shown in found.hits] if found else [],
        facet_groups=asking.facet_groups(found) if found else [],
        chosen=asking.chosen(found) if found else [],
        pages=asking.pages(found) if found else {},
        sorts=asking.sorts(),
        feed_url=asking.address(ask, "public.search_feed", form="atom", sort=None),
        hidden=asking.hidden(ask),
        credit_report_url=current_app.extensions["settings"].report_url,
        as_typed_url=asking.address(ask, as_typed=1),
        with_synonyms_url=asking.address(ask, as_typed=None),
        near=[(words, url_for("public.search", q=words)) for words in found.near] if found else [],
        downloads=lists.search_links(ask),
        guesses=asking.guesses(found.query.suspicion) if found and not found.total else [],
    )


@public.get("/search/suggest")
def suggest() -> Response:
    """What the words typed so far may become; an extra for the search box, which works without."""
    typed = request.args.get("q", "")[: asking.LONGEST]
    return jsonify(searching.suggest(db.session(), current_app.extensions["search"], typed))


@public.get("/about")
def about() -> str:
    return render_template("public/about.html", page_title=_("About this site"))


def pages(older: Place | None, endpoint: str, **where: Any) -> dict[str, str | None]:
    """Links for a keyset list: back to the newest, and on to the older."""
    newest = url_for(endpoint, **where) if request.args.get("after") else None
    return {"newest": newest, "older": url_for(endpoint, **where, after=str(older)) if older else None}


@public.get("/privacy")
def privacy() -> str:
    """What is hidden and why, in plain words, and how to complain."""
    return render_template("public/privacy.html", page_title=_("What is hidden, and how to complain"))


@public.get("/styleguide")
def styleguide() -> str:
    """Every component with invented content, for those who build pages."""
    return render_template("styleguide.html", page_title=_("Styleguide"))
