"""What people are told when the calendar changes, and when a year is missing."""

from datetime import date

import pytest
from sqlalchemy import select

from content.auth.roles import Role
from content.notices.models import Notice
from content.reminders import calendar
from content.working_calendar import import_year, recomputing
from tests.content.working_calendar import notices
from tests.factories import auth, items
from tests.factories.limits import limited_draft

pytestmark = pytest.mark.usefixtures("clock")


@pytest.fixture
def keeper(session, staff):
    return auth.person(session, staff.unit, Role.ADMINISTRATOR)


def told(session, person):
    return list(session.scalars(select(Notice).where(Notice.person_id == person.id).order_by(Notice.id)))


def test_a_unit_is_told_the_old_and_the_new_day(session, staff, keeper, clock):
    clock.move_to("2026-12-30 09:00:00+08:00")
    edition = items.draft(session, staff, produced_on=date(2026, 12, 30))
    reading = import_year.read(notices.MADE_UP_2027)
    moved = recomputing.set_year(session, 2027, reading.entries, source=reading.source, by=keeper)
    assert moved[0].was_provisional
    assert calendar.moved(session, 2027, moved) == 3
    [notice] = told(session, staff.writer)
    assert notice.code == "deadlines_moved"
    [[about, old, new]] = notice.facts["things"]
    assert (about, old) == (edition.item.key, "2027-01-04")
    assert new > old
    assert told(session, keeper) == []


def test_of_a_limited_draft_only_those_are_told_who_may_know_of_it(session, staff, keeper, clock):
    colleague = auth.person(session, staff.unit, Role.PRODUCER)
    clock.move_to("2026-12-30 09:00:00+08:00")
    secret = limited_draft(session, staff, produced_on=date(2026, 12, 30))
    items.draft(session, staff, produced_on=date(2026, 12, 30))
    reading = import_year.read(notices.MADE_UP_2027)

    calendar.moved(session, 2027, recomputing.set_year(session, 2027, reading.entries, source="试", by=keeper))

    (notice,) = told(session, colleague)
    assert secret.item.key not in str(notice.facts)
    assert {secret.item.key in str(notice.facts) for notice in told(session, staff.writer)} == {True, False}


def test_a_day_that_stays_is_not_worth_a_notice(session, staff, keeper, clock):
    items.draft(session, staff, produced_on=date(2026, 3, 10))
    assert calendar.moved(session, 2027, recomputing.set_year(session, 2027, (), source="试", by=keeper)) == 0


def test_from_december_the_administrators_are_told_once_that_a_year_is_missing(session, staff, keeper, clock):
    clock.move_to("2026-11-30 23:59:00+08:00")
    assert calendar.missing(session) == 0
    clock.move_to("2026-12-01 00:00:00+08:00")
    assert calendar.missing(session) == 1
    clock.move_to("2027-01-05 00:00:00+08:00")
    assert calendar.missing(session) == 0
    assert [(notice.code, notice.facts) for notice in told(session, keeper)] == [("calendar_missing", {"year": 2027})]
