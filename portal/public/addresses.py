"""Addresses that leave the page: absolute, on the site's own domain whatever name it was asked by."""

from __future__ import annotations

from typing import Any

from flask import current_app, url_for

from portal import locales
from portal.settings import Settings


def site() -> str:
    """https://the.domain, without path: from the settings, since a kept page must not repeat a made-up Host."""
    settings: Settings = current_app.extensions["settings"]
    if settings.site_domain == "localhost":
        return f"http://localhost:{settings.port}"
    return f"https://{settings.site_domain}"


def absolute(path: str) -> str:
    return site() + path


def of(endpoint: str, **values: Any) -> str:
    """A page in the language of this request."""
    return absolute(url_for(endpoint, **values))


def permanent(item_id: int) -> str:
    """The one address an item is known by, whatever the language it is read in."""
    return absolute(f"{locales.root()}/items/{item_id}")


def before_number() -> str:
    """What stands before the number in an item's address here: lists name twenty of them."""
    return url_for("public.item", item_id=0).removesuffix("0")
