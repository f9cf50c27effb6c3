"""Addresses of styles and scripts: each carries a digest of its content, so that a browser may keep it for good."""

from __future__ import annotations

import gzip
import hashlib
import re
from functools import cache
from pathlib import Path

from flask import Blueprint, Flask, Response, abort, request, send_file

from portal import locales

STATIC = Path(__file__).parent.parent / "static"
BUNDLES = STATIC / "css" / "bundle.txt"
TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".png": "image/png"}
FOREVER = "public, max-age=31536000, immutable"
SECTION = re.compile(r"\[(\w+)\]")
VERSIONED = re.compile(r"(?P<stem>.+)\.[0-9a-f]{12}\.(?P<suffix>\w+)")

assets = Blueprint("assets", __name__)


@cache
def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:12]


@cache
def bundle_parts() -> dict[str, tuple[Path, ...]]:
    """The files of each bundle, in the order bundle.txt gives."""
    parts: dict[str, list[Path]] = {}
    section = ""
    for raw in BUNDLES.read_text(encoding="utf-8").splitlines():
        line = raw.partition("#")[0].strip()
        heading = SECTION.fullmatch(line)
        if heading:
            section = heading[1]
            parts[section] = []
        elif line:
            parts[section].append(STATIC / "css" / line.removeprefix("css/"))
    return {name: tuple(files) for name, files in parts.items()}


@cache
def bundle(name: str) -> bytes:
    """One stylesheet out of many small ones."""
    return b"\n".join(path.read_bytes() for path in bundle_parts()[name])


@cache
def content(path: str) -> bytes:
    return (STATIC / path).read_bytes()


def stylesheet(name: str) -> str:
    return f"{locales.root()}/static/{name}.{digest(bundle(name))}.css"


def asset(path: str) -> str:
    stem, _, suffix = path.rpartition(".")
    return f"{locales.root()}/static/{stem}.{digest(content(path))}.{suffix}"


@cache
def packed(body: bytes) -> bytes:
    """Made once per process; the same bytes each time, whenever they are made."""
    return gzip.compress(body, mtime=0)


def answer(body: bytes, suffix: str, *, kept: bool) -> Response:
    """Packed for whoever takes it so: styles and scripts are most of a first load."""
    takes_gzip = suffix != ".png" and request.accept_encodings["gzip"] > 0
    response = Response(packed(body) if takes_gzip else body, mimetype=TYPES[suffix])
    response.headers["Cache-Control"] = FOREVER if kept else "public, no-cache"
    response.headers["Vary"] = "Accept-Encoding"
    if takes_gzip:
        response.headers["Content-Encoding"] = "gzip"
    response.set_etag(f"{digest(body)}-gz" if takes_gzip else digest(body))
    response.make_conditional(request)
    return response


@assets.get("/static/<path:path>")
def serve(path: str) -> Response:
    """A bundle or a file, by its plain name or by the one that carries its digest."""
    found = VERSIONED.fullmatch(path)
    plain = f"{found['stem']}.{found['suffix']}" if found else path
    stem, _, suffix = plain.rpartition(".")
    if stem in bundle_parts() and suffix == "css":
        return answer(bundle(stem), ".css", kept=bool(found))
    file = (STATIC / plain).resolve()
    if not file.is_relative_to(STATIC.resolve()) or file.suffix not in TYPES or not file.is_file():
        abort(404)
    return answer(content(str(file.relative_to(STATIC.resolve()))), file.suffix, kept=bool(found))


@assets.get("/favicon.ico")
def favicon() -> Response:
    return send_file(STATIC / "img" / "mark.svg", mimetype="image/svg+xml", max_age=86400)


def init_app(app: Flask) -> None:
    app.register_blueprint(assets)
    app.jinja_env.globals.update(stylesheet=stylesheet, asset=asset)
