"""The front door: a site of the test's own, or one for all tests of a file that leave each other's items alone."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from app import create_app
from portal.database import db
from portal.settings import Settings
from tests.browser import Browser
from tests.factories import workflow
from tests.site import SECRET, Site, browser, planted, site

__all__ = ["browser", "planted", "site"]

Made = Callable[..., tuple[int, int]]
Visit = Callable[[str], Browser]


@pytest.fixture(scope="module")
def house(planted: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """One site for a whole file: every test makes its own items, and nobody counts everything."""
    folder = tmp_path_factory.mktemp("house") / "instance"
    shutil.copytree(planted, folder)
    app = create_app(Settings(data_dir=str(folder), secret_key=SECRET))
    app.testing = True
    yield Site(app)
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture(scope="module")
def visit(house: Site) -> Visit:
    """The browser of somebody who signed in once for the whole file."""
    return cache(lambda username: Browser(house.app).as_(username))


@pytest.fixture(scope="module")
def made(house: Site) -> Made:
    """An item whose edition stands in this state, unknown to the index. Returns item id and edition id."""

    def make(state: str = "published", unit: str = "zhifa", **changes: Any) -> tuple[int, int]:
        maker = getattr(workflow, state) if state != "draft" else workflow.items.draft
        with house.writing() as session:
            edition = maker(session, house.staff(session, unit), **changes)
            session.flush()
            return edition.item_id, edition.id

    return make
