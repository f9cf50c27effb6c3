"""Reminders of deadlines: the day before, the day, one and three days after; each once; the last to the head."""

from datetime import date

import pytest
from sqlalchemy import select

from content.audit import trail
from content.auth.roles import Role
from content.notices.models import Notice
from content.reminders import ladder
from content.working_calendar import many
from content.working_calendar.many import Opening
from tests.factories import items, workflow
from tests.factories.auth import person
from tests.factories.limits import limit, limited_draft

pytestmark = pytest.mark.usefixtures("clock")


def told(session, person):
    query = select(Notice).where(Notice.person_id == person.id).order_by(Notice.id)
    return [(notice.code, notice.facts["count"]) for notice in session.scalars(query)]


def remind(session):
    return ladder.remind(lambda: session, lambda work: work(session))


def on(clock, day, hour=9):
    clock.move_to(f"2026-{day} {hour:02}:00:00+08:00")


def test_each_step_of_the_ladder_is_said_once_and_to_the_right_people(session, staff, clock):
    items.draft(session, staff, produced_on=date(2026, 3, 10))  # due on Friday the 13th
    seen = []
    for day in ("03-10", "03-11", "03-12", "03-13", "03-14", "03-15", "03-16", "03-17", "03-18", "03-19", "03-30"):
        for hour in (9, 15):
            on(clock, day, hour)
            if remind(session):
                seen.append((day, hour))
    assert seen == [("03-12", 9), ("03-13", 9), ("03-16", 9), ("03-18", 9)]
    assert told(session, staff.writer) == [("due_soon", 1), ("due_today", 1), ("overdue", 1)]
    assert told(session, staff.reviewer) == [("due_today", 1), ("overdue", 1)]
    assert told(session, staff.publisher) == [("overdue", 1), ("long_overdue", 1)]


def test_the_day_before_is_the_working_day_before(session, staff, clock):
    items.draft(session, staff, produced_on=date(2026, 9, 24))  # due on 09-30, the 29th is the day before
    on(clock, "09-28")
    assert remind(session) == 0
    on(clock, "09-29")
    assert remind(session) == 1
    items.draft(session, staff, produced_on=date(2026, 9, 30))  # due on Saturday 10-10, worked; the 9th is before
    on(clock, "10-08")
    remind(session)
    assert told(session, staff.writer)[-1][0] != "due_soon" or len(told(session, staff.writer)) == 1
    on(clock, "10-09")
    assert remind(session) >= 1
    assert ("due_soon", 1) in told(session, staff.writer)[1:]


def test_after_a_pause_of_the_worker_only_the_last_step_is_said(session, staff, clock):
    items.draft(session, staff, produced_on=date(2026, 3, 10))
    on(clock, "03-25")
    assert remind(session) == 1
    assert told(session, staff.writer) == []
    assert told(session, staff.publisher) == [("long_overdue", 1)]


def test_what_is_done_is_not_spoken_of(session, staff, clock):
    workflow.published(session, staff, produced_on=date(2026, 3, 10))
    on(clock, "03-25")
    assert remind(session) == 0


def test_a_moved_day_is_spoken_of_anew(session, staff, clock):
    edition = items.draft(session, staff, produced_on=date(2026, 3, 10))
    on(clock, "03-12")
    remind(session)
    items.save(session, edition, by=staff.writer, produced_on=date(2026, 3, 11), produced_on_reason="日期录入有误")
    assert remind(session) == 0
    on(clock, "03-13")
    assert remind(session) == 1
    assert told(session, staff.writer) == [("due_soon", 1), ("due_soon", 1)]


def test_a_batch_is_one_notice_for_each_unit(session, staff, other_unit, clock):
    openings = [Opening(f"item:{10**6 + n}", staff.unit.id, date(2026, 3, 10)) for n in range(300)]
    many.open_many(session, "publication", [*openings, Opening("item:9", other_unit.id, date(2026, 3, 10))])
    on(clock, "03-13")
    assert remind(session) == 301
    assert told(session, staff.writer) == [("due_today", 300)]
    notice = session.scalars(select(Notice).where(Notice.person_id == staff.writer.id)).one()
    assert len(notice.facts["things"]) == ladder.MOST_NAMED
    assert remind(session) == 0


