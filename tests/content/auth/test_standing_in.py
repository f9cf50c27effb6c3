"""代审人: the permission follows the dates, and own work stays own work."""

from datetime import date

import pytest

from content.auth import standing_in
from content.auth.permissions import Permission, may, units_where
from content.auth.roles import Role
from content.errors import Refusal
from tests.factories import auth, workflow

pytestmark = pytest.mark.usefixtures("clock")
FIRST, LAST = date(2026, 3, 11), date(2026, 3, 13)


@pytest.fixture
def deputy(session, staff):
    return auth.person(session, staff.unit, Role.PRODUCER)


def name(session, staff, deputy, **changes):
    facts = {"person": deputy, "absent": staff.reviewer, "first_day": FIRST, "last_day": LAST} | changes
    return standing_in.name(session, staff.unit, by=staff.publisher, **facts)


@pytest.mark.parametrize(
    "at, reviews",
    [
        ("2026-03-10 23:59:59", False),
        ("2026-03-11 00:00:00", True),
        ("2026-03-13 23:59:59", True),
        ("2026-03-14 00:00:00", False),
    ],
)
def test_the_right_begins_and_ends_with_the_dates(session, staff, deputy, clock, at, reviews):
    name(session, staff, deputy)
    clock.move_to(f"{at}+08:00")
    assert may(deputy, Permission.REVIEW, unit=staff.unit) is reviews
    assert (staff.unit.id in units_where(deputy, Permission.REVIEW)) is reviews
    assert may(deputy, Permission.PUBLISH) is False
    assert may(deputy, Permission.REVIEW, unit=staff.unit.id + 1) is False


def test_a_deputy_approves_others_work_and_never_their_own(session, staff, deputy, clock):
    name(session, staff, deputy)
    clock.move_to("2026-03-12 09:00:00+08:00")
    workflow.approve(session, workflow.submitted(session, staff), by=deputy)
    own = workflow.submitted(session, auth.Staff(staff.unit, deputy, staff.reviewer, staff.publisher))
    with pytest.raises(Refusal, match="own_work"):
        workflow.approve(session, own, by=deputy)


def test_ended_early_it_is_over_at_once(session, staff, deputy, clock):
    row = name(session, staff, deputy, first_day=date(2026, 3, 10))
    assert may(deputy, Permission.REVIEW, unit=staff.unit)
    standing_in.end(session, row, by=staff.publisher)
    assert not may(deputy, Permission.REVIEW)
    assert standing_in.of_units(session, frozenset({staff.unit.id})) == []
    with pytest.raises(Refusal, match="no_such_stand_in"):
        standing_in.by_id(session, row.id)


def test_one_that_is_over_cannot_be_ended(session, staff, deputy, clock):
    row = name(session, staff, deputy)
    clock.move_to("2026-03-20 09:00:00+08:00")
    with pytest.raises(Refusal, match="stand_in_is_over"):
        standing_in.end(session, row, by=staff.publisher)


@pytest.mark.parametrize(
    "changes, code",
    [
        ({"last_day": date(2026, 3, 10)}, "ends_before_it_begins"),
        ({"first_day": date(2026, 3, 1), "last_day": date(2026, 3, 9)}, "ends_before_it_begins"),
        ({"last_day": date(2026, 6, 30)}, "stands_in_too_long"),
    ],
)
def test_odd_days_are_refused(session, staff, deputy, changes, code):
    with pytest.raises(Refusal) as refused:
        name(session, staff, deputy, **changes)
    assert [issue.code for issue in refused.value.issues] == [code]


def test_odd_people_are_refused(session, staff, deputy, other_unit):
    stranger = auth.person(session, other_unit, Role.REVIEWER)
    for changes, code in (
        ({"person": stranger}, "not_of_the_unit"),
        ({"person": staff.reviewer}, "stands_in_for_oneself"),
        ({"absent": staff.writer}, "reviews_nothing_here"),
    ):
        with pytest.raises(Refusal) as refused:
            name(session, staff, deputy, **changes)
        assert [issue.code for issue in refused.value.issues] == [code]
    with pytest.raises(Refusal, match="not_permitted"):
        standing_in.name(
            session, staff.unit, by=staff.reviewer, person=deputy, absent=staff.reviewer, first_day=FIRST, last_day=LAST
        )


def test_a_retired_deputy_reviews_nothing(session, staff, deputy, clock):
    name(session, staff, deputy, first_day=date(2026, 3, 10))
    deputy.is_active = False
    assert not may(deputy, Permission.REVIEW)
