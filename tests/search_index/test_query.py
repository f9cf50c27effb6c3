"""Words → tree: what splits, what quotes and minus mean, what is too much."""

from __future__ import annotations

import pytest

from search_index.query import MOST_CHARACTERS, MOST_CLAUSES, parse
from search_index.synonyms import Synonyms


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


TRADE = Synonyms([["大件许可", "超限运输许可"], ["执法支队", "市交通执法支队"], ["维修", "修理", "保养"]])


@pytest.mark.parametrize(
    "words, forms, also",
    [
        ("大件许可", ("大件许可", "超限运输许可"), ("超限运输许可",)),
        ("大件許可", ("大件许可", "超限运输许可"), ("超限运输许可",)),
        ("连云港大件许可怎么办", ("连云港大件许可怎么办", "连云港超限运输许可怎么办"), ("连云港超限运输许可怎么办",)),
        ("市交通执法支队", ("市交通执法支队", "执法支队"), ("执法支队",)),
        ("维修", ("维修", "修理", "保养"), ("修理", "保养")),
        ("“大件许可”", ("大件许可",), ()),
        ("港口", ("港口",), ()),
    ],
)
def test_a_word_is_also_looked_for_by_its_synonyms(words, forms, also):
    query = parse(words, TRADE)

    assert query.wanted[0].forms == forms
    assert query.also == also


def test_only_the_word_that_has_synonyms_gets_them_and_what_is_forbidden_is_meant_as_typed():
    query = parse("大件许可 港口 -维修", TRADE)

    assert [clause.forms for clause in query.wanted] == [("大件许可", "超限运输许可"), ("港口",)]
    assert [clause.forms for clause in query.unwanted] == [("维修",)]
    assert query.also == ("超限运输许可",)


def test_an_identifier_is_meant_as_it_was_typed():
    assert parse("维修许可〔2026〕12号", TRADE).also == ()


def test_a_word_of_two_sets_finds_both():
    both = Synonyms([["维修", "修理"], ["维修", "养护"], []])

    assert both.spellings("维修") == ("修理", "养护")
    assert Synonyms().spellings("维修") == ()


def test_a_near_miss_of_a_unified_code_is_suspected():
    assert parse("91320700MA1MKTU24A").suspicion is None
    assert parse("91320700MA1MKUT24A").suspicion.guesses[0].code == "91320700MA1MKTU24A"


def test_words_that_must_not_be_there_are_no_part_of_a_code():
    assert parse("91320700MA1MKUT24A -港口").suspicion.guesses[0].code == "91320700MA1MKTU24A"


def test_queries_are_values():
    assert parse("信用 -港口") == parse("信用 -港口")
    assert hash(parse("信用")) == hash(parse("信用"))
