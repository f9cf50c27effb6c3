"""Words in templates: the language of the request, values escaped, percent signs as the catalogue means them."""

import pytest

from portal import locales


@pytest.fixture
def said(app):
    def say(source, prefix="", **values):
        place = {"portal.locale": locales.BY_PREFIX[prefix]} if prefix else {}
        with app.test_request_context("/", environ_overrides=place):
            return app.jinja_env.from_string(source).render(**values)

    return say


def test_a_word_is_said_in_the_language_of_each_request(said):
    for _time in range(2):
        assert said("{{ _('Search') }}") == "搜索"
        assert said("{{ _('Search') }}", "/en") == "Search"


def test_a_context_tells_words_apart(said):
    assert said("{{ pgettext('menu', 'Home') }}") == "首页"
    assert said("{{ pgettext('nobody says this', 'Home') }}", "/en") == "Home"


def test_values_are_put_in_anew_each_time_and_escaped(said):
    source = "{{ _('Search: %(words)s', words=words) }}"
    assert said(source, "/en", words="<b>") == "Search: &lt;b&gt;"
    assert said(source, "/en", words="信用") == "Search: 信用"


def test_a_doubled_percent_sign_is_one(said):
    assert said("{{ _('100%% of it') }}", "/en") == "100% of it"
    assert said("{{ _('100%% of %(it)s', it='all') }}", "/en") == "100% of all"


def test_our_own_words_are_markup_already(said):
    assert said("{{ _('a <b>strong</b> word') }}", "/en") == "a <b>strong</b> word"
