"""Languages by path prefix: none for 简体, ``/zh-hant`` for 繁體, ``/en`` for English."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from babel import Locale as Babel
from flask import has_request_context, request


@dataclass(frozen=True)
class Locale:
    """``tag`` is how data files name it, ``babel`` how Babel does, ``html`` the page's lang, ``own_name`` its link."""

    tag: str
    babel: str
    html: str
    prefix: str
    own_name: str


LOCALES = (
    Locale("zh-Hans", "zh_Hans", "zh-CN", "", "简体"),
    Locale("zh-Hant", "zh_Hant", "zh-Hant", "/zh-hant", "繁體"),
    Locale("en", "en", "en", "/en", "English"),
)
DEFAULT = LOCALES[0]
BY_PREFIX = {locale.prefix: locale for locale in LOCALES if locale.prefix}

#: Made ready once: otherwise every request reads its language's name anew.
PARSED = {locale.babel: Babel.parse(locale.babel) for locale in LOCALES}

Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class LocalePrefix:
    """Moves the language's prefix from the path to the script name, so that every link keeps the language by itself."""

    def __init__(self, app: Wsgi) -> None:
        self.app = app

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        first, _, rest = path[1:].partition("/")
        locale = BY_PREFIX.get(f"/{first}")
        environ["portal.locale"] = locale or DEFAULT
        environ["portal.script_root"] = environ.get("SCRIPT_NAME", "")
        if locale:
            environ["SCRIPT_NAME"] = environ.get("SCRIPT_NAME", "") + locale.prefix
            environ["PATH_INFO"] = f"/{rest}"
        environ["portal.place"] = environ["portal.script_root"], environ["portal.locale"].prefix
        return self.app(environ, start_response)


def current() -> Locale:
    """The language of this request; Chinese where there is none, as in a command."""
    if not has_request_context():
        return DEFAULT
    return request.environ.get("portal.locale", DEFAULT)


def root() -> str:
    """The site's own path prefix, without the language."""
    return request.environ.get("portal.script_root", "")


def place() -> tuple[str, str]:
    """Both prefixes, of the site and of the language: what is kept for one place is not for another."""
    return request.environ.get("portal.place") or (root(), current().prefix)


def query() -> str:
    """What this page was asked, as it stands behind its path."""
    asked = request.query_string.decode() if request.method == "GET" else ""
    return f"?{asked}" if asked else ""


def links() -> list[dict[str, Any]]:
    """The same page in every language."""
    here, before, after = current(), root(), request.path + query()
    return [
        {
            "code": locale.html,
            "label": locale.own_name,
            "url": f"{before}{locale.prefix}{after}",
            "is_current": locale is here,
        }
        for locale in LOCALES
    ]


def selector() -> Babel:
    return PARSED[current().babel]
