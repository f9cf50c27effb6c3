"""Words of the same meaning: spelled out when a search is asked, alike on both engines."""

from __future__ import annotations

from datetime import date

import pytest

from search_index.document import Document
from search_index.highlighting import highlight
from search_index.query import parse
from search_index.results import Group
from search_index.synonyms import Synonyms

TODAY = date(2026, 11, 22)
TRADE = Synonyms(
    [["大件许可", "超限运输许可"], ["执法支队", "市交通执法支队"], ["维修", "修理", "保养"], ["警告", "提醒"]]
)


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


def test_the_longest_synonym_counts():
    known = Synonyms([["信用", "诚信"], ["信用修复", "失信修复"]])

    assert known.spellings("信用修复指引") == ("失信修复指引",)
    assert known.spellings("信用指引") == ("诚信指引",)


def test_a_word_of_two_sets_finds_both():
    both = Synonyms([["维修", "修理"], ["维修", "养护"], []])

    assert both.spellings("维修") == ("修理", "养护")
    assert Synonyms().spellings("维修") == ()


@pytest.mark.parametrize("words", ["大件许可", "连云港市 大件許可", "大件许可 -警告", "“大件许可”", "提醒 物流"])
def test_synonyms_count_in_hits_totals_and_facets_alike(both_filled, documents, means, words):
    query = parse(words, TRADE)
    public = [document for document in documents if document.until is None or document.until >= TODAY]
    expected = {document.id for document in public if means(query, document)}

    for index in both_filled.values():
        page = index.search(query, today=TODAY, limit=500, facet_fields=["kind"])
        assert set(page.ids) == expected
        assert page.total == sum(page.facets["kind"].values()) == len(expected)
    assert bool(expected) == (words != "“大件许可”")


def test_a_synonym_in_the_title_ranks_as_the_word_itself(build):
    index = build(
        Document(1, "超限运输许可办理指南", day=TODAY),
        Document(2, "甲", text="大件许可 大件许可", day=TODAY),
        Document(3, "大件许可", day=date(2015, 1, 1)),
    )

    page = index.search(parse("大件许可", TRADE), today=TODAY)

    assert page.ids == (3, 1, 2)
    assert [hit.rank_group for hit in page.hits] == [Group.WHOLE, Group.HEAD, Group.TEXT]


def test_marks_show_what_was_found():
    segments = highlight("超限运输许可与大件许可", parse("大件许可", TRADE))

    assert [piece for piece, is_hit in segments if is_hit] == ["超限运输许可", "大件许可"]
