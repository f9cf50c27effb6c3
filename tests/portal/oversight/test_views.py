"""The bureau's board: who may look, and that its numbers are those of the public site."""

import pytest

from content.kinds import reader
from tests.browser import words


@pytest.mark.parametrize("who", ["zhifa-writer", "zhifa-publisher"])
@pytest.mark.parametrize("page", ["overview", "hidden"])
def test_units_do_not_see_the_bureaus_pages(visit, who, page):
    visit(who).get(f"oversight.{page}", status=403)


@pytest.mark.parametrize("who", ["overseer", "keeper"])
def test_who_oversees_sees_every_unit_and_column(visit, who):
    page = visit(who).get("oversight.overview")
    assert "执法" in page.main
    for column in reader.columns().values():
        assert (column.label() in page.main) or not column.is_family


def row(page, head, caption):
    table = next(t for t in page.soup.find_all("table") if caption in words(t.caption))
    return next(words(tr) for tr in table.find_all("tr") if head in words(tr))


def test_what_is_published_is_counted_and_what_left_is_not(site, browser):
    overseer = browser.as_("overseer")
    site.make("published")
    site.make("approved")
    counted = row(overseer.get("oversight.overview"), "执法", "本月工作动态")
    assert "本月已报1条" in counted
    site.make("withdrawn")
    site.make("hidden")
    assert row(overseer.get("oversight.overview"), "执法", "本月工作动态") == counted
