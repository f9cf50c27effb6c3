"""Lists and data sets as tables in files: the words above and in them, and the answer that streams them out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from flask import Response, current_app, request, stream_with_context, url_for
from flask_babel import gettext as _
from flask_babel import pgettext

from content import clock
from content.display.models import PublicItem
from content.spreadsheets import exporting
from content.spreadsheets.exporting import FORMATS, MEDIA_TYPES, Said, Table
from portal import filters
from portal.database import db
from portal.public import addresses, rows

#: A workbook is whole only at its end: this many rows are ready in ten seconds. Longer tables leave as csv and json.
LONGEST_WORKBOOK = 20_000


def head(asked: str, *, count: int, held: int, page: str) -> tuple[Said, ...]:
    """What was asked, when, how much, from where; and what the file is not."""
    lines = [
        Said("query", _("Asked for: "), asked),
        Said("time", _("Time: "), filters.format_moment(clock.now())),
        Said("count", _("Number: "), count),
    ]
    if held < count:
        lines.append(Said("held", _("In this file, the newest: "), held))
    lines += [
        Said("source", _("Source: "), f"{current_app.extensions['settings'].site_name} {page}"),
        Said("note", _("Note: "), _("State at the time above; the site decides. It is no credit report.")),
    ]
    return tuple(lines)


def of_items(title: str, chunks: Iterable[list[PublicItem]], said: tuple[Said, ...]) -> Table:
    """What a list shows of each item, and its address."""
    columns = (
        ("title", _("Title")),
        ("column", pgettext("facet", "Column")),
        ("unit", pgettext("facet", "Unit")),
        ("document_number", _("Document number")),
        ("published_on", _("Published on")),
        ("address", _("Address of the page")),
    )
    return Table(title, said, columns, lists(chunks))


def lists(chunks: Iterable[list[PublicItem]]) -> Iterator[Sequence[Any]]:
    for chunk in chunks:
        for item in chunk:
            shown = rows.row(item)
            yield [
                shown["title"],
                shown["column"],
                shown["unit"],
                shown["document_number"],
                shown["date"],
                addresses.permanent(item.item_id),
            ]
        let_go()


def let_go() -> None:
    """Between two chunks: forget the rows, and end the reading, so that a slow reader holds nothing open."""
    db.session.expunge_all()
    db.session.rollback()


def stream(table: Table, ending: str, name: str) -> Response:
    """The file in pieces, under its own name. Kept by nobody without asking, since what is in it may leave."""
    pieces = FORMATS[ending](table)
    body = pieces if request.method == "GET" else ()
    response = Response(stream_with_context(iter(body)), content_type=MEDIA_TYPES[ending])
    response.headers.set("Content-Disposition", "attachment", filename=f"{name}.{ending}")
    response.headers["Cache-Control"] = "public, no-cache"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def links(endpoint: str, *, count: int = 0, **where: Any) -> list[dict[str, str]]:
    """The same table in each format; a workbook only where Excel still opens it well."""
    names = {"csv": "CSV", "xlsx": "Excel", "json": "JSON"}
    return [
        {"label": names[ending], "url": url_for(endpoint, ending=ending, **where)}
        for ending in exporting.FORMATS
        if ending != "xlsx" or count <= LONGEST_WORKBOOK
    ]
