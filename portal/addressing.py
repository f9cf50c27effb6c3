"""Addresses of our own pages, filled into forms made once: a page names dozens, and Flask builds each of them anew."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, quote_plus

from flask import Flask, has_request_context
from flask.globals import request_ctx

#: What may stand unquoted in a path and in a query, as werkzeug has it (the URL standard's own sets).
IN_PATH = "!$&'()*+,/:;=@"
IN_QUERY = "!$'()*,/:;?@"
#: A place in a rule: ``<code>``, ``<int:item_id>``, ``<path:path>``. Rules with any other are left to Flask.
PLACE = re.compile(r"<(?:(int|path|string):)?(\w+)>")
#: Far more than a site has; whoever asks by ever new names must not fill the memory.
MOST = 5000

Names = tuple[tuple[str, type], ...]


@dataclass(frozen=True, slots=True)
class Form:
    """An address with its places open: first those of the path, then those of the query."""

    pattern: str
    in_path: tuple[str, ...]
    in_query: tuple[str, ...]

    def fill(self, values: dict[str, Any]) -> str:
        if not (self.in_path or self.in_query):
            return self.pattern
        said = [quote(str(values[name]), safe=IN_PATH) for name in self.in_path]
        said += [quote_plus(str(values[name]), safe=IN_QUERY) for name in self.in_query]
        return self.pattern % tuple(said)


class AddressedFlask(Flask):
    """Answers ``url_for`` by a form wherever the address is a plain one of this site; the rest goes to Flask."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.forms: dict[tuple[str, str, Names], Form | None] = {}

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """No view or hook here is a coroutine, and Flask asks each of them at every request."""
        return func

    def url_for(self, /, endpoint: str, **values: Any) -> str:
        adapter = request_ctx.url_adapter if has_request_context() else None
        form = self.form_for(adapter.script_name, endpoint, values) if adapter else None
        return form.fill(values) if form else super().url_for(endpoint, **values)

    def form_for(self, root: str, endpoint: str, values: dict[str, Any]) -> Form | None:
        names = tuple([(name, type(value)) for name, value in values.items() if value is not None])
        key = (root, endpoint, names)
        try:
            return self.forms[key]
        except KeyError:
            form = self.make_form(root, endpoint, names)
        if len(self.forms) < MOST:
            self.forms[key] = form
        return form

    def make_form(self, root: str, endpoint: str, names: Names) -> Form | None:
        """None where Flask knows better: several rules, other places or values, an anchor, a whole address."""
        rules = list(self.url_map.iter_rules(endpoint)) if endpoint in self.view_functions else []
        if len(rules) != 1 or rules[0].defaults or not all(is_plain(name, kind) for name, kind in names):
            return None
        rule, given = rules[0].rule, dict(names)
        wanted = {name: int if kind == "int" else str for kind, name in PLACE.findall(rule)}
        if is_special(PLACE.sub("", rule)) or any(given.get(name) is not kind for name, kind in wanted.items()):
            return None
        in_query = tuple(name for name in given if name not in wanted)
        path = root.rstrip("/").replace("%", "%%") + PLACE.sub("%s", rule)
        return Form(path + query_of(in_query) if given else path.replace("%%", "%"), tuple(wanted), in_query)


def is_plain(name: str, kind: type) -> bool:
    return kind in (str, int) and not name.startswith("_")


def is_special(fixed: str) -> bool:
    return quote(fixed, safe=IN_PATH) != fixed


def query_of(names: Iterable[str]) -> str:
    said = "&".join(f"{quote_plus(name, safe=IN_QUERY)}=%s".replace("%s", "\0").replace("%", "%%") for name in names)
    return f"?{said}".replace("\0", "%s") if said else ""
