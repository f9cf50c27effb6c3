"""Handing out a stored file: whole or not at all, as what it is, and never as a page of this site."""

from __future__ import annotations

import os
from pathlib import PurePath
from urllib.parse import quote

from flask import Response, current_app, request, send_file

from content.attachments.storing import Store
from content.errors import Category, Refusal

#: Opened in a tab of its own it may run nothing, fetch nothing and stand in no frame.
POLICY = "default-src 'none'; sandbox; frame-ancestors 'none'"


#: What stands unquoted in a name that is written in UTF-8 (RFC 8187).
PLAIN = "!#$&+-.^_`|~"


def store() -> Store:
    found: Store = current_app.extensions["files"]
    return found


def hand_out(digest: str, *, name: str, media_type: str, is_picture: bool) -> Response:
    """The file under its own name; pictures may be shown in place. A damaged one is missing rather than wrong.

    Copies are asked after each time (``no-cache``), so that what left the public is gone from them at once.
    """
    if request.if_none_match.contains(digest):
        return headed(Response(status=304), digest)
    if not store().is_whole(digest):
        raise Refusal("no_such_file", Category.MISSING)
    file = store().open(digest)
    response = send_file(file, mimetype=media_type, as_attachment=not is_picture, download_name=name, etag=False)
    response.content_length = os.fstat(file.fileno()).st_size
    return headed(response, digest)


def headed(response: Response, digest: str) -> Response:
    response.set_etag(digest)
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["Cache-Control"] = "no-cache"
    return response


def to_save(response: Response, name: str) -> Response:
    """Offered under this name. A header holds Latin letters alone, and a server refuses any other: a Chinese name goes
    beside a plain one, written as every browser reads it (RFC 6266)."""
    if name.isascii():
        names = {"filename": name}
    else:
        names = {"filename": f"file{PurePath(name).suffix}", "filename*": f"UTF-8''{quote(name, safe=PLAIN)}"}
    response.headers.set("Content-Disposition", "attachment", **names)
    return response
