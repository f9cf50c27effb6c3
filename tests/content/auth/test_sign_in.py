from datetime import timedelta

import pytest
from argon2 import PasswordHasher
from sqlalchemy import select

from content.auth import passwords, people, sign_in
from content.auth.roles import Role
from content.auth.sign_in import LONGEST, SignIn
from content.errors import Category, Refusal
from tests.factories.auth import PASSWORD, person


@pytest.fixture
def somebody(session, unit):
    return person(session, unit, Role.PRODUCER, username="zhang")


def check(session, username="zhang", password=PASSWORD, *, address="192.0.2.1", demo=False):
    return sign_in.check(session, username, password, address=address, demo=demo)


def refused(session, **how):
    with pytest.raises(Refusal) as refusal:
        check(session, **how)
    return refusal.value.code, refusal.value.category


@pytest.mark.parametrize("typed", ["zhang", " zhang ", "ZHANG"])
def test_the_right_password_opens_however_the_name_is_typed(typed, session, somebody):
    assert check(session, username=typed) is somebody


def test_a_wrong_half_is_never_told_from_the_other(session, somebody):
    wrong = ("wrong_sign_in", Category.FORBIDDEN)

    assert refused(session, password="another harbour") == wrong
    assert refused(session, username="nobody") == wrong
    assert refused(session, username="") == wrong


def test_the_retired_are_out(session, somebody):
    token = sign_in.start(session, somebody)
    assert sign_in.person_of(session, token) is somebody

    people.change(session, somebody, display_name="退休", office="", is_active=False, by_key="system")

    assert refused(session)[0] == "wrong_sign_in"
    assert sign_in.person_of(session, token) is None


def test_invented_people_sign_in_only_where_the_demo_is_on(session, somebody):
    somebody.is_demo = True

    assert refused(session, demo=False)[0] == "wrong_sign_in"
    assert check(session, demo=True) is somebody


def test_real_people_sign_in_where_the_demo_is_on_too(session, somebody):
    assert check(session, demo=True) is somebody


def test_a_token_is_stored_as_its_digest_alone(session, somebody):
    token = sign_in.start(session, somebody)
    session.flush()

    stored = session.scalars(select(SignIn)).one()
    assert token not in (stored.token_digest, str(stored.__dict__))
    assert sign_in.person_of(session, token) is somebody
    assert sign_in.person_of(session, stored.token_digest) is None
    assert sign_in.person_of(session, "") is None


def test_a_sign_in_ends_by_itself(session, somebody, clock):
    token = sign_in.start(session, somebody)
    clock.shift(LONGEST - timedelta(seconds=1))
    assert sign_in.person_of(session, token) is somebody

    clock.shift(timedelta(seconds=1))

    assert sign_in.person_of(session, token) is None


def test_signing_out_ends_this_browser_and_no_other(session, somebody):
    here, there = sign_in.start(session, somebody), sign_in.start(session, somebody)
    session.flush()

    sign_in.end(session, here)

    assert sign_in.person_of(session, here) is None
    assert sign_in.person_of(session, there) is somebody


def test_ending_all_ends_every_browser_of_one_person(session, somebody, unit):
    other = person(session, unit)
    tokens = [sign_in.start(session, somebody) for _ in range(3)]
    others = sign_in.start(session, other)
    session.flush()

    sign_in.end_all(session, somebody)

    assert [sign_in.person_of(session, token) for token in tokens] == [None] * 3
    assert sign_in.person_of(session, others) is other


def test_sweeping_removes_what_has_ended(session, somebody, clock):
    sign_in.start(session, somebody)
    clock.shift(LONGEST)
    live = sign_in.start(session, somebody)
    session.flush()

    assert sign_in.sweep(session) == 1
    assert sign_in.person_of(session, live) is somebody


def test_a_hash_of_older_parameters_is_renewed_at_the_door(session, somebody):
    somebody.password_hash = PasswordHasher(time_cost=2, memory_cost=16, parallelism=1).hash(PASSWORD)

    check(session)

    assert not passwords.wants_rehash(somebody.password_hash)
    assert check(session) is somebody
