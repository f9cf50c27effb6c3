"""How the search index stands, as an administrator reads it."""

import shutil

import pytest

from content.display import searching


@pytest.fixture
def health(browser):
    return lambda: browser.as_("keeper").get("admin.health")


def test_engine_version_size_and_lag_are_told(site, health):
    site.make("published")
    page = health()
    for words in ("已是最新", "whoosh", "占用磁盘", "KB"):
        assert words in page.main
    assert "SEARCH_ENGINE" not in page.main


def test_whoosh_with_too_many_items_is_warned_of(site, health, monkeypatch):
    site.make("published")
    monkeypatch.setattr(searching, "MOST_WITH_SMALL", 0)
    assert "Whoosh已收录1条" in health().main


def test_a_missing_index_is_said_and_breaks_nothing(site, health):
    site.make("published")
    shutil.rmtree(site.app.extensions["settings"].index_folder)
    assert "没有可读的搜索索引（missing）" in health().main
