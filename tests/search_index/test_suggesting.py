"""What else may be meant, from public titles and names only."""
# ruff: noqa: E501 (names in one line; a Chinese character counts twice)

from __future__ import annotations

from datetime import date

import pytest

from search_index.document import Document
from search_index.query import parse

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def index(build_for_all):
    names = [
        "连云港市恒达运输有限公司",
        "海州区恒达物流有限公司",
        "恒达港口有限公司",
        "赣榆区通远航运有限公司",
        "市交通执法支队",
    ]
    documents = [Document(n, f"{name}超限运输许可", (name,), day=TODAY) for n, name in enumerate(names, 1)]
    more = Document(9, "交通运输信用体系建设工作要点", text="信用承诺", codes=("91320700MA1MKTU24A",), day=TODAY)
    ended = Document(10, "恒达旧事", day=TODAY, until=date(2026, 11, 21))
    return build_for_all([*documents, more, ended])


@pytest.mark.parametrize(
    "typed, first",
    [
        ("恒", "恒达港口有限公司"),
        ("恒达港", "恒达港口有限公司"),
        ("恆達港", "恒达港口有限公司"),
        ("通远", "赣榆区通远航运有限公司"),
        ("tongyuan", "赣榆区通远航运有限公司"),
        ("tyhy", "赣榆区通远航运有限公司"),
        ("zfzd", "市交通执法支队"),
        ("市交通", "市交通执法支队"),
        ("体系建设", "交通运输信用体系建设工作要点"),
    ],
)
def test_completions(index, typed, first):
    assert index.suggest(typed, today=TODAY)[0].text == first


def test_completions_hold_what_was_typed_and_come_once(index):
    texts = [suggestion.text for suggestion in index.suggest("恒达", today=TODAY, limit=20)]

    assert len(texts) == len(set(texts)) == 6
    assert all("恒达" in text for text in texts)


@pytest.mark.parametrize("typed", ["", " ", "……", "龘", "xyzxyz"])
def test_nothing_is_suggested_for_nothing(index, typed):
    assert index.suggest(typed, today=TODAY) == ()


def test_no_more_than_asked_for(index):
    assert len(index.suggest("恒达", today=TODAY, limit=2)) == 2


@pytest.mark.parametrize(
    "wrong, right",
    [
        ("横达运输", "恒达运输"),  # sounds the same
        ("连云港恒达运输有限公司", "连云港市恒达运输有限公司"),  # a character forgotten
        ("连云港市恒大运输有限公司", "连云港市恒达运输有限公司"),
        ("信用体细", "信用体系"),
        ("通元航运", "通远航运"),
        ("交通执发支队", "交通执法支队"),
    ],
)
def test_near_misses(index, wrong, right):
    assert index.search(parse(wrong), today=TODAY).total == 0
    assert right in [suggestion.text for suggestion in index.did_you_mean(wrong, today=TODAY)]


def test_what_has_ended_or_is_left_out_is_not_named(index):
    assert "恒达旧事" not in [s.text for s in index.suggest("恒达", today=TODAY, limit=20)]
    assert "恒达旧事" not in [s.text for s in index.did_you_mean("横达旧事", today=TODAY)]
    assert index.suggest("通远", today=TODAY, leave_out=[4]) == ()
    assert all("通远" not in s.text for s in index.did_you_mean("通元航运", today=TODAY, leave_out=[4]))


def test_known_codes_sort_out_the_guesses(index):
    guesses = [guess.code for guess in parse("91320700MA1MKUT24A").suspicion.guesses]

    assert index.known_codes(guesses, today=TODAY) == ("91320700MA1MKTU24A",)
    assert index.known_codes(guesses, today=TODAY, leave_out=[9]) == ()
