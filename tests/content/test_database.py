from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError, OperationalError, StatementError
from sqlalchemy.orm import Session

from content.auth.people import Person
from content.database import begin_writing, insert_rows, take_turn, update_rows
from content.jobs.runs import Run
from content.records.models import CodeValue

MOMENT = datetime(2026, 3, 10, 1, 30, 0, 123456, tzinfo=UTC)


def test_a_moment_comes_back_the_same_and_in_utc(session):
    session.add(Run(job="a", last_at=MOMENT.astimezone(timezone(timedelta(hours=8))), last_good_at=None))
    session.flush()
    session.expire_all()

    stored = session.get(Run, "a")
    assert (stored.last_at, stored.last_at.utcoffset(), stored.last_good_at) == (MOMENT, timedelta(0), None)


def test_a_moment_without_a_zone_is_refused_rather_than_guessed(session):
    session.add(Run(job="a", last_at=MOMENT.replace(tzinfo=None)))

    with pytest.raises(StatementError, match="needs a time zone"):
        session.flush()


def test_a_reference_to_nobody_is_refused(session):
    with pytest.raises(IntegrityError), session.begin_nested():
        session.execute(text("INSERT INTO membership (person_id, unit_id, role) VALUES (999, 1, 'producer')"))


@pytest.mark.parametrize("make", ["sqlite"], indirect=True)
def test_sqlite_has_its_habits_on_every_connection(engine):
    for _ in range(2):
        with engine.connect() as connection:
            habits = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in HABITS]
            assert dict(zip(HABITS, habits, strict=True)) == HABITS


HABITS = {"journal_mode": "wal", "foreign_keys": 1, "synchronous": 2, "busy_timeout": 15000}


@pytest.mark.parametrize("make", ["sqlite"], indirect=True)
def test_who_says_they_will_write_keeps_others_from_writing_and_nobody_from_reading(engine):
    with Session(engine) as writer, Session(engine) as reader:
        begin_writing(writer)
        assert reader.query(Person).count() == 0
        reader.rollback()
        reader.connection().exec_driver_sql("PRAGMA busy_timeout=50")
        with pytest.raises(OperationalError, match="locked"):
            reader.execute(text("DELETE FROM person"))


@pytest.mark.parametrize("make", ["sqlite"], indirect=True)
def test_who_only_reads_keeps_nobody_from_writing(engine):
    with Session(engine) as reader, Session(engine) as writer:
        assert reader.query(Person).count() == 0
        begin_writing(writer)
        writer.execute(text("DELETE FROM person"))
        writer.commit()


def test_rows_inserted_at_once_are_the_rows_that_were_given(session):
    insert_rows(
        session,
        Run,
        {"last_good_at": None, "fault": ""},
        [{"job": "a", "last_at": MOMENT}, {"job": "b", "last_at": MOMENT}],
    )
    insert_rows(session, Run, {}, [])

    stored = session.scalars(select(Run).where(Run.job.in_(["a", "b"])).order_by(Run.job)).all()
    assert [(run.job, run.last_at, run.last_good_at) for run in stored] == [("a", MOMENT, None), ("b", MOMENT, None)]


def test_rows_written_at_once_each_get_their_own_and_keep_what_is_not_named(session):
    values = [CodeValue(code_set="sort", value=value, position=9, source="here") for value in "abc"]
    session.add_all(values)
    session.flush()
    update_rows(session, CodeValue, {"takes_name": True}, [(one.id, {"meaning": one.value * 2}) for one in values[:2]])
    session.expire_all()

    stored = [(one.value, one.meaning, one.takes_name, one.position) for one in values]
    assert stored == [("a", "aa", True, 9), ("b", "bb", True, 9), ("c", "", False, 9)]


@pytest.mark.parametrize("make", ["sqlite"], indirect=True)
def test_a_writer_waits_for_its_turn_and_says_when_it_had_none(engine):
    with engine.connect() as one, engine.connect() as other:
        drivers = [connection.connection.driver_connection for connection in (one, other)]
        assert take_turn(drivers[0])
        assert not take_turn(drivers[1], patience=0.01)
        drivers[0].execute("COMMIT")
        assert take_turn(drivers[1], patience=0.01)
        assert drivers[1].execute("PRAGMA busy_timeout").fetchone() == (15000,)
        drivers[1].execute("ROLLBACK")