def test_a_round_that_was_cut_off_is_ended_without_telling_anybody_twice(session, staff, clock, monkeypatch):
    monkeypatch.setattr(ladder, "MARKED", 100)
    openings = [Opening(f"item:{10**6 + n}", staff.unit.id, date(2026, 3, 10)) for n in range(300)]
    many.open_many(session, "publication", openings)
    on(clock, "03-13")
    pieces = []

    def cut_off(work):
        pieces.append(work)
        if len(pieces) == 3:
            raise ConnectionError
        return work(session)

    with pytest.raises(ConnectionError):
        ladder.remind(lambda: session, cut_off)

    assert remind(session) == 200, "the first hundred stand marked"
    assert told(session, staff.writer) == [("due_today", 300)]
    assert remind(session) == 0


def test_what_is_limited_since_it_was_gathered_waits_for_the_next_round(session, staff, clock):
    items.draft(session, staff, produced_on=date(2026, 3, 10))
    secret = items.draft(session, staff, produced_on=date(2026, 3, 10))
    on(clock, "03-13")
    pieces = []

    def limited_first(work):
        if not pieces:
            limit(session, secret, (staff.writer, staff.reviewer), by=staff.writer)
        pieces.append(work)
        return work(session)

    assert ladder.remind(lambda: session, limited_first) == 0
    assert told(session, staff.writer) == []
    assert remind(session) == 2


def test_what_is_limited_while_the_notice_waits_its_turn_is_not_told_to_others(session, staff, clock, monkeypatch):
    colleague = person(session, staff.unit, Role.PRODUCER, Role.REVIEWER)
    secret = items.draft(session, staff, produced_on=date(2026, 3, 10))
    on(clock, "03-13")
    turns = []

    def others_first(session, lock=trail.lock):
        turns.append(lock)
        if len(turns) == 1:
            limit(session, secret, (staff.writer, staff.reviewer), by=staff.writer)
        return lock(session)

    monkeypatch.setattr(trail, "lock", others_first)
    assert remind(session) == 1
    assert told(session, colleague) == []
    assert told(session, staff.writer) == [("due_today", 1)]


def test_a_day_moved_while_the_round_goes_on_is_spoken_of_anew(session, staff, clock):
    edition = items.draft(session, staff, produced_on=date(2026, 3, 10))
    on(clock, "03-12")
    pieces = []

    def moved_in_between(work):
        pieces.append(work)
        if len(pieces) == 2:
            items.save(
                session, edition, by=staff.writer, produced_on=date(2026, 3, 11), produced_on_reason="日期录入有误"
            )
        return work(session)

    ladder.remind(lambda: session, moved_in_between)
    on(clock, "03-13")
    assert remind(session) == 1
    assert told(session, staff.writer) == [("due_soon", 1), ("due_soon", 1)]


def test_every_piece_waits_its_turn_among_all_who_write(session, staff, clock, monkeypatch):
    items.draft(session, staff, produced_on=date(2026, 3, 10))
    on(clock, "03-13")
    pieces, turns = [], set()
    monkeypatch.setattr(trail, "lock", lambda session, lock=trail.lock: turns.add(len(pieces)) or lock(session))

    ladder.remind(lambda: session, lambda work: pieces.append(work) or work(session))

    assert turns == {1, 2}, "the notice, and the mark"


def test_calendar_days_are_counted_as_such(session, staff, clock):
    many.open_many(session, "rating_copy", [Opening("item:7", staff.unit.id, date(2026, 3, 10))])  # due on the 15th
    for day, steps in (("03-13", 0), ("03-14", 1), ("03-15", 1), ("03-16", 1), ("03-17", 0), ("03-18", 1)):
        on(clock, day)
        assert remind(session) == steps, day


def test_what_belongs_to_no_unit_is_nobodys_reminder(session, clock):
    many.open_many(session, "publication", [Opening("item:7", None, date(2026, 3, 10))])
    on(clock, "03-25")
    assert remind(session) == 0


def test_of_a_limited_draft_only_those_hear_who_may_know_of_it(session, staff, clock):
    colleague = person(session, staff.unit, Role.PRODUCER, Role.REVIEWER)
    items.draft(session, staff, produced_on=date(2026, 3, 10))
    secret = limited_draft(session, staff, produced_on=date(2026, 3, 10))
    on(clock, "03-13")

    assert remind(session) == 2

    assert told(session, colleague) == [("due_today", 1)]
    assert told(session, staff.writer) == [("due_today", 1), ("due_today", 1)]
    for notice in session.scalars(select(Notice).where(Notice.person_id == colleague.id)):
        assert secret.item.key not in (notice.about, str(notice.facts))
