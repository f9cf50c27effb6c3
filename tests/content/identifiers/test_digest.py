"""Keyed digests: the same number is recognised, through every rotation; nothing can be read back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.identifiers import digest
from content.identifiers.digest import KeyedDigest, Keys

FIRST, SECOND, THIRD = (bytes([value]) * 32 for value in (1, 2, 3))
NUMBER = "320703199001010028"


@pytest.mark.parametrize(
    "typed", ["320703 19900101 0028", "３２０７０３１９９００１０１００２８", "320703-1990-0101-0028"]
)
def test_a_number_is_recognised_however_it_is_typed(typed):
    assert digest.of_number(typed, Keys((FIRST,))) == digest.of_number(NUMBER, Keys((FIRST,)))


def test_a_small_x_is_a_capital_one():
    keys = Keys((FIRST,))
    assert digest.same(digest.of_number("32070319900101001x", keys), digest.of_number("32070319900101001X", keys))


def test_a_digest_that_was_lifted_equals_one_made_under_the_new_keys():
    old = digest.of_number(NUMBER, Keys((FIRST,)))
    keys = Keys((FIRST, SECOND, THIRD))

    assert digest.same(digest.lift(old, keys), digest.of_number(NUMBER, keys))
    assert digest.lift(digest.lift(old, keys), keys) == digest.lift(old, keys)


def test_digests_of_different_layers_are_never_the_same():
    value = digest.of_number(NUMBER, Keys((FIRST,))).value
    assert not digest.same(KeyedDigest(value, 1), KeyedDigest(value, 2))


@given(st.text("0123456789X", min_size=15, max_size=18), st.text("0123456789X", min_size=15, max_size=18))
def test_two_numbers_share_a_digest_only_when_they_are_one(one, other):
    keys = Keys((FIRST, SECOND))
    assert digest.same(digest.of_number(one, keys), digest.of_number(other, keys)) == (one == other)


def test_the_number_does_not_stand_in_its_digest():
    assert NUMBER not in digest.of_number(NUMBER, Keys((FIRST,))).value


def test_name_and_tail_never_equal_the_digest_of_a_number():
    keys = Keys((FIRST,))
    by_tail = digest.of_name_and_tail("张 三", NUMBER, keys)

    assert by_tail == digest.of_name_and_tail("张三", "0028", keys)
    assert not digest.same(by_tail, digest.of_number("0028", keys))


@pytest.mark.parametrize("layers", [(), (b"short",), (FIRST, b"short")])
def test_weak_keys_are_refused(layers):
    with pytest.raises(ValueError):
        Keys(layers)


@pytest.mark.parametrize("typed", ["", "——", "  "])
def test_nothing_is_not_a_number(typed):
    with pytest.raises(ValueError):
        digest.of_number(typed, Keys((FIRST,)))
