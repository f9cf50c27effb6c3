"""The staff menu: what each may open stands there, what not does not, and both agree with the pages."""

import pytest

from content.auth.permissions import ROLES
from content.auth.roles import Role
from portal import navigation
from tests.browser import words

WHO = {
    "zhifa-writer": Role.PRODUCER,
    "zhifa-reviewer": Role.REVIEWER,
    "zhifa-publisher": Role.RESPONSIBLE,
    "overseer": Role.OVERSEER,
    "keeper": Role.ADMINISTRATOR,
}


@pytest.mark.parametrize("who", WHO)
def test_everything_in_the_menu_opens_and_everything_else_is_refused(visit, who):
    browser = visit(who)
    page = browser.get("account.password")
    listed = {link["href"] for link in page.soup.select(".desk-menu a")}
    for entry in navigation.DESK:
        address = browser.path(entry.endpoint)
        is_open = entry.permission is None or entry.permission in ROLES[WHO[who]]
        assert (address in listed) is is_open
        browser.open(address, status=200 if address in listed else 403)


def test_the_page_one_is_on_is_marked(visit):
    page = visit("zhifa-writer").get("desk.items")
    assert [words(tag) for tag in page.soup.select(".desk-menu [aria-current=page]")] == ["本单位稿件"]


def test_what_waits_is_counted_and_never_further_than_the_most(visit, made, monkeypatch):
    monkeypatch.setattr(navigation, "MOST_COUNTED", 2)
    for _ in range(3):
        made("submitted", unit="xuanjiao")
    page = visit("xuanjiao-reviewer").get("desk.today")
    assert words(page.soup.select_one(".desk-menu .count")) == "2"
    assert not visit("xuanjiao-writer").get("desk.today").soup.select(".desk-menu .count")
