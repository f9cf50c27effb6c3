"""Pages that help a reader on: services, what to follow, where everything is, how accessible it is."""

from __future__ import annotations

from typing import Any

from flask import current_app, render_template, url_for
from flask_babel import gettext as _
from flask_babel import pgettext

from content.auth import units
from content.display import person_lookup
from content.kinds import reader
from portal import labels
from portal.database import db
from portal.public import rows
from portal.public.blueprint import public


@public.get("/services")
def services() -> str:
    """Where a citizen goes on to: reports and repair are not ours, and we say whom to ask."""
    settings = current_app.extensions["settings"]
    asked = [unit for unit in units.everyone(db.session()) if unit.telephone]
    return render_template(
        "public/services.html",
        page_title=_("Credit services"),
        report_url=settings.report_url,
        repair_url=settings.repair_url,
        may_look_up_persons=person_lookup.is_on(db.session()),
        contacts=[rows.office(unit) for unit in asked],
    )


@public.get("/follow")
def follow() -> str:
    return render_template("public/follow.html", page_title=_("Follow this site"), groups=followable())


def followable() -> list[dict[str, Any]]:
    """Everything that has a feed, in groups."""
    everything = feeds("public.site_feed", "public.home", _("All articles"))
    columns = [
        feeds("public.column_feed", "public.column", column.label(labels.locale()), slug=slug)
        for slug, column in reader.columns().items()
    ]
    listed = units.everyone(db.session())
    of_units = [feeds("public.unit_feed", "public.unit", u.name(labels.locale()), code=u.code) for u in listed]
    return [
        {"label": _("The whole site"), "feeds": [everything]},
        {"label": _("Columns"), "feeds": columns},
        {"label": _("Units"), "feeds": of_units},
    ]


def feeds(endpoint: str, page: str, label: str, **where: Any) -> dict[str, str]:
    """One thing to follow: its page, its two feeds and the code a phone reads."""
    address = url_for(page, **where)
    return {
        "label": label,
        "url": address,
        "atom": url_for(endpoint, form="atom", **where),
        "json": url_for(endpoint, form="json", **where),
        "qr": url_for("public.qr", path=address),
    }


@public.get("/site-map")
def site_map() -> str:
    return render_template("public/site_map.html", page_title=_("Site map"), groups=places())


def places() -> list[dict[str, Any]]:
    """Every page that always stands, in the groups of the site map."""
    locale = labels.locale()
    columns = [(c.label(locale), url_for("public.column", slug=slug)) for slug, c in reader.columns().items()]
    of_units = [(u.name(locale), url_for("public.unit", code=u.code)) for u in units.everyone(db.session())]
    return [
        {"label": _("Columns"), "links": columns},
        {"label": _("Topics"), "links": topic_places()},
        {"label": _("Services"), "links": service_places()},
        {"label": _("Units"), "links": of_units},
        {"label": _("About this site"), "links": own_places()},
    ]


def topic_places() -> list[tuple[str, str]]:
    return [
        (_("Topics"), url_for("public.topics")),
        (_("Xinyi+"), url_for("public.scenes")),
        (_("Policy library"), url_for("public.policies")),
        (_("Rules by field and level"), url_for("public.policy_matrix")),
    ]


def service_places() -> list[tuple[str, str]]:
    return [
        (pgettext("menu", "Credit look-up"), url_for("public.search")),
        (_("Credit services"), url_for("public.services")),
        (_("Open data"), url_for("public.open_data")),
        (_("Check a copy"), url_for("public.check")),
    ]


def own_places() -> list[tuple[str, str]]:
    return [
        (_("About this site"), url_for("public.about")),
        (_("What is hidden, and how to complain"), url_for("public.privacy")),
        (_("Reading preferences"), url_for("public.preferences")),
        (_("Accessibility statement"), url_for("public.accessibility")),
        (_("Follow this site"), url_for("public.follow")),
    ]


@public.get("/accessibility")
def accessibility() -> str:
    return render_template("public/accessibility.html", page_title=_("Accessibility statement"))
