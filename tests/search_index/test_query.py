"""Words → tree: what splits, what quotes and minus mean, what is too much."""

from __future__ import annotations

import pytest

from search_index.query import MOST_CHARACTERS, MOST_CLAUSES, parse


def shape(words: str) -> tuple[list[str], list[str]]:
    query = parse(words)
    return [clause.forms[0] for clause in query.wanted], [clause.forms[0] for clause in query.unwanted]


@pytest.mark.parametrize(
    "words, wanted, unwanted",
    [
        ("信用承诺", ["信用承诺"], []),
        ("信用 承诺", ["信用", "承诺"], []),
        ("信用　承诺", ["信用", "承诺"], []),
        ('"信用 承诺"', ["信用承诺"], []),
        ("“信用 承诺” 港口", ["信用承诺", "港口"], []),
        ("关于“信易+”应用", ["关于信易应用"], []),
        ("许可 -港口", ["许可"], ["港口"]),
        ("许可 －港口", ["许可"], ["港口"]),
        ('许可 -"港口 经营"', ["许可"], ["港口经营"]),
        ("-港口", ["港口"], []),
        ("信-用", ["信用"], []),
        ("许可 - 港口", ["许可", "港口"], []),
        ("“未关上", ["未关上"], []),
        ("…… —— ！", [], []),
        ("", [], []),
        ("信用 OR 承诺*", ["信用", "or", "承诺"], []),
        ("title:信用", ["title信用"], []),
        ("(a AND b)^3", ["a", "and", "b3"], []),
    ],
)
def test_what_words_become(words, wanted, unwanted):
    assert shape(words) == (wanted, unwanted)


def test_too_many_words_are_cut_and_it_is_said():
    query = parse("港 " * (MOST_CLAUSES + 1))

    assert query.was_cut
    assert len(query.wanted) == MOST_CLAUSES


def test_too_long_a_text_is_cut_and_it_is_said():
    query = parse("港" * (MOST_CHARACTERS + 1))

    assert query.was_cut
    assert len(query.wanted[0].forms[0]) == MOST_CHARACTERS


def test_usual_queries_are_not_cut():
    assert not parse("连云港市恒达运输有限公司 超限运输许可").was_cut


def test_a_near_miss_of_a_unified_code_is_suspected():
    assert parse("91320700MA1MKTU24A").suspicion is None
    assert parse("91320700MA1MKUT24A").suspicion.guesses[0].code == "91320700MA1MKTU24A"


def test_words_that_must_not_be_there_are_no_part_of_a_code():
    assert parse("91320700MA1MKUT24A -港口").suspicion.guesses[0].code == "91320700MA1MKTU24A"


def test_queries_are_values():
    assert parse("信用 -港口") == parse("信用 -港口")
    assert hash(parse("信用")) == hash(parse("信用"))
