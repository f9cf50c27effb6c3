"""Heads noted outside the database betray what was done inside it."""

from datetime import date

import pytest
from sqlalchemy import text

from content.audit import anchors, trail, verification
from content.audit.chain import Fault
from content.audit.events import Event

DAY = date(2026, 3, 10)


@pytest.fixture
def noted(session, tmp_path):
    path = tmp_path / "audit-heads"
    for number in range(3):
        trail.append(session, Event.ITEM_STARTED, actor="system", about=f"item:{number}")
    assert anchors.note(session, path, DAY)
    return path


def drop_guards(session):
    if session.get_bind().dialect.name == "sqlite":
        names = session.scalars(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).all()
        for name in names:
            session.execute(text(f"DROP TRIGGER {name}"))
    else:
        session.execute(text("ALTER TABLE audit_entry DISABLE TRIGGER ALL"))


def test_a_whole_chain_passes_through_its_noted_heads(session, noted):
    trail.append(session, Event.ITEM_STARTED, actor="system", about="item:9")
    assert anchors.faults(session, noted) == []


def test_a_day_is_noted_once(session, noted):
    assert not anchors.note(session, noted, DAY)
    assert anchors.note(session, noted, date(2026, 3, 11))
    assert len(noted.read_text().splitlines()) == 2


def test_an_emptied_trail_without_its_head_is_betrayed(session, noted):
    drop_guards(session)
    session.execute(text("DELETE FROM audit_entry"))
    session.execute(text("DELETE FROM audit_head"))
    session.expire_all()

    assert verification.verify(session) == []
    assert [fault.code for fault in anchors.faults(session, noted)] == ["anchor"]


def test_a_rewritten_trail_is_betrayed(session, noted):
    drop_guards(session)
    session.execute(text("UPDATE audit_entry SET hash = 'x' WHERE number = (SELECT max(number) FROM audit_entry)"))
    session.expire_all()
    head = int(noted.read_text().split()[1])
    assert anchors.faults(session, noted) == [Fault("anchor", head)]


def test_without_notes_there_is_nothing_to_say(session, tmp_path):
    assert anchors.faults(session, tmp_path / "none") == []
