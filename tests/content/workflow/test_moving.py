from sqlalchemy import select

from content.audit import trail, verification
from content.audit.trail import AuditEntry
from content.auth.people import Person
from content.database import begin_writing
from content.display.models import PublicItem
from content.items.models import Edition
from content.outbox.change_log import Change
from content.workflow import moving, publishing
from content.workflow.states import TRANSITIONS
from tests.factories import workflow


def test_each_move_is_written_down_with_who_what_and_which_edition(session, staff):
    edition = workflow.published(session, staff)

    told = [(entry.event, entry.actor) for entry in trail.about(session, edition.item.key)]
    assert told == [
        ("item.started", staff.writer.key),
        ("edition.submitted", staff.writer.key),
        ("edition.approved", staff.reviewer.key),
        ("edition.published", staff.publisher.key),
    ]
    last = trail.about(session, edition.item.key)[-1]
    assert (last.facts["edition"], last.facts["number"]) == (edition.key, 1)


def test_moves_share_an_event_only_where_they_lead_to_the_same_state():
    led_to = {}
    for move in TRANSITIONS.values():
        led_to.setdefault(move.event, set()).add(move.target)

    assert all(len(targets) == 1 for targets in led_to.values())


def test_what_is_rolled_back_leaves_neither_state_nor_entry_nor_change(engine, session, staff):
    edition = workflow.approved(session, staff)
    session.commit()
    entries = len(session.scalars(select(AuditEntry)).all())

    publishing.publish(session, edition, by=staff.publisher)
    assert session.scalars(select(Change)).all()
    session.rollback()

    assert session.get(Edition, edition.id).state == "approved"
    assert session.scalars(select(Change)).all() == []
    assert session.scalars(select(PublicItem)).all() == []
    assert len(session.scalars(select(AuditEntry)).all()) == entries
    assert verification.verify(session) == []


def test_holding_reads_the_edition_as_it_stands_now(engine, session, another, staff):
    edition = workflow.approved(session, staff)
    number, publisher = edition.id, staff.publisher.id
    session.commit()
    assert edition.state == "approved"
    session.commit()
    theirs = another()
    publishing.publish(theirs, theirs.get(Edition, number), by=theirs.get(Person, publisher))
    theirs.commit()

    begin_writing(session)
    moving.hold(session, edition)

    assert edition.state == "published"
