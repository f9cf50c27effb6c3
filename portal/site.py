"""What every page knows: the site's own facts, the menus, the language, the person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Flask, g, request, url_for
from flask_babel import gettext as _
from flask_babel import pgettext
from markupsafe import Markup

from content.auth.people import Person
from content.kinds import reader
from portal import labels, locales, navigation, reader_view, words
from portal.settings import Settings


@dataclass(frozen=True)
class Site:
    name: str
    short_name: str
    host_unit: str
    operator: str
    telephone: str
    address: str
    icp: str
    police_record: str
    site_code: str
    domain: str
    mark_url: str
    mistakes_url: str
    #: Of the outer site, where this one is a section of it.
    fragment_above: Markup
    fragment_below: Markup


def site_of(settings: Settings) -> Site:
    return Site(
        name=settings.site_name,
        short_name=settings.site_name,
        host_unit=settings.site_owner,
        operator=settings.site_operator,
        telephone=settings.site_telephone,
        address=settings.site_address,
        icp=settings.site_icp,
        police_record=settings.site_police,
        site_code=settings.site_code,
        domain=settings.site_domain,
        mark_url=settings.mark_url,
        mistakes_url=settings.mistakes_url,
        fragment_above=Markup(settings.fragment_above),  # noqa: S704 - written by whoever runs the site
        fragment_below=Markup(settings.fragment_below),  # noqa: S704 - as above
    )


@dataclass(frozen=True)
class Signed:
    """The signed-in person as the page's head shows them."""

    key: str
    display_name: str
    unit_name: str
    roles_label: str


def signed(person: Person | None) -> Signed | None:
    if person is None:
        return None
    roles = dict.fromkeys(str(labels.ROLES[membership.role]) for membership in person.memberships)
    home = person.home.short_name(labels.locale()) if person.home else ""
    return Signed(
        person.key, person.display_name, home, "、".join(roles) if locales.current().tag != "en" else ", ".join(roles)
    )


def main_menu() -> list[dict[str, str]]:
    """Home and the columns. ``path`` is the entry's address without language and prefix."""
    home = {"label": pgettext("menu", "Home"), "url": url_for("public.home"), "path": "/"}
    return [home] + [
        {
            "label": column.label(labels.locale()),
            "url": url_for("public.column", slug=slug),
            "path": f"/columns/{slug}",
        }
        for slug, column in reader.columns().items()
    ]


def menu_place() -> str:
    """Which entry of the menu this page is, by its path; nothing for the many pages that are none."""
    is_entry = request.path == "/" or request.path.removeprefix("/columns/") in reader.columns()
    return request.path if is_entry else ""


def here() -> str:
    """This page's own address, with its language."""
    return request.script_root + request.path + locales.query()


def footer_links() -> list[dict[str, str]]:
    """What is asked for on every page: how to read, where everything is. Whom to tell of a mistake stands before it."""
    return [
        {"label": _("About this site"), "url": url_for("public.about")},
        {"label": _("Services"), "url": url_for("public.services")},
        {"label": _("Follow"), "url": url_for("public.follow")},
        {"label": _("Publication statistics"), "url": url_for("public.statistics")},
        {"label": _("Open data"), "url": url_for("public.open_data")},
        {"label": _("Site map"), "url": url_for("public.site_map")},
        {"label": _("Accessibility"), "url": url_for("public.accessibility")},
        {"label": _("Privacy"), "url": url_for("public.privacy")},
    ]


def init_app(app: Flask, settings: Settings) -> None:
    site = site_of(settings)
    app.jinja_env.filters["problems"] = words.problems

    @app.context_processor
    def page_globals() -> dict[str, Any]:
        person = g.get("person")
        page = here()
        return {
            "site": site,
            "locale": labels.locale(),
            "html_lang": locales.current().html,
            "language_links": locales.links(),
            "main_menu": main_menu,
            "menu_place": menu_place(),
            "reader_view": reader_view.chosen(),
            "preferences_url": url_for("public.preferences", back=page),
            "report_url": url_for("public.feedback", page=page),
            "footer_links": footer_links,
            "person": signed(person),
            "desk_menu": navigation.desk_menu(person) if person else [],
        }
