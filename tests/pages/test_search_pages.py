"""Searching by synonyms, and keeping them, at phone and desk width: axe finds nothing."""

import pytest

from content.synonyms import keeping
from tests.pages.conftest import DESK, PHONE, look, sign_in

WIDTHS = pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
PUBLIC = {
    "search-synonym": "/search?q=大件许可",
    "search-as-typed": "/search?q=大件许可&as_typed=1",
    "search-absent": "/search?q=量子纠缠",
}
STAFF = {"synonyms": "/admin/synonyms", "synonym": "/admin/synonyms/1", "health": "/admin/health"}


@pytest.fixture
def filled(site):
    with site.writing() as session:
        keeping.plant(session)
    site.make(title="超限运输许可办理情况", column="updates", body="全年办理超限运输许可320件，压缩时限一半。")
    site.make(title="大件许可一次办成", column="updates")
    return site


@WIDTHS
def test_search_and_its_keepers_pages_are_whole(viewport, filled, open_page):
    page = open_page(viewport)
    for name, path in PUBLIC.items():
        page.goto(path)
        look(page, f"{name}-{viewport['width']}")
    sign_in(page, "keeper")
    for name, path in STAFF.items():
        page.goto(path)
        look(page, f"{name}-{viewport['width']}")
