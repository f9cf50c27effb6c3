from datetime import timedelta

import pytest
from sqlalchemy import create_engine, func, select
from sqlalchemy.orm import Session

from content.auth import sign_in, throttle
from content.auth.throttle import ALLOWED, WINDOW, FailedSignIn
from content.database import prepare_engine
from content.errors import Category, Refusal
from tests.factories.auth import PASSWORD, person


def fail(session, times, *, name="zhang", address="192.0.2.1"):
    for _ in range(times):
        throttle.remember(session, name=name, address=address)
    session.flush()


def is_refused(session, *, name="zhang", address="192.0.2.1"):
    try:
        throttle.refuse_too_many(session, name=name, address=address)
    except Refusal as refusal:
        assert (refusal.code, refusal.category) == ("too_many_attempts", Category.BUSY)
        return refusal.facts["minutes"]
    return 0


def test_one_name_is_tried_so_often_and_no_more_from_anywhere(session):
    fail(session, ALLOWED["name"] - 1)
    assert not is_refused(session)

    fail(session, 1)

    assert is_refused(session)
    assert is_refused(session, address="198.51.100.7")
    assert not is_refused(session, name="li")


def test_one_address_tries_so_many_names_and_no_more(session):
    for number in range(ALLOWED["address"]):
        assert not is_refused(session, name="li")
        fail(session, 1, name=f"person-{number}")

    assert is_refused(session, name="li")
    assert not is_refused(session, name="li", address="198.51.100.7")


def test_the_count_ends_with_its_window_and_says_how_long_that_is(session, clock):
    fail(session, ALLOWED["name"])
    assert is_refused(session) == 15
    clock.shift(WINDOW - timedelta(seconds=61))
    assert is_refused(session) == 2
    clock.shift(timedelta(seconds=60))
    assert is_refused(session) == 1

    clock.shift(timedelta(seconds=1))

    assert not is_refused(session)


def test_a_restart_forgives_nobody(engine, session):
    fail(session, ALLOWED["name"])
    session.commit()
    engine.dispose()

    with Session(prepare_engine(create_engine(engine.url))) as after_restart:
        assert is_refused(after_restart)
        after_restart.get_bind().dispose()


def test_the_right_password_does_not_open_while_the_name_is_held_back(session, unit, clock):
    somebody = person(session, unit, username="zhang")
    for _ in range(ALLOWED["name"]):
        with pytest.raises(Refusal, match="wrong_sign_in"):
            sign_in.check(session, "Zhang", "not the password", address="192.0.2.1", demo=False)

    with pytest.raises(Refusal, match="too_many_attempts"):
        sign_in.check(session, "zhang", PASSWORD, address="192.0.2.1", demo=False)

    clock.shift(WINDOW)
    assert sign_in.check(session, "zhang", PASSWORD, address="192.0.2.1", demo=False) is somebody


def test_a_right_password_clears_the_name_and_not_the_address(session, unit):
    person(session, unit, username="zhang")
    fail(session, ALLOWED["name"] - 1)

    sign_in.check(session, "zhang", PASSWORD, address="192.0.2.1", demo=False)

    counts = session.execute(select(FailedSignIn.scope, func.count()).group_by(FailedSignIn.scope)).all()
    assert dict(map(tuple, counts)) == {"address": ALLOWED["name"] - 1}


def test_an_endless_name_is_counted_by_its_beginning(session):
    fail(session, ALLOWED["name"], name="x" * 500)

    assert is_refused(session, name="x" * 500)


def test_sweeping_drops_what_no_longer_counts(session, clock):
    fail(session, 2)
    clock.shift(WINDOW)
    fail(session, 1)

    assert throttle.sweep(session) == 4
    assert session.scalar(select(func.count()).select_from(FailedSignIn)) == 2
