"""The site as a section of another: everything under one path, and nothing beside it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from portal.locales import Wsgi


class PathPrefix:
    """Moves the prefix from the path to the script name. A proxy that does so itself is understood as well."""

    def __init__(self, app: Wsgi, prefix: str) -> None:
        self.app = app
        self.prefix = prefix

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if path == self.prefix or path.startswith(f"{self.prefix}/"):
            environ["PATH_INFO"] = path.removeprefix(self.prefix) or "/"
            environ["SCRIPT_NAME"] = environ.get("SCRIPT_NAME", "") + self.prefix
        elif not environ.get("SCRIPT_NAME"):
            start_response("404 Not Found", [("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", "0")])
            return [b""]
        return self.app(environ, start_response)
