"""Filters and counts mean the same in both engines, and agree with the lists behind them."""

from __future__ import annotations

from datetime import date

import pytest

from search_index.document import Document
from search_index.query import parse

TODAY = date(2026, 11, 22)


def test_filters_and_their_counts(filled, documents):
    fields = ["kind", "unit", "column", "year"]
    page = filled.search(
        parse("运输"), today=TODAY, filters={"kind": "permit", "unit": ["u1", "u2"]}, facet_fields=fields
    )

    assert set(page.facets["kind"]) == {"permit", "penalty", "rating"}  # what else could be chosen is counted too
    for name in fields:
        for value, count in page.facets[name].items():
            filters = {"kind": "permit", "unit": ["u1", "u2"]} | {name: value}
            assert filled.search(parse("运输"), today=TODAY, filters=filters).total == count
    assert page.total == page.facets["kind"]["permit"] == page.facets["unit"]["u1"] + page.facets["unit"]["u2"]


def test_an_empty_choice_is_no_filter_and_an_unknown_value_matches_nothing(filled):
    everything = filled.search(parse("运输"), today=TODAY).total

    assert filled.search(parse("运输"), today=TODAY, filters={"kind": []}).total == everything
    assert filled.search(parse("运输"), today=TODAY, filters={"kind": "nothing"}).total == 0
    assert filled.search(parse("运输"), today=TODAY, filters={"nothing": "nothing"}).total == 0
    assert filled.search(parse("运输"), today=TODAY, filters={"kind": ""}).total == everything
    page = filled.search(parse("运输"), today=TODAY, facet_fields=["nothing"])
    assert (page.total, page.facets) == (everything, {"nothing": {}})


@pytest.mark.parametrize("fields", [["column", "kind"], ["kind", "column"], ["column"]])
def test_what_has_no_value_of_a_facet_is_in_the_total_alone(build, fields):
    empty, absent, given = {"kind": "notice", "column": ""}, {"kind": "notice"}, {"kind": "rule", "column": "rules"}
    index = build(*(Document(n, "港口", facets=each) for n, each in enumerate((empty, absent, given), 1)))

    page = index.search(parse("港口"), today=TODAY, facet_fields=fields)

    counts = {"kind": {"notice": 2, "rule": 1}, "column": {"rules": 1}}
    assert (page.total, page.facets) == (3, {name: counts[name] for name in fields})
