"""Templates say what Jinja would say, each in the language of its request."""

import pytest
from flask import render_template

from portal import locales

MACROS = """{% macro pair(a, b="&") %}{{ a }}|{{ b }}{% endmacro %}
{%- macro framed() %}<{{ caller() }}>{% endmacro %}"""


@pytest.fixture
def rendered(app):
    def render(source, **values):
        with app.test_request_context("/"):
            return app.jinja_env.from_string(source).render(**values)

    return render


def test_what_is_no_markup_is_escaped_once(rendered):
    assert rendered("{{ a }}{{ b }}{{ n }}", a="<&'\">", b="信用", n=7) == "&lt;&amp;&#39;&#34;&gt;信用7"
    assert rendered("{{ a | safe }}{{ (a | safe) }}", a="<b>") == "<b><b>"
    assert rendered("{% set x %}{{ a }}{% endset %}{{ x }}", a="<b>") == "&lt;b&gt;"


def test_macros_take_places_names_and_callers(rendered):
    assert rendered(MACROS + "{{ pair('<') }} {{ pair(b='x', a='y') }}") == "&lt;|&amp; y|x"
    assert rendered(MACROS + "{% call framed() %}{{ a }}{% endcall %}", a="<") == "<&lt;>"
    with pytest.raises(TypeError, match="pair"):
        rendered(MACROS + "{{ pair('a', c='b') }}")
    with pytest.raises(TypeError, match="pair"):
        rendered(MACROS + "{{ pair('a', 'b', 'c') }}")


def test_entries_methods_and_what_is_missing(rendered):
    source = "{{ row.title }}{{ row.items() | list }}{{ row.missing }}{{ row.missing is defined }}"
    assert rendered(source, row={"title": "a", "items": "b"}).startswith("a[(")


def test_a_template_is_compiled_for_each_language(app):
    said = []
    for prefix in ("", "/en", "/zh-hant", ""):
        place = {"portal.locale": locales.BY_PREFIX.get(prefix, locales.DEFAULT)}
        with app.test_request_context("/about", environ_overrides=place):
            said.append(render_template("public/about.html", page_title="x"))
    assert "Privacy and accessibility" in said[1]
    assert said[0] == said[3]
    assert len(set(said)) == 3
