"""Batches at the desk of a whole site: handed in as a browser does, carried on as the worker does."""

from __future__ import annotations

import io

from portal.cli import batches as driving
from portal.database import db
from tests.browser import Browser, Page
from tests.factories import batches as made
from tests.site import Site


def rows(number, **changes):
    return [made.penalty(serial, **changes) for serial in range(1, number + 1)]


def hand_in(browser: Browser, data: bytes, *, name: str = "处罚.csv", status: int = 200, **typed: str) -> Page:
    """Choose a file on the upload page and send it as a browser does."""
    page = browser.get("desk.new_batch")
    form = page.soup.find("form", enctype="multipart/form-data")
    values = {tag["name"]: tag.get("value", "") for tag in form.find_all("input", type="hidden")}
    sent = values | {"kind": "penalty", "mode": "all", "sheet": (io.BytesIO(data), name)} | typed
    return browser.read(form["action"], browser.client.post(form["action"], data=sent), status)


def carry_on(site: Site, batch_id: int) -> None:
    """What the worker does with a batch, to its end."""
    with site.app.app_context():
        for _done in driving.steps(site.app, batch_id):
            pass
        db.session.remove()


def number_of(page: Page) -> int:
    return int(page.path.rstrip("/").split("/batches/")[1].split("/")[0])


def handed_in(site: Site, browser: Browser, some_rows, **how) -> int:
    """A sheet handed in and carried on until it rests."""
    batch_id = number_of(hand_in(browser, made.sheet(how.get("kind", "penalty"), some_rows), **how))
    carry_on(site, batch_id)
    return batch_id
