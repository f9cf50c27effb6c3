"""Lists and data sets as tables in files: the words above and in them, and the answer that streams them out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from flask import Response, copy_current_request_context, current_app, request, url_for
from flask_babel import gettext as _
from flask_babel import pgettext
from sqlalchemy.orm import Session

from content import clock
from content.display.plain_rows import Listed
from content.spreadsheets import exporting
from content.spreadsheets.exporting import FORMATS, MEDIA_TYPES, Said, Table
from portal import filters
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


def of_items(session: Session, title: str, chunks: Iterable[list[Listed]], said: tuple[Said, ...]) -> Table:
    """What a list shows of each item, and its address."""
    columns = (
        ("title", _("Title")),
        ("kind", pgettext("list", "Kind")),
        ("unit", pgettext("facet", "Unit")),
        ("document_number", _("Document number")),
        ("published_on", _("Published on")),
        ("display", pgettext("list", "Display")),
        ("address", _("Address of the page")),
    )
    return Table(title, said, columns, lists(session, chunks))


def lists(session: Session, chunks: Iterable[list[Listed]]) -> Iterator[Sequence[Any]]:
    for chunk in chunks:
        for item in chunk:
            shown = rows.row(item, shows_column=True)
            yield [
                shown["title"],
                shown["kind"],
                shown["unit"],
                shown["document_number"],
                shown["date"],
                shown["status"].get("label", ""),
                addresses.permanent(item.item_id),
            ]
        let_go(session)


def let_go(session: Session) -> None:
    """Between two chunks: forget the rows, and end the reading, so that a slow reader holds nothing open."""
    session.expunge_all()
    session.rollback()


def one_by_one(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Each piece is made inside the request and handed out outside, so that whoever hangs up leaves nothing behind."""
    return iter(copy_current_request_context(lambda: next(pieces, None)), None)


def stream(table: Table, ending: str, name: str) -> Response:
    """The file in pieces, under its own name. Kept by nobody without asking, since what is in it may leave."""
    body = one_by_one(FORMATS[ending](table)) if request.method == "GET" else ()
    response = Response(body, content_type=MEDIA_TYPES[ending])
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
