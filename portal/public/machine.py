"""What machines ask a site for: sitemap, robots.txt, OpenSearch description, and codes that phones read."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

import segno
from flask import Response, current_app, request
from flask_babel import gettext as _

from content.display import machine
from content.errors import Category, Refusal
from content.kinds import reader
from portal import filters
from portal.database import db
from portal.public import addresses
from portal.public.blueprint import public
from portal.security import local_address

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
OPENSEARCH = "http://a9.com/-/spec/opensearch/1.1/"
XML = "application/xml"
LONGEST_ADDRESS = 300
#: Pages that always stand.
STANDING = (
    "home", "about", "privacy", "site_map", "accessibility", "services", "follow", "topics", "scenes", "policies",
)  # fmt: skip
#: Nothing for an index: single records and subjects, forms, and every way to ask.
CLOSED = (
    "/desk/", "/account/", "/admin/", "/oversight/", "/search", "/preferences", "/feedback", "/subjects/", "/qr.svg",
)  # fmt: skip


@public.get("/sitemap.xml")
def sitemap() -> Response:
    """The index: pages that always stand, then the articles in parts of steady size."""
    root = Element("sitemapindex", xmlns=SITEMAP)
    place(root, "sitemap", addresses.of("public.sitemap_pages"))
    for number, at in machine.parts(db.session()).items():
        place(root, "sitemap", addresses.of("public.sitemap_part", number=number), at)
    return written(root)


@public.get("/sitemaps/pages.xml")
def sitemap_pages() -> Response:
    root = Element("urlset", xmlns=SITEMAP)
    for endpoint in (
        "home",
        "about",
        "privacy",
        "site_map",
        "accessibility",
        "services",
        "follow",
        "topics",
        "scenes",
        "policies",
    ):
        place(root, "url", addresses.of(f"public.{endpoint}"))
    for slug in reader.columns():
        place(root, "url", addresses.of("public.column", slug=slug))
    return written(root)


@public.get("/sitemaps/<int:number>.xml")
def sitemap_part(number: int) -> Response:
    listed = machine.of_part(db.session(), number)
    if not listed:
        raise Refusal("no_such_page", Category.MISSING)
    root = Element("urlset", xmlns=SITEMAP)
    for listing in listed:
        place(root, "url", addresses.permanent(listing.item_id), listing.at)
    return written(root)


def place(root: Element, name: str, address: str, at: datetime | None = None) -> None:
    entry = SubElement(root, name)
    SubElement(entry, "loc").text = address
    if at is not None:
        SubElement(entry, "lastmod").text = filters.iso(at)


def written(root: Element, media_type: str = XML) -> Response:
    return Response(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True), mimetype=media_type)


@public.get("/robots.txt")
def robots() -> Response:
    root = request.script_root
    lines = ["User-agent: *", *(f"Disallow: {root}{path}" for path in CLOSED)]
    lines += ["", f"Sitemap: {addresses.of('public.sitemap')}", ""]
    response = Response("\n".join(lines), mimetype="text/plain")
    response.headers["Cache-Control"] = "public, max-age=3600"
    return response


@public.get("/opensearch.xml")
def opensearch() -> Response:
    """So that a browser can offer this site's own search."""
    name = current_app.extensions["settings"].site_name
    root = Element("OpenSearchDescription", xmlns=OPENSEARCH)
    SubElement(root, "ShortName").text = name[:16]
    SubElement(root, "Description").text = _("Search all public information")
    SubElement(root, "InputEncoding").text = "UTF-8"
    for media_type, endpoint in (("text/html", "public.search"), ("application/atom+xml", "public.search_feed")):
        values: dict[str, Any] = {"form": "atom"} if endpoint == "public.search_feed" else {}
        template = addresses.of(endpoint, **values) + "?q={searchTerms}"
        SubElement(root, "Url", {"type": media_type, "template": template})
    return written(root, "application/opensearchdescription+xml")


@public.get("/qr.svg")
def qr() -> Response:
    """The address of a page of ours as a code. Addresses of other sites are not drawn."""
    path = request.args.get("path", "")
    if not path or len(path) > LONGEST_ADDRESS or local_address(path, "") != path:
        raise Refusal("no_such_page", Category.MISSING)
    drawn = BytesIO()
    code = segno.make(addresses.absolute(path), error="m", micro=False)
    code.save(drawn, kind="svg", scale=4, border=2, svgclass=None, lineclass=None, light="#fff", title=_("QR code"))
    response = Response(drawn.getvalue(), mimetype="image/svg+xml")
    response.headers["Cache-Control"] = "public, max-age=86400"
    return response
