from datetime import timedelta

from content.jobs import lease
from tests.factories import racing

LENGTH = timedelta(seconds=30)


def take(session, holder, job="worker"):
    return lease.take(session, job, holder=holder, length=LENGTH)


def test_one_worker_holds_a_job_and_renews_it(session, clock):
    assert take(session, "one")
    assert not take(session, "two")
    assert take(session, "two", job="other")

    clock.shift(LENGTH - timedelta(seconds=1))
    assert take(session, "one")
    clock.shift(LENGTH - timedelta(seconds=1))
    assert not take(session, "two")


def test_a_lease_ends_by_itself_when_its_holder_died(session, clock):
    take(session, "one")
    clock.shift(LENGTH)

    assert take(session, "two")
    assert not take(session, "one")


def test_only_the_holder_gives_a_lease_back(session):
    take(session, "one")

    lease.release(session, "worker", holder="two")
    assert not take(session, "two")
    lease.release(session, "worker", holder="one")
    assert take(session, "two")
    lease.release(session, "nothing", holder="two")


def test_of_many_workers_who_find_a_lease_ended_at_once_one_takes_it(engine, session):
    lease.take(session, "worker", holder="dead", length=timedelta(0))
    session.commit()

    taken = racing.at_once(engine, [lambda session, n=n: take(session, f"worker-{n}") for n in range(5)])

    assert sorted(taken) == [False] * 4 + [True]


def test_of_many_first_workers_ever_one_takes_the_lease_and_none_falls_over(engine):
    taken = racing.at_once(engine, [lambda session, n=n: take(session, f"worker-{n}") for n in range(5)])

    assert sorted(taken) == [False] * 4 + [True]
