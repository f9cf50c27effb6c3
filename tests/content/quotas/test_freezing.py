"""A month that is over stands as it was; what changes later stands below."""

from datetime import date, datetime

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from content.clock import SHANGHAI
from content.quotas import freezing
from content.workflow import leaving
from tests.factories import workflow

MARCH = date(2026, 3, 1)
APRIL = datetime(2026, 4, 1, 0, 5, tzinfo=SHANGHAI)


def test_a_month_freezes_once_when_it_is_over_and_a_correction_is_a_second_line(session, staff, clock):
    edition = workflow.published(session, staff)
    assert freezing.freeze(session) == [], "the month is not over"
    clock.move_to(APRIL)
    assert [line.month for line in freezing.freeze(session)] == [MARCH]
    assert freezing.freeze(session) == []

    leaving.withdraw(session, edition, by=staff.publisher, reason="有误")
    freezing.freeze(session)

    first, second = freezing.of_month(session, MARCH)
    done = [next(row for row in line.figures["units"] if row["unit"] == staff.unit.id) for line in (first, second)]
    assert [(row["done"], row["left"]) for row in done] == [(1, 0), (0, 1)]
    assert (first.line, second.line) == (1, 2)
    assert freezing.closed_months(session) == [MARCH]


@pytest.mark.parametrize("change", ["UPDATE scorecard SET line = 9", "DELETE FROM scorecard"])
def test_the_database_itself_keeps_a_frozen_card(change, session, staff, clock):
    workflow.published(session, staff)
    clock.move_to(APRIL)
    freezing.freeze(session)
    with pytest.raises(DatabaseError, match="frozen"), session.begin_nested():
        session.execute(text(change))


def test_december_freezes_in_january_and_a_sleeping_worker_makes_up_for_every_month(session, staff, clock):
    workflow.published(session, staff)
    clock.move_to(datetime(2027, 1, 1, 0, 1, tzinfo=SHANGHAI))
    months = [line.month for line in freezing.freeze(session)]
    assert months[0] == MARCH
    assert months[-1] == date(2026, 12, 1)
    assert len(months) == 10


def test_nothing_freezes_before_anything_was_public(session, clock):
    clock.move_to(APRIL)
    assert freezing.freeze(session) == []
