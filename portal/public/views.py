"""The public pages: home, column, item, unit, search, about."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask import Response, current_app, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import pgettext

from content.auth import reorganising
from content.auth.units import Unit
from content.display import files, finding, history, reading, searching, tagged
from content.display.finding import Listing, Place
from content.display.models import PublicItem
from content.display.reading import Read
from content.kinds import reader
from content.kinds.reader import Column
from portal import downloads, labels
from portal.database import db
from portal.public import addresses, asking, linked_data, lists, rows, subjects, tables, tallies
from portal.public.blueprint import public
from portal.public.remembering import remembered, updated_at

NEWEST_EACH = 3
NEWEST_OF_ALL = 8
ALSO = 5
#: What a newcomer may try; words of the trade that every such site has something about.
EXAMPLES = ("信用承诺", "大件许可", "双公示", "信易+")


@public.get("/")
def home() -> str:
    newest = finding.newest_per_column(db.session(), each=NEWEST_EACH)
    counts = tallies.now().columns
    return render_template(
        "public/home.html",
        page_title=_("Transport credit, open to everyone"),
        latest=rows.rows(finding.newest(db.session(), limit=NEWEST_OF_ALL)),
        cards=[card(column, counts[slug], newest[slug]) for slug, column in reader.columns().items()],
        total=sum(counts.values()),
        examples=[{"label": word, "url": url_for("public.search", q=word)} for word in EXAMPLES],
        services=services(),
        updated_at=updated_at(),
    )


def services() -> list[dict[str, Any]]:
    """Where a citizen goes on to, outside: we issue no report and decide no repair."""
    settings = current_app.extensions["settings"]
    return [
        {
            "label": pgettext("menu", "Credit report"),
            "url": settings.report_url,
            "note": _("Special credit reports are issued by Credit Jiangsu"),
            "icon": "file",
            "is_outside": True,
        },
        {
            "label": pgettext("menu", "Credit repair guide"),
            "url": settings.repair_url,
            "note": _("Repair is asked for at Credit China; its result decides"),
            "icon": "check",
            "is_outside": True,
        },
        {
            "label": _("Policy library"),
            "url": url_for("public.policies"),
            "note": _("Rules of credit in transport, by level, field and state, with what explains them."),
            "icon": "file",
        },
        {
            "label": pgettext("action", "Report an error"),
            "url": url_for("public.feedback"),
            "note": _("Anyone, about any page, without an account"),
            "icon": "person",
        },
        {
            "label": _("How to read this site"),
            "url": url_for("public.about"),
            "note": _("What is shown, who answers for it, what is never shown"),
            "icon": "info",
        },
    ]


def card(column: Column, count: int, newest: Iterable[PublicItem]) -> dict[str, Any]:
    return {
        "name": column.label(labels.locale()),
        "description": column.description(labels.locale()),
        "url": url_for("public.column", slug=column.slug),
        "count": count,
        "newest": rows.rows(newest),
    }


@public.get("/columns/<slug>")
def column(slug: str) -> str:
    kind = request.args.get("kind") or None
    shown = finding.column(db.session(), slug, kind=kind, after=Place.read(request.args.get("after")))
    described = reader.column(slug)
    return render_template(
        "public/column.html",
        page_title=described.label(labels.locale()),
        column=described,
        items=rows.rows(shown.items),
        pages=pages(shown, "public.column", slug=slug, **({"kind": kind} if kind else {})),
        kinds=kind_tabs(described, kind),
        downloads=tables.links("public.column_list", slug=slug, kind=kind),
        count=tallies.now().of_column(slug, kind),
        updated_at=updated_at(),
    )


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
    read = reading.read(db.session(), item_id)
    current_app.extensions["view_spool"].seen(item_id, request.user_agent.string)
    return subjects.record(read.item) if read.item.is_record else article(read)


def article(read: Read) -> str:
    shown = read.item
    links = tagged.explained(db.session(), shown.item_id) if read.has_links else tagged.Explained()
    tags = tagged.of_item(db.session(), shown.item_id) if read.has_tags else []
    return render_template(
        "public/item.html",
        page_title=shown.title,
        item=shown,
        header=rows.header(shown),
        chain_of=rows.chain(shown),
        files=rows.files(shown),
        text=rows.pictured(shown),
        place=remembered(place_of, shown.column),
        also=beside(shown),
        description=finding.description(shown),
        views=read.views,
        tags=[(tag.name(labels.locale()), tag_address(tag)) for tag in tags],
        explanations=rows.rows(links.explanations),
        explained=rows.rows(links.rules),
        code=history.code_of(shown),
        address=addresses.permanent(shown.item_id),
        linked=linked_data.article(shown, reader.column(shown.column)),
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


def beside(shown: PublicItem) -> list[dict[str, Any]]:
    """The newest of the same column, without the one that is read."""
    own = url_for("public.item", item_id=shown.item_id)
    return [row for row in remembered(newest_rows, shown.column) if row["url"] != own][:ALSO]


def newest_rows(column: str) -> list[dict[str, Any]]:
    return rows.rows(finding.column(db.session(), column, limit=ALSO + 1).items)


@public.get("/units/<code>")
def unit(code: str) -> ResponseReturnValue:
    named = finding.unit_named(db.session(), code)
    following = reorganising.successor_of(db.session(), named)
    if following is not named:
        return redirect(url_for("public.unit", code=following.code), 308)
    earlier = reorganising.before(db.session(), named)
    shown = finding.of_unit(db.session(), named, after=Place.read(request.args.get("after")))
    return render_template(
        "public/unit.html",
        page_title=named.name(labels.locale()),
        unit=named,
        items=rows.rows(shown.items, shows_column=True),
        pages=pages(shown, "public.unit", code=code),
        downloads=tables.links("public.unit_list", code=code),
        count=sum(tallies.now().units.get(one.id, 0) for one in (named, *earlier)),
        earlier_names=[*former_names(named), *(one.name(labels.locale()) for one in earlier)],
    )


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


def pages(listing: Listing, endpoint: str, **where: Any) -> dict[str, str | None]:
    """Links for a keyset list: back to the newest, and on to the older."""
    older = url_for(endpoint, **where, after=str(listing.older)) if listing.older else None
    return {"newest": url_for(endpoint, **where) if request.args.get("after") else None, "older": older}


@public.get("/privacy")
def privacy() -> str:
    """What is hidden and why, in plain words, and how to complain."""
    return render_template("public/privacy.html", page_title=_("What is hidden, and how to complain"))


@public.get("/styleguide")
def styleguide() -> str:
    """Every component with invented content, for those who build pages."""
    return render_template("styleguide.html", page_title=_("Styleguide"))
