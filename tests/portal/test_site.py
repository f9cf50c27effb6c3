"""What every page knows: the site's own facts, the menu of the columns, who is signed in."""

import pytest

from content.kinds import reader
from portal import site as knowing
from portal.settings import Settings
from tests.browser import words


def test_every_fact_comes_from_the_settings():
    settings = Settings(site_name="名", site_owner="主", site_operator="承", site_telephone="1", site_code="1" * 10)
    made = knowing.site_of(settings)
    assert (made.name, made.host_unit, made.operator) == ("名", "主", "承")
    assert (made.telephone, made.site_code) == ("1", "1" * 10)


@pytest.mark.parametrize("prefix, tag", [("", "zh-Hans"), ("/en", "en"), ("/zh-hant", "zh-Hant")])
def test_the_public_menu_is_home_and_the_columns_in_order(visit, prefix, tag):
    page = visit("zhifa-writer").signed_out().open(f"{prefix}/columns/rules")
    entries = [link for link in page.soup.find_all("a") if link.find_parent("nav", class_="menu")]
    listed = [words(link) for link in entries]
    labels = [column.label(tag) for column in reader.columns().values()]
    assert [word for word in listed if word in labels] == labels
    current = [words(link) for link in entries if link.get("aria-current")]
    assert current == [reader.column("rules").label(tag)]


def test_the_head_of_the_desk_names_person_unit_and_roles(visit):
    page = visit("zhifa-writer").get("desk.today")
    head = words(page.soup.select_one(".desk-who"))
    assert "员ter" in head and "执法" in head and "采编员" in head


def test_no_public_page_names_anybody_who_is_signed_in(visit):
    assert "员ter" not in visit("zhifa-writer").open("/").html


def test_the_foot_says_who_keeps_the_site(visit):
    page = visit("zhifa-writer").signed_out().open("/")
    foot = words(page.soup.find("footer"))
    for word in ("连云港市交通运输局", "12328", "3207000000"):
        assert word in foot
