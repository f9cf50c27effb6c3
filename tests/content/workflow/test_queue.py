"""The queue's order, who has taken up what, and haste."""

from datetime import date, timedelta

import pytest

from content import clock as clocks
from content.errors import Refusal
from content.items.models import State
from content.workflow import claiming, queue, urgency
from tests.factories import auth, workflow

pytestmark = pytest.mark.usefixtures("clock")


def titles(session, person):
    return [one.edition.title for one in queue.waiting(session, person, limit=10)]


def test_urgent_ones_by_their_hour_then_by_due_day_then_by_age(session, staff, clock):
    made = {}
    for title, produced in (("迟到的", 3), ("宽裕的", 10), ("加急的", 10), ("更急的", 10), ("急在前的", 9)):
        made[title] = workflow.submitted(session, staff, title=title, produced_on=date(2026, 3, produced))
        clock.shift(timedelta(minutes=1))
    made["宽裕的第二篇"] = workflow.submitted(session, staff, title="宽裕的第二篇", produced_on=date(2026, 3, 10))
    urgency.press(session, made["加急的"], by=staff.writer, reason="群众反映集中", hours=8)
    urgency.press(session, made["更急的"], by=staff.writer, reason="突发情况", hours=2)
    assert titles(session, staff.reviewer) == ["更急的", "加急的", "迟到的", "急在前的", "宽裕的", "宽裕的第二篇"]
    assert titles(session, staff.writer) == []


def test_one_takes_up_gives_back_and_takes_over(session, staff):
    edition = workflow.submitted(session, staff)
    claiming.take(session, edition, by=staff.reviewer)
    claiming.take(session, edition, by=staff.reviewer)
    assert queue.waiting(session, staff.reviewer, limit=1)[0].claim.person_id == staff.reviewer.id
    with pytest.raises(Refusal, match="not_your_claim"):
        claiming.release(session, edition, by=staff.publisher)
    claiming.take(session, edition, by=staff.publisher)
    with pytest.raises(Refusal, match="not_your_claim"):
        claiming.release(session, edition, by=staff.reviewer)
    claiming.release(session, edition, by=staff.publisher)
    assert claiming.of(session, [edition]) == {}


def test_a_claim_is_no_lock_and_no_door(session, staff):
    """A colleague may decide all the same, and a claim gives nobody a right."""
    edition = workflow.submitted(session, staff)
    claiming.take(session, edition, by=staff.publisher)
    workflow.approve(session, edition, by=staff.reviewer)
    with pytest.raises(Refusal, match="not_in_this_state"):
        claiming.take(session, edition, by=staff.reviewer)
    other = workflow.submitted(session, staff)
    rounder = auth.all_rounder(session, staff.unit)
    own = workflow.submitted(session, auth.Staff(staff.unit, rounder, staff.reviewer, staff.publisher))
    with pytest.raises(Refusal, match="own_work"):
        claiming.take(session, own, by=rounder)
    with pytest.raises(Refusal, match="not_permitted"):
        claiming.take(session, other, by=staff.writer)


def test_haste_has_a_reason_and_hours_and_changes_nothing_else(session, staff, clock):
    edition = workflow.submitted(session, staff)
    row = urgency.press(session, edition, by=staff.writer, reason="  上级要求当日公开 ", hours=4)
    assert (row.reason, row.due_at) == ("上级要求当日公开", clocks.now() + timedelta(hours=4))
    assert edition.at_rest is State.SUBMITTED
    with pytest.raises(Refusal, match="own_work"):
        rounder = auth.all_rounder(session, staff.unit)
        own = workflow.submitted(session, auth.Staff(staff.unit, rounder, staff.reviewer, staff.publisher))
        urgency.press(session, own, by=rounder, reason="急", hours=1)
        workflow.approve(session, own, by=rounder)
    with pytest.raises(Refusal, match="already_urgent"):
        urgency.press(session, edition, by=staff.writer, reason="再急", hours=1)


@pytest.mark.parametrize(
    "reason, hours, field", [("", 4, "reason"), ("急", 5, "urgent_hours"), ("急", None, "urgent_hours")]
)
def test_haste_without_a_reason_or_an_hour_is_refused(session, staff, reason, hours, field):
    with pytest.raises(Refusal) as refused:
        urgency.press(session, workflow.submitted(session, staff), by=staff.writer, reason=reason, hours=hours)
    assert [issue.field for issue in refused.value.issues] == [field]


def test_only_what_waits_can_be_urgent_and_only_writers_ask(session, staff):
    with pytest.raises(Refusal, match="not_in_this_state"):
        urgency.press(session, workflow.approved(session, staff), by=staff.writer, reason="急", hours=1)
    with pytest.raises(Refusal, match="not_permitted"):
        urgency.press(session, workflow.submitted(session, staff), by=staff.reviewer, reason="急", hours=1)
