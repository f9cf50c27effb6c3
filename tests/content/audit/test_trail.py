from contextlib import closing

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import DatabaseError, OperationalError
from sqlalchemy.orm import Session

from content.audit import trail, verification
from content.audit.chain import GENESIS
from content.audit.events import Event
from content.audit.trail import AuditEntry
from content.database import begin_writing
from content.outbox import change_log
from content.outbox.change_log import Change, Effect
from tests.factories import racing


def write(session, count=3):
    return [
        trail.append(session, Event.ITEM_STARTED, actor="system", about=f"item:{n % 2}", facts={"第": n})
        for n in range(count)
    ]


def test_entries_are_numbered_and_linked_from_the_very_first(session, clock):
    first, second, third = write(session)

    assert [entry.number for entry in (first, second, third)] == [1, 2, 3]
    assert [entry.previous_hash for entry in (first, second, third)] == [GENESIS, first.hash, second.hash]
    assert (trail.lock(session).number, trail.lock(session).hash) == (3, third.hash)


def test_what_is_known_about_one_thing_is_told_oldest_first(session):
    write(session, 5)

    assert [entry.number for entry in trail.about(session, "item:0")] == [1, 3, 5]
    assert trail.about(session, "item:7") == []


def test_facts_come_back_as_they_went_in(session):
    facts = {"codes": [{"field": "", "code": "其他"}], "n": 1, "none": None, "on": "2026-03-10", "emoji": "🚢"}
    number = trail.append(session, Event.UNIT_CHANGED, actor="system", about="unit:1", facts=facts).number
    session.expire_all()

    assert session.get(AuditEntry, number).facts == facts
    assert verification.verify(session) == []


REPLACE = "INSERT OR REPLACE INTO audit_entry SELECT number, at, event, 'person:9', about, facts, previous_hash, hash"


@pytest.mark.parametrize(
    "make, statement",
    [
        ("postgresql", "TRUNCATE audit_entry"),
        ("postgresql", "TRUNCATE audit_entry CASCADE"),
        ("sqlite", f"{REPLACE} FROM audit_entry WHERE number = 2"),
    ],
    indirect=["make"],
)
def test_nor_by_the_side_doors(statement, session):
    write(session)

    with pytest.raises(DatabaseError, match="audit entries are added, never changed"), session.begin_nested():
        session.execute(text(statement))

    assert verification.verify(session) == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entry SET actor = 'person:9' WHERE number = 1",
        "UPDATE audit_entry SET hash = hash",
        "DELETE FROM audit_entry WHERE number = 2",
        "DELETE FROM audit_entry",
    ],
)
def test_the_database_lets_nobody_change_or_remove_an_entry(statement, session):
    write(session)

    with pytest.raises(DatabaseError, match="audit entries are added, never changed"), session.begin_nested():
        session.execute(text(statement))

    assert verification.verify(session) == []


def test_the_chain_has_one_head(session):
    write(session)

    with pytest.raises(DatabaseError, match="audit_has_one_head"), session.begin_nested():
        session.execute(text("INSERT INTO audit_head (id, number, hash) VALUES (2, 0, '')"))


def test_many_writers_make_one_chain_without_gap_or_fork(engine, session):
    write(session, 1)
    session.commit()

    racing.at_once(engine, [lambda session: [write(session, 1) for _ in range(5)] and None] * 6)

    assert trail.lock(session).number == 31
    assert verification.verify(session) == []


def test_the_change_log_is_in_commit_order_as_the_chain_is(engine, session):
    """Whoever holds the chain's lock writes both; who comes later in one comes later in the other."""
    write(session, 1)
    session.commit()

    def change(number):
        def work(session):
            entry = trail.append(session, Event.EDITION_PUBLISHED, actor="system", about=f"item:{number}")
            return entry.number, change_log.record(session, number, Effect.SHOWN).number

        return work

    pairs = racing.at_once(engine, [change(number) for number in range(1, 9)])

    assert [log for _, log in sorted(pairs)] == sorted(log for _, log in pairs)
    assert session.query(Change).count() == 8


IMPATIENCE = {"sqlite": "PRAGMA busy_timeout = 100", "postgresql": "SET lock_timeout = '100ms'"}


def be_impatient(engine, connection):
    with closing(connection.cursor()) as cursor:
        cursor.execute(IMPATIENCE[engine.dialect.name])
    connection.commit()


def test_a_second_writer_waits_for_the_first_to_commit(engine, session):
    """So nobody reads a change with a higher number before one with a lower number is there."""
    write(session, 1)
    session.commit()
    begin_writing(session)
    trail.append(session, Event.ITEM_STARTED, actor="system", about="item:1")

    with Session(engine) as second:
        event.listen(engine, "connect", lambda connection, _record: be_impatient(engine, connection))
        with pytest.raises(OperationalError, match="lock"):
            begin_writing(second)
            trail.lock(second)
