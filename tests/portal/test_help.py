"""A guide for each role, in every language, with pictures that are there and small."""

import re
from pathlib import Path

import pytest

from content.auth.roles import Role
from portal.help import guides

STATIC = Path(__file__).parents[2] / "static"
PICTURES = STATIC / "img" / "help"


@pytest.mark.parametrize("role", guides.ORDER)
@pytest.mark.parametrize("prefix", ["", "/en", "/zh-hant"])
def test_every_guide_opens_in_every_language(visit, role, prefix):
    page = visit("zhifa-writer").open(f"{prefix}/help/{role.value}")

    assert page.soup.select("h2")
    for picture in page.soup.select("figure img"):
        assert picture["alt"] and picture["src"].startswith("/static/img/help/")
        assert page.browser.client.get(picture["src"]).status_code == 200


def test_ones_own_guide_stands_first(visit):
    page = visit("zhifa-reviewer").get("help_pages.contents")
    assert page.soup.select_one("li.panel h2").get_text() == "审核人使用指南"
    assert page.main.count("您的角色") == 1


def test_a_guide_for_nobody_is_missing(visit):
    visit("zhifa-writer").open("/help/nobody", status=404)


def test_guides_are_for_people_of_the_desk(visit):
    page = visit("zhifa-writer").signed_out().open("/help/producer")
    assert "登录" in page.h1


def test_every_role_has_a_guide_as_long_in_english_as_in_chinese():
    assert set(guides.ORDER) == set(Role)
    for role in Role:
        chinese, english = guides.guide(role, "zh-Hans"), guides.guide(role, "en")
        assert chinese.body.count("\n# ") == english.body.count("\n# ") > 0, role
        assert re.findall(r"/help/[\w-]+\.png", chinese.body) == re.findall(r"/help/[\w-]+\.png", english.body)


def test_the_pictures_are_small_and_none_stands_there_for_nobody():
    named = {name for role in Role for name in re.findall(r"/help/([\w-]+\.png)", guides.guide(role, "zh-Hans").body)}
    assert {path.name for path in PICTURES.iterdir()} == named
    assert sum(path.stat().st_size for path in PICTURES.iterdir()) <= 300_000
