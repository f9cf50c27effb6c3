"""First load of every kind of public page: requests and bytes, written as docs/sizes.md.

`python -m benchmarks.sizes` on a site with items (DATA_DIR). Pictures that wait until they are scrolled to are not
counted; everything else a browser without a cache asks for is.
"""

from __future__ import annotations

import gzip
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient

DOCUMENT = Path(__file__).parent.parent / "docs" / "sizes.md"
#: Over the wire at first load, for any page of articles.
MOST_BYTES = 60 * 1024
TAKES_GZIP = {"Accept-Encoding": "gzip"}
PAGES = {
    "home": "/",
    "column": "/columns/rules",
    "item": "/items/{item}",
    "unit": "/units/zhifa",
    "search": f"/search?q={quote('信用')}",
    "policy library": "/policies",
    "rules by field and level": "/policies/matrix",
    "Xinyi+ scenes": "/scenes",
    "topics": "/topics",
    "report an error": "/feedback",
    "what became of a report": "/feedback/status",
    "check a copy": "/check",
    "preferences": "/preferences",
    "follow": "/follow",
    "site map": "/site-map",
    "services": "/services",
    "accessibility": "/accessibility",
    "about": "/about",
    "privacy": "/privacy",
    "not found": "/nowhere",
}


@dataclass(frozen=True)
class Load:
    requests: int
    sent: int
    packed: int


def parts_of(html: str) -> list[str]:
    """What a browser fetches besides the page: styles, scripts, the icon, and pictures that do not wait."""
    soup = BeautifulSoup(html, "html.parser")
    links = [tag["href"] for tag in soup.find_all("link", rel=["stylesheet", "icon"])]
    scripts = [tag["src"] for tag in soup.find_all("script", src=True)]
    pictures = [tag["src"] for tag in soup.find_all("img", src=True) if tag.get("loading") != "lazy"]
    return [*links, *scripts, *pictures]


def drawn_by(style: str) -> list[str]:
    """Pictures a style sheet draws on the home page; the pointers are fetched only where they are chosen."""
    return [name for name in re.findall(r'url\("?([^")]+)"?\)', style) if "pointer" not in name and "hand" not in name]


def load(client: FlaskClient, path: str) -> Load:
    page = client.get(path)
    parts = list(dict.fromkeys(parts_of(page.text)))
    if 'class="hero"' in page.text:
        style = client.get(next(part for part in parts if part.endswith(".css"))).text
        parts += [f"/static/{name.lstrip('./')}" for name in drawn_by(style) if "data:" not in name]
    fetched = [client.get(part, headers=TAKES_GZIP).data for part in parts]
    return Load(
        requests=1 + len(parts),
        sent=len(page.data) + sum(map(len, fetched)),
        packed=len(gzip.compress(page.data)) + sum(map(len, fetched)),
    )


def measured(app: Flask, item: int) -> dict[str, Load]:
    client = app.test_client()
    return {name: load(client, path.format(item=item)) for name, path in PAGES.items()}


def document(loads: dict[str, Load]) -> str:
    lines = [
        "# First load of every kind of public page",
        "",
        "Made by `python -m benchmarks.sizes` on the demonstration site: bodies as this site sends them (styles and",
        "scripts packed), and as a proxy that packs pages too sends them.",
        "",
        "| Page | Requests | kB | kB behind a packing proxy |",
        "|---|---|---|---|",
    ]
    for name, found in loads.items():
        lines.append(f"| {name} | {found.requests} | {found.sent / 1024:.1f} | {found.packed / 1024:.1f} |")
    return "\n".join(lines) + "\n"


def newest_item(app: Flask) -> int:
    from content.display import finding
    from portal.database import db

    with app.app_context():
        return finding.newest(db.session(), limit=1)[0].item_id


def main() -> None:
    from app import create_app

    app = create_app()
    DOCUMENT.write_text(document(measured(app, newest_item(app))), encoding="utf-8")


if __name__ == "__main__":
    main()
