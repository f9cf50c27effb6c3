"""What is the same on every page is made once, in each language and under each path, and never for one reader."""

import pytest

from portal import locales
from portal.once import Once

SOURCE = "{% macro greeting(word, mark='.') %}{{ word }}{{ mark }}{{ tick() }}{% endmacro %}"


@pytest.fixture
def macro(app):
    ticks = iter("abcdef")
    template = app.jinja_env.from_string(SOURCE, globals={"tick": lambda: next(ticks)})
    return template.module.greeting


def test_the_same_words_are_made_once(app, macro):
    once = Once()
    with app.test_request_context("/"):
        assert once(macro, "安") == once(macro, "安") == "安.a"


def test_other_arguments_other_languages_and_other_paths_are_made_apart(app, macro):
    once = Once()
    places = ({}, {"portal.locale": locales.BY_PREFIX["/en"]}, {"portal.script_root": "/xinyong"})
    made = []
    for place in places:
        with app.test_request_context("/", environ_overrides=place):
            made += [once(macro, "安"), once(macro, "安", mark="!")]
    assert len(set(made)) == 6


def test_what_is_kept_is_escaped_like_any_macro(app, macro):
    with app.test_request_context("/"):
        assert str(Once()(macro, "<b>")).startswith("&lt;b&gt;")


def test_a_page_that_keeps_its_own_by_mistake_does_not_fill_the_memory(app, macro, monkeypatch):
    monkeypatch.setattr("portal.once.MOST", 2)
    once = Once()
    with app.test_request_context("/"):
        for word in "一二三四":
            assert once(macro, word).startswith(word)
    assert len(once.kept) == 2
