"""Any two or more characters in a row of any title or name find it."""
# ruff: noqa: E501 (an alphabet in one line; a Chinese character counts twice)

from __future__ import annotations

import random
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search_index.document import Document
from search_index.query import parse

TODAY = date(2026, 11, 22)
LETTERS = "连云港市恒达运输有限公司關於準許処罰信用承诺一二三港口0123456789０１９AbＣzⅡ①㎡（）()〔〕【】《》“”‘’、，。；：·—-－/+&%○〇零 　"
ALPHABET = st.one_of(st.sampled_from(LETTERS), st.characters(exclude_categories=["Cs", "Cc"]))


def texts() -> list[str]:
    chance = random.Random(3)
    return ["".join(chance.choices(LETTERS, k=chance.randint(2, 24))) for _ in range(150)]


def asks_otherwise(part: str) -> bool:
    """A dash after a gap excludes, as it should; that is no longer a part of a title."""
    return bool(parse(part).unwanted) or parse(part).is_empty


@pytest.fixture(scope="module")
def titled(build_for_all):
    return build_for_all(
        Document(n, text if n % 2 else "题", () if n % 2 else (text,), day=TODAY) for n, text in enumerate(texts())
    )


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_in_an_index(titled, data):
    number = data.draw(st.integers(0, 149))
    text = texts()[number]
    start = data.draw(st.integers(0, len(text) - 2))
    part = text[start : data.draw(st.integers(start + 2, len(text)))]

    if not asks_otherwise(part):
        assert number in titled.search(parse(part), today=TODAY, limit=200).ids, part


@settings(max_examples=600, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(ALPHABET, min_size=2, max_size=30), is_name=st.booleans(), data=st.data())
def test_by_definition(means, text, is_name, data):
    start = data.draw(st.integers(0, len(text) - 2))
    part = text[start : data.draw(st.integers(start + 2, len(text)))]
    document = Document(1, "题" if is_name else text, (text,) if is_name else (), day=TODAY)

    if not asks_otherwise(part):
        assert means(parse(part), document), part
