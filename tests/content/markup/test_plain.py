"""The text a reader sees, for the index and for descriptions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.markup import plain
from content.markup.render import to_html


@pytest.mark.parametrize(
    "markdown, text",
    [
        ("# 甲\n\n1. 乙\n- 丙", "甲\n1. 乙\n丙"),
        ("**总体要求。**坚持[省厅](http://a.cn)", "总体要求。坚持省厅"),
        ("|单位|条数|\n|-|-|\n|执法支队|12|", "单位\t条数\n执法支队\t12"),
        ("<b>138&lt;", "<b>138&lt;"),
        ("![码头](/a.png)", "码头"),
        ("", ""),
    ],
)
def test_markdown_becomes_what_is_seen(markdown, text):
    assert plain.to_text(markdown) == text
    assert plain.to_text(to_html(markdown)) == text
    assert plain.html_to_text(str(to_html(markdown))) == text


def test_scripts_and_styles_of_foreign_html_are_not_seen():
    assert plain.html_to_text("<style>p{}</style><p>甲<br>乙</p><script>1</script>") == "甲\n乙"


@pytest.mark.parametrize(
    "text, limit, words",
    [
        ("信用。", 10, "信用。"),
        ("甲\n乙", 10, "甲 乙"),
        ("一二三四。五六七八九十", 8, "一二三四。"),
        ("一。二三四五六七八九十", 8, "一。二三四五六…"),
        ("一二三", 0, "…"),
    ],
)
def test_first_words(text, limit, words):
    assert plain.first_words(text, limit) == words


@given(st.text(), st.integers(1, 50))
def test_first_words_never_exceed_their_limit(text, limit):
    assert len(plain.first_words(text, limit)) <= limit
