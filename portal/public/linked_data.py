"""An article as search engines read it (schema.org): what it is, whose, since when, and where it stands in the site."""

from __future__ import annotations

from typing import Any

from flask import current_app, url_for
from flask_babel import pgettext

from content.display import finding
from content.display.plain_rows import Whole
from content.kinds import reader
from content.kinds.reader import Column
from portal import filters, labels
from portal.public import addresses
from portal.public.remembering import remembered

CONTEXT = "https://schema.org"


def article(shown: Whole, column: Column, *, by: str) -> dict[str, Any]:
    """From the public form alone, like everything that leaves. ``by``: the unit that answers for it."""
    settings = current_app.extensions["settings"]
    return {
        "@context": CONTEXT,
        "@graph": [
            {
                "@type": "NewsArticle",
                "@id": addresses.permanent(shown.item_id),
                "headline": shown.title[:110],
                "description": finding.description(shown),
                "datePublished": filters.iso(shown.first_published_at),
                "dateModified": filters.iso(shown.published_at),
                "inLanguage": "zh-CN",
                "isAccessibleForFree": True,
                "articleSection": column.label("zh-Hans"),
                "author": {"@type": "GovernmentOrganization", "name": by},
                "publisher": {"@type": "GovernmentOrganization", "name": settings.site_owner},
                "mainEntityOfPage": addresses.of("public.item", item_id=shown.item_id),
            },
            remembered(trail_to, column.slug),
        ],
    }


def trail_to(slug: str) -> dict[str, Any]:
    return trail([(pgettext("menu", "Home"), url_for("public.home")), named(reader.column(slug))])


def named(column: Column) -> tuple[str, str]:
    return column.label(labels.locale()), url_for("public.column", slug=column.slug)


def trail(steps: list[tuple[str, str]]) -> dict[str, Any]:
    listed = [
        {"@type": "ListItem", "position": position, "name": name, "item": addresses.absolute(path)}
        for position, (name, path) in enumerate(steps, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": listed}
