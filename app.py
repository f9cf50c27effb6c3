"""Puts the parts together: settings → database → blueprints → commands. The only place where all of them meet."""

from __future__ import annotations

import os
from pathlib import Path

from flask import Flask
from flask_babel import Babel
from werkzeug.middleware.proxy_fix import ProxyFix

from content.attachments.storing import Store
from content.display import searching
from portal import (
    addressing,
    assets,
    converters,
    database,
    errors,
    filters,
    locales,
    once,
    rendering,
    security,
    site,
    template_words,
    vault,
)
from portal.account.routes import account
from portal.admin.routes import admin
from portal.cli import commands
from portal.desk.routes import desk
from portal.help.views import help_pages
from portal.oversight.routes import oversight
from portal.path_prefix import PathPrefix
from portal.public.health import health
from portal.public.keeping import Shelf
from portal.public.remembering import Memory
from portal.public.routes import public
from portal.public.tallies import Tallies
from portal.public.turnstile import Turnstile
from portal.settings import Settings, from_environment
from portal.translations import compiling
from portal.view_spool import ViewSpool

ROOT = Path(__file__).parent


def create_app(settings: Settings | None = None) -> Flask:
    """The whole site. Without settings they are read from the environment; weak ones raise ``WeakSettings``."""
    settings = settings or from_environment(os.environ)
    app = addressing.AddressedFlask(__name__, static_folder=None, template_folder=str(ROOT / "templates"))
    rendering.init_app(app)
    app.config.update(database.configure(settings), **security.configure(settings))
    app.extensions["settings"] = settings
    app.json.ensure_ascii = False  # type: ignore[attr-defined]

    converters.init_app(app)
    database.init_app(app)
    security.init_app(app)
    errors.init_app(app)
    filters.init_app(app)
    assets.init_app(app)
    site.init_app(app, settings)
    Babel(
        app,
        default_locale=locales.DEFAULT.babel,
        default_translation_directories=str(compiling.compiled(settings.folder / "translations")),
        locale_selector=locales.selector,
        timezone_selector=lambda: "Asia/Shanghai",
    )
    template_words.init_app(app)
    once.init_app(app)
    app.extensions["search"] = searching.open_for_reading(settings.index_folder, settings.engine)
    app.extensions["files"] = Store(settings.folder / "files")
    vault.init_app(app, settings)
    app.extensions["shelf"] = Shelf()
    app.extensions["memory"] = Memory()
    app.extensions["turnstile"] = Turnstile()
    app.extensions["proof_turnstile"] = Turnstile(10, "too_many_attempts")
    app.extensions["person_turnstile"] = Turnstile(10, "too_many_attempts")
    app.extensions["tallies"] = Tallies()
    app.extensions["view_spool"] = ViewSpool(settings.folder)

    for blueprint in (public, health, account, desk, help_pages, oversight, admin):
        app.register_blueprint(blueprint)
    commands.init_app(app)
    app.wsgi_app = locales.LocalePrefix(app.wsgi_app)  # type: ignore[method-assign]
    if settings.path_prefix:
        app.wsgi_app = PathPrefix(app.wsgi_app, settings.path_prefix)  # type: ignore[method-assign]
    if int(settings.trusted_proxies):
        hops = int(settings.trusted_proxies)
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    return app
