"""开放数据 with something in it, and the lists that can be downloaded, before real eyes."""

import pytest

from tests.factories import records
from tests.pages.conftest import DESK, PHONE, look
from tests.portal.public.test_open_data import invented

WIDTHS = {"phone": PHONE, "desk": DESK}


@pytest.fixture
def filled(site):
    records.publish(site, invented("permit", 5), kind="permit")
    site.make(title="港口信用承诺办法", column="rules")
    return site


@pytest.mark.parametrize("width", WIDTHS)
def test_data_sets_and_downloads(open_page, filled, width):
    page = open_page(WIDTHS[width])
    for name, path in {"empty": "/open-data#ratings", "column": "/columns/rules", "unit": "/units/zhifa"}.items():
        page.goto(path)
        look(page, f"downloads-{name}-{width}", axe=True)
    page.goto("/open-data")
    page.click("#permits summary")
    look(page, f"open-data-{width}", axe=True)


def test_a_file_comes_by_a_click(open_page, filled):
    page = open_page(DESK)
    page.goto("/open-data")
    with page.expect_download() as fetched:
        page.click("#permits .downloads a >> nth=0")

    assert fetched.value.suggested_filename == "permits.csv"
    assert page.context.cookies() == []
