"""What is not in the page's language is marked; where nothing is to be said, not a byte is written."""

import pytest
from markupsafe import Markup

from portal import locales

CHINESE, ENGLISH = "连交〔2024〕98号", "Transport Bureau"
SOURCE = "<i{{ original_lang(text) }}></i><b{{ lang_of(text) }}></b><u{{ original_lang() }}>{{ mixed(text) }}</u>"
MARK = ' lang="zh-CN"'


@pytest.fixture
def said(app):
    """The same by a template that is compiled for its language and by one that is not."""

    def say(source, prefix="", **values):
        language = locales.BY_PREFIX.get(prefix, locales.DEFAULT)
        with app.test_request_context("/", environ_overrides={"portal.locale": language}):
            made = {
                env.from_string(source).render(**values) for env in (app.jinja_env, app.jinja_env.speaking(language))
            }
        [one] = made
        return one

    return say


@pytest.mark.parametrize(
    "prefix, text, expected",
    [
        ("", CHINESE, f"<i></i><b></b><u>{CHINESE}</u>"),
        ("/zh-hant", CHINESE, f"<i{MARK}></i><b></b><u{MARK}>{CHINESE}</u>"),
        ("/en", CHINESE, f"<i{MARK}></i><b{MARK}></b><u{MARK}><span{MARK}>{CHINESE}</span></u>"),
        ("/zh-hant", ENGLISH, f"<i></i><b></b><u{MARK}>{ENGLISH}</u>"),
        ("/en", ENGLISH, f"<i></i><b></b><u{MARK}>{ENGLISH}</u>"),
        ("/en", 7, f"<i></i><b></b><u{MARK}>7</u>"),
    ],
)
def test_what_is_said_in_each_language(said, prefix, text, expected):
    assert said(SOURCE, prefix, text=text) == expected


@pytest.mark.parametrize(
    "text, expected",
    [
        ("Search: 信用", "Search: [信用]"),
        ("公司：Permits", "[公司：]Permits"),
        ("Edition 2: 3月6日起施行（试行） & more", "Edition 2: [3月6日起施行（试行）] &amp; more"),
        ("<b>信&用</b>", "&lt;b&gt;[信]&amp;[用]&lt;/b&gt;"),
        (Markup("<i>信用</i>"), "<i>信用</i>"),
    ],
)
def test_chinese_within_a_sentence(said, text, expected):
    marked = said("{{ mixed(text) }}", "/en", text=text)
    assert marked.replace(f"<span{MARK}>", "[").replace("</span>", "]") == expected


def test_words_keep_what_is_marked_in_their_values(said):
    source = "{{ _('Search: %(words)s', words=mixed(words)) }}"
    assert said(source, "/en", words="<信用>") == f"Search: &lt;<span{MARK}>信用</span>&gt;"
    assert said(source, "", words="<信用>") == "搜索：&lt;信用&gt;"


def test_templates_in_simplified_chinese_are_compiled_without_it(app):
    env = app.jinja_env.speaking(locales.DEFAULT)
    for name in ("components/item_list.html", "components/page_head.html", "public/item.html"):
        compiled = env.compile(env.loader.get_source(env, name)[0], raw=True)
        assert not [one for one in ("original_lang", "lang_of", "mixed") if one in compiled], name


def test_an_official_text_is_chinese_and_a_guide_is_not(app):
    with app.test_request_context("/", environ_overrides={"portal.locale": locales.BY_PREFIX["/en"]}):
        article = app.jinja_env.get_template("components/article_body.html").module.article_body
        assert article(Markup("<p>通知</p>")) == f'<div class="prose prose-official"{MARK}><p>通知</p></div>'
        assert article(Markup("<p>Guide</p>"), False) == '<div class="prose"><p>Guide</p></div>'
