"""Marks stand where the words stand, whatever was folded on the way; joined segments are the text itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search_index.highlighting import highlight, snippet
from search_index.query import parse
from search_index.synonyms import Synonyms


def marked(text: str, words: str, **how) -> str:
    return "".join(f"<{piece}>" if is_hit else piece for piece, is_hit in highlight(text, parse(words), **how))


@pytest.mark.parametrize(
    "text, words, expected",
    [
        ("推进信用承诺制度", "信用承诺", "推进<信用承诺>制度"),
        ("连云港市恒达（运输）公司", "恒達運輸", "连云港市<恒达（运输>）公司"),
        ("依据連交〔２０２４〕９８號文", "连交(2024)98号", "依据<連交〔２０２４〕９８號>文"),
        ("载重㎡\u200b２０２４年度", "2024年", "载重㎡\u200b<２０２４年>度"),
        ("1984年第98号", "98", "1984年第<98>号"),
        ("共1984年", "98", "共1<98>4年"),
        ("许可与港口", "许可 -港口", "<许可>与港口"),
        ("信用 信用", "信用 用", "<信用> <信用>"),
        ("没有", "信用", "没有"),
        ("信用", "", "信用"),
    ],
)
def test_highlights(text, words, expected):
    assert marked(text, words) == expected


@pytest.mark.parametrize("words", ["hdys", "hengdayunshu"])
def test_pinyin_marks_what_it_stands_for_when_asked(words):
    assert marked("连云港市恒达（运输）公司", words, by_sound=True) == "连云港市<恒达（运输>）公司"
    assert marked("连云港市恒达（运输）公司", words) == "连云港市恒达（运输）公司"


def test_a_synonym_is_marked_too():
    query = parse("大件许可", Synonyms([["大件许可", "超限运输许可"]]))

    assert ("超限运输许可", True) in highlight("办理超限运输许可", query)


def test_a_snippet_shows_the_place_with_most_words():
    text = "信用" + "甲" * 300 + "信用承诺书与港口" + "乙" * 300

    pieces = snippet(text, parse("信用 港口"), width=40)

    assert "".join(piece for piece, is_hit in pieces if is_hit) == "信用港口"
    assert pieces[0] == pieces[-1] == ("…", False)
    assert len("".join(piece for piece, _ in pieces)) <= 42


def test_a_snippet_without_hits_is_the_beginning():
    assert snippet("甲乙丙丁", parse("港口"), width=2) == (("甲乙", False), ("…", False))


@given(st.text(max_size=60), st.text(max_size=8))
def test_joined_segments_are_the_text(text, words):
    pieces = highlight(text, parse(words), by_sound=True)

    assert "".join(piece for piece, _ in pieces) == text


@given(st.text(max_size=60), st.data())
def test_a_part_of_a_text_is_marked_in_it(text, data):
    start = data.draw(st.integers(0, len(text)))
    part = "".join(text[start : start + 5].split())
    if part in text and parse(part).wanted and not parse(part).unwanted:
        assert any(is_hit for _, is_hit in highlight(text, parse(part)))
