"""定时发布: through the same verb and gate, late after a pause, never twice."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import text

from content import clock as clocks
from content.auth import people
from content.display.models import PublicItem
from content.errors import Refusal
from content.items.models import State
from content.workflow import reviewing, schedules, scheduling
from tests.factories import workflow
from tests.factories.racing import at_once

pytestmark = pytest.mark.usefixtures("clock")
AT = datetime(2026, 3, 12, 8, 0, tzinfo=clocks.SHANGHAI)


@pytest.fixture
def edition(session, staff):
    return workflow.approved(session, staff)


@pytest.fixture
def waiting(session, staff, edition):
    return scheduling.schedule(session, edition, AT, by=staff.publisher)


def run(session, row, clock, at="2026-03-12 08:00:10+08:00"):
    clock.move_to(at)
    return scheduling.run(session, row)


def test_nothing_happens_before_the_moment_and_all_at_it(session, waiting, edition, clock):
    assert schedules.due(session, clocks.now()) == []
    assert scheduling.run(session, waiting) == schedules.WAITS
    assert edition.at_rest is State.APPROVED

    assert run(session, waiting, clock) == schedules.PUBLISHED
    assert edition.at_rest is State.PUBLISHED
    assert edition.published_at == clocks.now(), "the time is the server's own"
    assert session.get(PublicItem, edition.item_id) is not None


def test_after_a_pause_it_runs_late_and_never_twice(session, waiting, edition, clock):
    assert run(session, waiting, clock, "2026-03-20 09:00:00+08:00") == schedules.PUBLISHED
    at = edition.published_at
    clock.shift(timedelta(days=1))
    assert scheduling.run(session, waiting) == schedules.PUBLISHED
    assert edition.published_at == at
    assert schedules.due(session, clocks.now()) == []


def test_two_workers_publish_it_once(engine, session, staff, edition, waiting, clock):
    from content.workflow.models import PublishSchedule

    schedule_id = waiting.id
    session.commit()
    clock.move_to(AT)
    results = at_once(engine, [lambda s: scheduling.run(s, s.get_one(PublishSchedule, schedule_id)) for _ in range(3)])
    assert results == [schedules.PUBLISHED] * 3
    session.expire_all()
    number = session.scalar(text("SELECT count(*) FROM audit_entry WHERE event = 'edition.published'"))
    assert number == 1


def test_a_form_that_changed_goes_back_to_review(session, waiting, edition, clock):
    session.execute(text("UPDATE edition SET body = body || '。' WHERE id = :id"), {"id": edition.id})
    session.expire(edition)
    assert run(session, waiting, clock) == schedules.VOIDED
    assert edition.at_rest is State.SUBMITTED
    assert session.get(PublicItem, edition.item_id) is None


def test_it_is_masked_anew_by_that_moments_rules(session, staff, waiting, edition, clock):
    from content.masking import rows

    keeper = people_with_everything(session, staff)
    rows.turn(session, "legal_representative_names", False, by=keeper, reason="新规")
    edition_body = "UPDATE edition SET body = '身份证号320703199001010028' WHERE id = :id"
    session.execute(text(edition_body), {"id": edition.id})
    session.expire(edition)
    assert run(session, waiting, clock) == schedules.VOIDED
    assert session.scalar(text("SELECT count(*) FROM public_item")) == 0


def people_with_everything(session, staff):
    from tests.factories import auth

    return auth.all_rounder(session, staff.unit)


@pytest.mark.parametrize(
    "moment", [None, datetime(2026, 3, 10, 9, 0, tzinfo=clocks.SHANGHAI), AT + timedelta(days=400)]
)
def test_an_odd_moment_is_refused(session, staff, edition, moment):
    with pytest.raises(Refusal) as refused:
        scheduling.schedule(session, edition, moment, by=staff.publisher)
    assert refused.value.issues[0].field == "goes_out_at"


def test_who_may_not_publish_may_not_schedule(session, staff, edition):
    for person in (staff.writer, staff.reviewer):
        with pytest.raises(Refusal) as refused:
            scheduling.schedule(session, edition, AT, by=person)
        assert refused.value.code == "not_permitted"


def test_the_approver_is_refused_where_the_unit_wants_a_third(session, staff, clock):
    edition = workflow.submitted(session, staff)
    workflow.approve(session, edition, by=staff.publisher)
    row = scheduling.schedule(session, edition, AT, by=staff.publisher)
    staff.unit.publisher_may_approve = False
    assert run(session, row, clock) == schedules.REFUSED
    assert (row.refusal, edition.at_rest) == ("publisher_is_approver", State.APPROVED)
    with pytest.raises(Refusal, match="publisher_is_approver"):
        scheduling.schedule(session, edition, AT + timedelta(days=9), by=staff.publisher)


def test_who_lost_the_right_meanwhile_publishes_nothing(session, staff, waiting, edition, clock):
    people.revoke(session, staff.publisher, staff.publisher.memberships[0].id, by_key="system")
    assert run(session, waiting, clock) == schedules.REFUSED
    assert (waiting.refusal, edition.at_rest) == ("not_permitted", State.APPROVED)


def test_it_can_be_taken_back_and_set_anew(session, staff, waiting, edition, clock):
    scheduling.cancel(session, edition, by=staff.publisher)
    assert waiting.outcome == schedules.CANCELLED
    with pytest.raises(Refusal, match="nothing_scheduled"):
        scheduling.cancel(session, edition, by=staff.publisher)
    again = scheduling.schedule(session, edition, AT, by=staff.publisher)
    later = scheduling.schedule(session, edition, AT + timedelta(hours=1), by=staff.publisher)
    assert (again.outcome, later.outcome) == (schedules.CANCELLED, schedules.WAITS)
    assert run(session, waiting, clock) == schedules.CANCELLED
    assert edition.at_rest is State.APPROVED


@pytest.mark.parametrize("way", ["by_hand", "recalled"])
def test_an_edition_that_went_another_way_waits_no_more(session, staff, waiting, edition, way):
    if way == "by_hand":
        workflow.publishing.publish(session, edition, by=staff.publisher)
    else:
        reviewing.give_back(session, edition, workflow.REASONS, by=staff.reviewer)
    assert waiting.outcome == {"by_hand": schedules.PUBLISHED, "recalled": schedules.OVERTAKEN}[way]
    assert schedules.waiting(session, edition.id) is None


def test_only_what_is_approved_can_wait(session, staff):
    with pytest.raises(Refusal, match="not_in_this_state"):
        scheduling.schedule(session, workflow.submitted(session, staff), AT, by=staff.publisher)
