"""我要纠错 as a rule: routed, clocked, throttled, answered by one and approved by another, forgotten in time."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from content import clock as clocks
from content.auth import units
from content.auth.roles import Role
from content.display.models import PublicItem
from content.errors import Refusal
from content.feedback import answering, finding, receiving
from content.feedback.models import Kind, Report, Stage
from content.working_calendar import deadlines
from tests.factories import workflow
from tests.factories.auth import person, staff_of


def receive(session, **changes):
    values = {"page": "/about", "wrong": "电话号码已变更", "contact": "", "sender_mark": "a" * 64}
    return receiving.receive(session, **values | changes)


@pytest.fixture
def other_staff(session):
    return staff_of(session, units.by_code(session, "donghai"))


@pytest.fixture
def report(session, staff):
    edition = workflow.published(session, staff)
    return receive(session, page=f"/items/{edition.item_id}", item_id=edition.item_id, contact="写信到单位")


def test_it_goes_to_the_unit_that_produced_the_page_and_its_clock_starts(session, staff, report):
    assert report.unit_id == staff.unit.id
    clock = receiving.clock_of(session, report)
    assert (clock.rule_code, clock.started_on) == ("error_reply", clocks.today())
    assert clock.due_on > clocks.today()


def test_a_page_nobody_produced_goes_to_the_bureaus_office(session):
    assert receive(session).unit.code == receiving.HOUSE_UNIT


def test_a_page_that_left_is_nobodys_item(session, staff):
    edition = workflow.withdrawn(session, staff)
    report = receive(session, item_id=edition.item_id)
    assert (report.item_id, report.unit.code) == (None, receiving.HOUSE_UNIT)
    assert session.get(PublicItem, edition.item_id) is None


@pytest.mark.parametrize(
    "changes, field, code",
    [
        ({"wrong": "  "}, "mistake", "required"),
        ({"wrong": "错" * 1001}, "mistake", "too_long"),
        ({"contact": "9" * 121}, "contact", "too_long"),
        ({"page": "/" + "x" * 400}, "page", "too_long"),
    ],
)
def test_what_is_missing_or_too_long_is_said_by_field(session, changes, field, code):
    with pytest.raises(Refusal) as refused:
        receive(session, **changes)
    assert [(issue.field, issue.code) for issue in refused.value.issues] == [(field, code)]
    assert session.scalar(select(func.count()).select_from(Report)) == 0


def test_receipts_cannot_be_guessed_from_one_another(session):
    receipts = [receiving.new_receipt(Kind.ERROR) for _time in range(50)]
    assert len(set(receipts)) == 50
    assert all(receipt.startswith("JC") and len(receipt) == 20 for receipt in receipts)
    assert not set("".join(receipt[9:] for receipt in receipts)) & set("01OIL")


def test_an_objection_has_its_own_clock_and_number(session):
    report = receive(session, kind=Kind.OBJECTION, facts={"agent": True})
    assert report.receipt.startswith("YY")
    assert receiving.clock_of(session, report).rule_code == "objection_reply"


def test_one_sender_and_all_together_are_throttled_for_an_hour(session, clock, monkeypatch):
    for _time in range(receiving.FROM_ONE):
        receive(session)
    with pytest.raises(Refusal, match="too_many_reports"):
        receive(session)
    receive(session, sender_mark="b" * 64)
    monkeypatch.setattr(receiving, "FROM_ALL", receiving.FROM_ONE + 1)
    with pytest.raises(Refusal, match="too_many_reports"):
        receive(session, sender_mark="c" * 64)
    clock.shift(3601)
    receive(session)


def test_one_answers_another_approves_and_then_the_clock_stops(session, staff, report):
    answering.draft(session, report, "已更正，感谢指正。", by=staff.writer)
    assert report.stage == Stage.DRAFTED.value
    answering.approve(session, report, by=staff.reviewer)
    assert (report.stage, report.approved_by) == (Stage.ANSWERED.value, staff.reviewer)
    assert deadlines.running(session, report.key, "error_reply") is None


def test_nobody_approves_their_own_answer(session, staff, report):
    both = person(session, staff.unit, Role.PRODUCER, Role.REVIEWER)
    answering.draft(session, report, "已更正。", by=both)
    with pytest.raises(Refusal, match="own_work"):
        answering.approve(session, report, by=both)


def test_another_unit_neither_reads_nor_answers(session, staff, other_staff, report):
    with pytest.raises(Refusal, match="no_such_report"):
        finding.for_answering(session, report.id, by=other_staff.writer)
    with pytest.raises(Refusal, match="not_permitted"):
        answering.draft(session, report, "已更正。", by=other_staff.writer)
    assert finding.waiting(session, other_staff.writer) == 0
    assert finding.waiting(session, staff.writer) == 1


def test_an_answer_may_come_back_with_a_note(session, staff, report):
    answering.draft(session, report, "已更正。", by=staff.writer)
    with pytest.raises(Refusal, match="to_mend"):
        answering.give_back(session, report, " ", by=staff.reviewer)
    answering.give_back(session, report, "请写明更正内容", by=staff.reviewer)
    assert (report.stage, report.returned_note) == (Stage.RECEIVED.value, "请写明更正内容")
    with pytest.raises(Refusal, match="report_moved_on"):
        answering.approve(session, report, by=staff.reviewer)
    answering.draft(session, report, "电话已更正。", by=staff.writer)
    assert report.returned_note == ""


def test_personal_numbers_do_not_leave_in_an_answer(session, staff, report):
    answering.draft(session, report, "请联系13800001234。", by=staff.writer)
    answering.approve(session, report, by=staff.reviewer)
    assert "13800001234" not in report.answer


def test_an_answered_report_stays_as_it_is(session, staff, report):
    answering.draft(session, report, "已更正。", by=staff.writer)
    answering.approve(session, report, by=staff.reviewer)
    with pytest.raises(Refusal, match="report_moved_on"):
        answering.draft(session, report, "改口。", by=staff.writer)


def test_senders_are_forgotten_after_a_day_and_contacts_after_a_month(clock, session, staff, report):
    answering.draft(session, report, "已更正。", by=staff.writer)
    answering.approve(session, report, by=staff.reviewer)
    receiving.sweep(session)
    session.refresh(report)
    assert report.sender_mark
    assert report.contact
    clock.shift(timedelta(days=2).total_seconds())
    receiving.sweep(session)
    session.refresh(report)
    assert (report.sender_mark, report.contact) == (None, "写信到单位")
    clock.shift(timedelta(days=30).total_seconds())
    receiving.sweep(session)
    session.refresh(report)
    assert report.contact == ""


def test_a_receipt_is_found_as_typed_from_paper(session, report):
    typed = f" {report.receipt.lower()[:6]} {report.receipt.lower()[6:]} "
    assert finding.by_receipt(session, typed) is report
    assert finding.by_receipt(session, "JC") is None
