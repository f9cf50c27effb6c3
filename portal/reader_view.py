"""How a reader wants pages to look, in one cookie that holds nothing else and is set only when they ask for it."""

from __future__ import annotations

from collections.abc import Iterable

from flask import Response, has_request_context, request

from portal import locales

COOKIE = "view"
#: The words a page's ``data-view`` may carry, in the order they are written.
CHOICES = ("elder", "contrast", "dark", "light", "guide", "pointer")
#: 长者模式 is one press: large type, and with it the guide line and the large pointer.
ELDER = ("elder", "guide", "pointer")
YEAR = 365 * 24 * 3600


def chosen() -> str:
    """The reader's words as ``data-view`` wants them; empty where nothing was ever asked for."""
    if not has_request_context():
        return ""
    return spoken(request.cookies.get(COOKIE, "").split("."))


def spoken(words: Iterable[str]) -> str:
    """Only words there are, each once; dark and light cannot both be."""
    asked = set(words)
    if {"dark", "light"} <= asked:
        asked.discard("light")
    return " ".join(word for word in CHOICES if word in asked)


def has_cookie() -> bool:
    return COOKIE in request.cookies


def keep(response: Response, words: Iterable[str], *, secure: bool) -> Response:
    """Remember a choice for a year, or forget the cookie altogether where it says no more than the usual view."""
    view = spoken(words)
    path = f"{locales.root()}/"
    if view:
        response.set_cookie(
            COOKIE, view.replace(" ", "."), max_age=YEAR, path=path, httponly=True, samesite="Lax", secure=secure
        )
    else:
        response.delete_cookie(COOKIE, path=path, httponly=True, samesite="Lax", secure=secure)
    return response
