"""Markup that is the same on every page, such as brand, menu and foot: made once per language and path, then kept.

In a template ``{{ once(brand, site, home_url) }}`` is ``{{ brand(site, home_url) }}``, for a macro whose arguments are
few and say all that it depends on. What belongs to one page or one reader is no such argument.
"""

from __future__ import annotations

from typing import Any

from flask import Flask
from jinja2.runtime import Macro
from markupsafe import Markup

from portal import locales

#: Far more than a site has; a page that keeps its own by mistake must not fill the memory.
MOST = 5000


class Once:
    def __init__(self) -> None:
        self.kept: dict[tuple[Any, ...], Markup] = {}

    def __call__(self, macro: Macro, *said: Any, **named: Any) -> Markup:
        key = (*locales.place(), macro, said, *named.items())
        made = self.kept.get(key)
        if made is None:
            made = Markup(macro(*said, **named))  # noqa: S704 - a macro escapes what it is given
            if len(self.kept) < MOST:
                self.kept[key] = made
        return made


def init_app(app: Flask) -> None:
    app.jinja_env.globals["once"] = Once().__call__
