"""A new key over stored digests: nobody is taken in twice, whatever is cut short."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from content import clock as clocks
from content.errors import Refusal
from content.identifiers import digest
from content.identifiers.digest import Keys
from content.subjects import identities, keeping
from content.subjects.keeping import Wanted
from content.subjects.models import Subject, SubjectSort

FIRST, SECOND = b"1" * 32, b"2" * 32
ONE, TWO = Keys((FIRST,)), Keys((FIRST, SECOND))
NUMBERS = ("320705198802291235", "320703199001010028", "32070619770707001X")


def take_in(session, number, keys):
    wanted = Wanted(SubjectSort.PERSON, "某人", identity=digest.of_number(number, keys))
    return keeping.ensure(session, [wanted])[wanted.number].id


def test_everybody_is_known_again_after_the_new_key(session):
    before = [take_in(session, number, ONE) for number in NUMBERS]
    assert identities.waiting(session, TWO) == 3
    assert identities.lift_some(session, TWO) == 3
    assert identities.lift_some(session, TWO) == 0
    assert [take_in(session, number, TWO) for number in NUMBERS] == before


def test_while_it_is_half_done_no_sheet_takes_anybody_in_twice(session):
    before = [take_in(session, number, ONE) for number in NUMBERS]
    assert identities.lift_some(session, TWO, limit=2) == 2
    for keys, code in ((TWO, "identities_wait"), (ONE, "identity_keys_are_old")):
        with pytest.raises(Refusal, match=code):
            take_in(session, NUMBERS[0], keys)
    identities.lift_some(session, TWO)
    assert [take_in(session, number, TWO) for number in NUMBERS] == before


def test_a_process_with_old_keys_is_refused_afterwards(session):
    take_in(session, NUMBERS[0], ONE)
    identities.lift_some(session, TWO)
    with pytest.raises(Refusal, match="identity_keys_are_old"):
        take_in(session, NUMBERS[1], ONE)


def test_companies_do_not_wait_for_it(session):
    take_in(session, NUMBERS[0], ONE)
    wanted = Wanted(SubjectSort.ORGANISATION, "甲公司", code="91320700MA1MKTU24A")
    assert keeping.ensure(session, [wanted])
    session.add(Subject(sort="organisation", code="12320700466800122T", name="乙", since=clocks.now()))
    assert identities.lift_some(session, TWO) == 1


@given(number=st.text("0123456789Xx ", min_size=1, max_size=20), layers=st.integers(1, 4), at=st.integers(1, 4))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_a_stored_digest_is_among_those_of_every_layer(number, layers, at):
    keys = Keys(tuple(bytes([65 + place]) * 32 for place in range(layers)))
    if not digest.normal(number):
        return
    stored = digest.of_number(number, Keys(keys.layers[: min(at, layers)]))
    assert stored in digest.at_every_layer(number, keys)
    assert digest.lift(stored, keys) == digest.of_number(number, keys)
