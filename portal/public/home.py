"""The home page: search first, what is new, where to go on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask import current_app, render_template, url_for
from flask_babel import gettext as _
from flask_babel import pgettext

from content.display import finding
from content.display.plain_rows import Listed
from content.kinds import reader
from content.kinds.reader import Column
from portal import labels
from portal.database import db
from portal.public import rows, tallies
from portal.public.blueprint import public
from portal.public.remembering import remembered, updated_at

NEWEST_EACH = 3
NEWEST_OF_ALL = 8
#: What a newcomer may try; words of the trade that every such site has something about.
EXAMPLES = ("信用承诺", "大件许可", "双公示", "信易+")


@public.get("/")
def home() -> str:
    return render_template("public/home.html", page_title=_("Transport credit, open to everyone"), **remembered(front))


def front() -> dict[str, Any]:
    """What the home page tells, found in two looks."""
    with db.engine.connect() as asked:
        newest = finding.newest_per_column(asked, each=NEWEST_EACH)
        latest = finding.newest(asked, limit=NEWEST_OF_ALL)
    counts = tallies.now().columns
    return {
        "latest": rows.rows(latest),
        "cards": [card(column, counts[slug], newest[slug]) for slug, column in reader.columns().items()],
        "total": sum(counts.values()),
        "examples": [{"label": word, "url": url_for("public.search", q=word)} for word in EXAMPLES],
        "services": services(),
        "updated_at": updated_at(),
    }


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


def card(column: Column, count: int, newest: Iterable[Listed]) -> dict[str, Any]:
    return {
        "name": column.label(labels.locale()),
        "description": column.description(labels.locale()),
        "url": url_for("public.column", slug=column.slug),
        "count": count,
        "newest": rows.rows(newest),
    }
