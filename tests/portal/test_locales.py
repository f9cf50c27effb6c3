"""Languages by path prefix: the prefix moves to the script name, and every link keeps it."""

import pytest

from portal import locales


@pytest.mark.parametrize(
    "path, tag, script, rest",
    [
        ("/", "zh-Hans", "", "/"),
        ("/columns/rules", "zh-Hans", "", "/columns/rules"),
        ("/en", "en", "/en", "/"),
        ("/en/", "en", "/en", "/"),
        ("/en/items/1", "en", "/en", "/items/1"),
        ("/zh-hant/search", "zh-Hant", "/zh-hant", "/search"),
        ("/english", "zh-Hans", "", "/english"),
        ("/EN/items/1", "zh-Hans", "", "/EN/items/1"),
        ("", "zh-Hans", "", ""),
    ],
)
def test_the_prefix_says_the_language_and_leaves_the_path(path, tag, script, rest):
    seen = {}
    locales.LocalePrefix(lambda environ, _start: seen.update(environ) or [])({"PATH_INFO": path}, None)
    assert seen["portal.locale"].tag == tag
    assert (seen.get("SCRIPT_NAME", ""), seen["PATH_INFO"]) == (script, rest)


def test_below_a_script_name_of_its_own_the_site_keeps_it():
    seen = {}
    app = locales.LocalePrefix(lambda environ, _start: seen.update(environ) or [])
    app({"PATH_INFO": "/en/about", "SCRIPT_NAME": "/xinyong"}, None)
    assert (seen["SCRIPT_NAME"], seen["PATH_INFO"]) == ("/xinyong/en", "/about")
    assert seen["portal.script_root"] == "/xinyong"


def test_outside_a_request_it_is_chinese():
    assert locales.current() is locales.DEFAULT


@pytest.mark.parametrize("prefix, word", [("", "首页"), ("/zh-hant", "首頁"), ("/en", "Home")])
def test_each_page_offers_itself_in_the_other_languages(visit, prefix, word):
    page = visit("zhifa-writer").signed_out().open(f"{prefix}/search?q=信用")
    assert word in page.text
    offered = [link["href"] for link in page.soup.select(".languages a")]
    wanted = {"", "/zh-hant", "/en"} - {prefix}
    for other in wanted:
        assert any(href.startswith(f"{other}/search?q=") for href in offered), (other, offered)


def test_errors_and_fixed_words_are_in_the_language_too(visit):
    nobody = visit("zhifa-writer").signed_out()
    assert nobody.open("/en/items/999999", status=404).h1 == "Not found"
    assert nobody.open("/zh-hant/items/999999", status=404).h1 == "沒有找到"
