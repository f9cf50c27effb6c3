"""Reminders of the month's target: on the 20th and the 25th, only where there is a gap, each once."""

import pytest
from sqlalchemy import select

from content.notices.models import Notice
from content.reminders import targets
from tests.factories import workflow

pytestmark = pytest.mark.usefixtures("clock")


def told(session, person):
    query = select(Notice).where(Notice.person_id == person.id).order_by(Notice.id)
    return [
        (notice.facts["done"], notice.facts["goal"], notice.facts["days_left"]) for notice in session.scalars(query)
    ]


def on(clock, day):
    clock.move_to(f"2026-03-{day} 09:00:00+08:00")


def test_a_gap_is_said_on_both_days_and_once(session, staff, clock):
    for day, number in (("10", 0), ("19", 0), ("20", 1), ("21", 0), ("25", 2), ("26", 0), ("31", 0)):
        on(clock, day)
        assert targets.remind(session) == number, day
    assert told(session, staff.writer) == [(0, 2, 12), (0, 2, 7)]
    assert told(session, staff.publisher) == [(0, 2, 7)]


def test_a_day_on_which_nothing_ran_is_made_up_for(session, staff, clock):
    on(clock, "22")
    assert targets.remind(session) == 1
    on(clock, "24")
    assert targets.remind(session) == 0


def test_who_has_met_it_is_left_alone_and_the_next_month_begins_anew(session, staff, clock):
    workflow.published(session, staff, title="第一篇动态信息发布", body="正文一。")
    workflow.published(session, staff, title="另一件完全不同的事", body="第二篇写的是别的内容。")
    on(clock, "25")
    assert targets.remind(session) == 0
    clock.move_to("2026-04-20 09:00:00+08:00")
    assert targets.remind(session) == 1
