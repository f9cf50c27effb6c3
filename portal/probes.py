"""Asks every public surface, as any reader would, whether it still shows what left the public.

A new surface joins with a line in ``ADDRESSES``: the addresses at which it would show an item, were it still public.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from urllib.parse import quote
from urllib.request import Request, urlopen

from flask import Flask

from content.display import machine
from content.display.finding import Place
from content.surfaces.probing import Left, Probe
from portal.locales import LOCALES

Get = Callable[[str], tuple[int, str]]
#: Robots' views are not counted.
AGENT = "surface-probe bot"
PATIENCE = 10
#: Enough to tell a title from words that stand on every page.
TELLING = 6
JUST_BEFORE = timedelta(microseconds=1)


def just_above(left: Left) -> str:
    """Where a list has to begin so that the item would stand first."""
    if left.first_published_at is None:
        return ""
    return f"?after={Place(left.first_published_at + JUST_BEFORE, left.item_id)}"


def asked_for(left: Left) -> str:
    return quote(left.document_number or left.title[:40])


ADDRESSES: dict[str, Callable[[Left], list[str]]] = {
    "home": lambda left: ["/"],
    "lists": lambda left: [f"/columns/{left.column}{just_above(left)}", f"/units/{left.unit}{just_above(left)}"],
    "search": lambda left: [f"/search?q={asked_for(left)}", f"/search?q={asked_for(left)}&column={left.column}"],
    "subject": lambda left: [f"/subjects/{left.subject}"] if left.subject else [],
    "sitemap": lambda left: [f"/sitemaps/{left.item_id // machine.PART}.xml"],
}
#: Machines' copies. They announce the withdrawal of an article by its address, so there its words are looked for.
FEEDS: dict[str, Callable[[Left], list[str]]] = {
    "feeds": lambda left: ["/feed.atom", f"/columns/{left.column}/feed.atom", f"/units/{left.unit}/feed.json"],
}


def probes(get: Get) -> dict[str, Probe]:
    """Every surface by name, with the question whether it still shows what left."""
    found: dict[str, Probe] = {"item_page": lambda left: answers(get, left)}
    for name, addresses in ADDRESSES.items():
        found[name] = lambda left, addresses=addresses: any(links(get(path), left) for path in addresses(left))  # type: ignore[misc]
    for name, addresses in FEEDS.items():
        found[name] = lambda left, addresses=addresses: any(tells(get(path), left) for path in addresses(left))  # type: ignore[misc]
    return found


def answers(get: Get, left: Left) -> bool:
    """Does the item's own address, in any language, answer with a page, or with a word of what stood there?"""
    for locale in LOCALES:
        status, body = get(f"{locale.prefix}/items/{left.item_id}")
        if status < 400 or names(body, left):
            return True
    return False


def links(answer: tuple[int, str], left: Left) -> bool:
    status, body = answer
    return status < 400 and re.search(rf"/items/{left.item_id}(?!\d)", body) is not None


def tells(answer: tuple[int, str], left: Left) -> bool:
    return links(answer, left) if left.is_record else answer[0] < 400 and names(answer[1], left)


def names(body: str, left: Left) -> bool:
    words = [word for word in (left.title, left.document_number) if len(word) >= TELLING]
    return any(word in body for word in words)


def in_process(app: Flask) -> Get:
    """Through the whole application, without the network."""
    client = app.test_client(use_cookies=False)

    def get(path: str) -> tuple[int, str]:
        response = client.get(path, headers={"User-Agent": AGENT})
        try:
            return response.status_code, response.get_data(as_text=True)
        finally:
            response.close()

    return get


def over_http(base: str) -> Get:
    """Through the front door of a running site, proxies included."""

    def get(path: str) -> tuple[int, str]:
        request = Request(base.rstrip("/") + path, headers={"User-Agent": AGENT})  # noqa: S310 - checked by the command
        try:
            with urlopen(request, timeout=PATIENCE) as response:  # noqa: S310
                return response.status, response.read().decode("utf-8", "replace")
        except OSError as error:
            status = getattr(error, "code", None)
            if status is None:
                raise
            return int(status), error.read().decode("utf-8", "replace")  # type: ignore[attr-defined]

    return get
