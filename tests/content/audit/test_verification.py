"""Somebody with the keys of the database takes the guards off and changes the past: the chain tells."""

import json

import pytest
from sqlalchemy import text

from content.audit import verification
from content.audit.trail import AuditEntry
from tests.factories import workflow


def take_the_guards_off(session):
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("DROP TRIGGER audit_entry_is_append_only ON audit_entry"))
        return
    for verb in ("UPDATE", "DELETE"):
        session.execute(text(f"DROP TRIGGER audit_entry_is_append_only_on_{verb}"))


@pytest.fixture
def length(session, staff):
    workflow.published(session, staff)
    assert verification.verify(session) == []
    take_the_guards_off(session)
    return session.query(AuditEntry).count()


def found(session, *statements):
    for statement in statements:
        session.execute(text(statement))
    session.expire_all()
    return [(fault.code, fault.number) for fault in verification.verify(session)]


def test_an_untouched_chain_is_whole(session, length):
    assert found(session) == []


@pytest.mark.parametrize(
    "column, value",
    [("actor", "person:1"), ("about", "item:2"), ("event", "item.ended"), ("at", "2020-01-01 00:00:00")],
)
def test_an_altered_value_is_found(column, value, session, length):
    assert found(session, f"UPDATE audit_entry SET {column} = '{value}' WHERE number = 5") == [("altered", 5)]


def test_an_altered_fact_is_found(session, length):
    facts = json.dumps({"unit": "zhifa", "role": "administrator"})

    assert found(session, f"UPDATE audit_entry SET facts = '{facts}' WHERE number = 2") == [("altered", 2)]


def test_a_missing_row_is_found(session, length):
    assert found(session, "DELETE FROM audit_entry WHERE number = 4") == [("missing", 4), ("unlinked", 5)]


def test_a_missing_row_is_found_even_when_the_rest_moved_up(session, length):
    faults = found(
        session,
        "DELETE FROM audit_entry WHERE number = 4",
        *(f"UPDATE audit_entry SET number = {n - 1} WHERE number = {n}" for n in range(5, length + 1)),
    )

    assert ("unlinked", 4) in faults
    assert ("head", length) in faults


def test_reordered_rows_are_found(session, length):
    faults = found(
        session,
        "UPDATE audit_entry SET number = 0 WHERE number = 4",
        "UPDATE audit_entry SET number = 4 WHERE number = 5",
        "UPDATE audit_entry SET number = 5 WHERE number = 0",
    )

    assert {("unlinked", 4), ("altered", 4), ("unlinked", 5), ("altered", 5)} <= set(faults)


def test_a_cut_off_end_is_found(session, length):
    assert found(session, f"DELETE FROM audit_entry WHERE number > {length - 2}") == [("head", length)]


def test_a_forged_end_is_found(session, length):
    copy = "INSERT INTO audit_entry SELECT number + 1, at, event, actor, about, facts, previous_hash, hash"

    faults = found(session, f"{copy} FROM audit_entry WHERE number = {length}")

    assert {code for code, _ in faults} == {"unlinked", "altered", "head"}


@pytest.mark.parametrize("statement", ["DELETE FROM audit_head", "UPDATE audit_head SET number = number - 1"])
def test_a_tampered_head_is_found(statement, session, length):
    assert [code for code, _ in found(session, statement)] == ["head"]


def test_a_chain_longer_than_one_chunk_is_walked_whole(session, length):
    links = list(verification.stored_links(session, chunk=3))

    assert [link.number for link, _ in links] == list(range(1, length + 1))
