"""Leaving on two people's word: repaired, annulled, changed, mistaken, private. The old address keeps its peace."""

from datetime import date, datetime

import pytest
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from content import clock as clocks
from content.audit import trail
from content.auth import units
from content.auth.roles import Role
from content.display import finding, public_view, term_rules
from content.display.models import Departure, PublicItem
from content.errors import Refusal
from content.items.models import State
from content.outbox import change_log
from content.workflow import expiring, hiding, leaving_requests, publishing
from content.working_calendar import deadlines, rules, years
from tests.conftest import on_one_make
from tests.factories import penalties, workflow
from tests.factories.auth import person

NOVEMBER = datetime(2026, 11, 22, 9, 30, tzinfo=clocks.SHANGHAI)
REPAIR = {"document_number": "连交信修〔2026〕5号", "document_date": date(2026, 11, 20)}
NUMBER = "13800001234"


@pytest.fixture(autouse=True)
def november(clock, session):
    clock.move_to(NOVEMBER)
    years.plant(session)
    rules.plant(session)
    return clock


@pytest.fixture
def shown(session, staff):
    return penalties.published(session, staff, decided_on="2026-06-01")


def ask(session, edition, staff, cause="repaired", **more):
    values = REPAIR | more if cause in leaving_requests.BY_DOCUMENT else more
    return leaving_requests.ask(session, edition.item, cause, by=staff.writer, **values)


def asked(session, edition, staff, cause="repaired", **more):
    return leaving_requests.confirm(session, ask(session, edition, staff, cause, **more), by=staff.publisher)


def refused_facts(session, item_id):
    with pytest.raises(Refusal) as refused:
        finding.item(session, item_id)
    return refused.value.code, refused.value.facts


def issues(refused):
    return [(issue.field, issue.code) for issue in refused.value.issues]


def confirmed(session, staff):
    row = session.get(term_rules.TermRule, ("penalty", "一般", 3))
    term_rules.confirm(session, row, by=person(session, units.by_code(session, "fagui"), Role.REVIEWER))


def test_until_the_second_person_says_so_it_stays(session, staff, shown):
    row = ask(session, shown, staff)

    assert row.is_open
    assert finding.item(session, shown.item_id).edition_id == shown.id


def test_repaired_it_is_gone_at_once_and_its_address_says_nothing(session, staff, shown):
    before = change_log.head(session)
    row = asked(session, shown, staff)

    assert (row.outcome, row.decided_by) == ("done", staff.publisher)
    assert shown.at_rest is State.WITHDRAWN
    assert session.get(PublicItem, shown.item_id) is None
    assert refused_facts(session, shown.item_id) == ("left_the_public", {"left_at": None, "reason": ""})
    assert [change.effect for change in change_log.after(session, before, limit=9)] == ["gone"]
    events = [entry.event for entry in trail.about(session, shown.item.key)]
    assert events[-3:] == ["leaving.asked", "edition.withdrawn", "leaving.confirmed"]


def test_what_was_repaired_is_never_shown_again(session, staff, shown):
    asked(session, shown, staff)
    following = workflow.correct(session, shown, staff, fields=shown.fields | {"remarks": "再次导入"})
    workflow.approve(session, following, by=staff.reviewer)

    with pytest.raises(Refusal, match="left_for_good"):
        publishing.publish(session, following, by=staff.publisher)
    assert public_view.barred(session, [shown.item_id, 1]) == {shown.item_id}


@pytest.mark.parametrize("cause", ["error", "privacy"])
def test_what_was_mistaken_may_come_back_mended_and_nobody_is_told_why(cause, session, staff, shown):
    asked(session, shown, staff, cause, reason=f"当事人来电{NUMBER}说明")

    assert refused_facts(session, shown.item_id) == ("left_the_public", {"left_at": None, "reason": ""})
    following = workflow.correct(session, shown, staff, fields=shown.fields | {"violation_facts": "更正后的事实。"})
    workflow.approve(session, following, by=staff.reviewer)
    publishing.publish(session, following, by=staff.publisher)
    assert finding.item(session, shown.item_id).fields["violation_facts"] == "更正后的事实。"


@pytest.mark.parametrize("cause", ["annulled", "changed"])
def test_an_annulled_decision_says_so_with_its_reason_masked(cause, session, staff, shown):
    asked(session, shown, staff, cause, reason=f"复议决定撤销，联系电话{NUMBER}")

    code, facts = refused_facts(session, shown.item_id)
    assert code == "decision_withdrawn"
    assert facts["left_at"] is None
    assert facts["reason"].startswith("复议决定撤销") and NUMBER not in facts["reason"]


def test_an_annulled_permit_says_nothing(session, staff):
    permit = penalties.published(session, staff, kind="permit", decided_on="2026-06-01", valid_until="2029-06-01")
    asked(session, permit, staff, "annulled", reason="撤销许可")

    assert refused_facts(session, permit.item_id) == ("left_the_public", {"left_at": None, "reason": ""})


def test_annulled_it_is_due_three_working_days_after_the_document(session, staff, shown):
    row = ask(session, shown, staff, "annulled", reason="复议撤销", document_date=date(2026, 11, 20))

    assert row.due_on == date(2026, 11, 25)
    running = deadlines.running(session, shown.item.key, "withdrawal")
    assert running.due_on == row.due_on
    leaving_requests.confirm(session, row, by=staff.publisher)
    assert running.stopped_on == date(2026, 11, 22)


def test_asked_again_after_a_no_the_clock_still_runs_from_the_document(session, staff, shown, clock):
    leaving_requests.refuse(session, ask(session, shown, staff, "annulled", reason="复议撤销"), by=staff.publisher)
    clock.move_to(datetime(2026, 11, 24, 9, tzinfo=clocks.SHANGHAI))

    assert ask(session, shown, staff, "annulled", reason="复议撤销").due_on == date(2026, 11, 25)


def test_refused_it_stays_and_may_be_asked_again(session, staff, shown):
    row = leaving_requests.refuse(session, ask(session, shown, staff), by=staff.publisher)

    assert row.outcome == "refused"
    assert finding.item(session, shown.item_id)
    assert ask(session, shown, staff).is_open


def test_hidden_it_can_be_repaired_too(session, staff, shown):
    hiding.hide(session, shown, by=staff.publisher, reason="核对")
    asked(session, shown, staff)

    assert shown.at_rest is State.WITHDRAWN
    assert session.get(Departure, shown.item_id).is_final


def test_a_request_overtaken_by_the_last_day_ends_as_that_and_bars_it_all_the_same(session, staff, shown, clock):
    row = ask(session, shown, staff)
    clock.move_to(datetime(2027, 6, 2, 0, 1, tzinfo=clocks.SHANGHAI))
    expiring.end_chunk(session)

    leaving_requests.confirm(session, row, by=staff.publisher)

    assert row.outcome == "overtaken"
    assert session.get(Departure, shown.item_id).is_final


# Two people


def test_nobody_confirms_or_refuses_their_own_request(session, staff, shown):
    row = leaving_requests.ask(session, shown.item, "repaired", by=staff.publisher, **REPAIR)

    for verb in (leaving_requests.confirm, leaving_requests.refuse):
        with pytest.raises(Refusal, match="own_request"):
            verb(session, row, by=staff.publisher)
    assert finding.item(session, shown.item_id)


def test_the_database_keeps_the_two_apart_as_well(session, staff, shown):
    row = ask(session, shown, staff)
    with pytest.raises(IntegrityError):
        session.execute(
            update(leaving_requests.LeavingRequest)
            .where(leaving_requests.LeavingRequest.id == row.id)
            .values(outcome="done", decided_by_id=staff.writer.id, decided_at=clocks.now())
        )


@on_one_make
@pytest.mark.parametrize("who", ["writer", "reviewer"])
def test_only_who_may_withdraw_confirms(who, session, staff, shown):
    row = leaving_requests.ask(session, shown.item, "repaired", by=staff.publisher, **REPAIR)

    with pytest.raises(Refusal, match="not_permitted"):
        leaving_requests.confirm(session, row, by=getattr(staff, who))


@on_one_make
@pytest.mark.parametrize("role", list(Role))
def test_nobody_of_another_unit_asks(role, session, staff, shown, other_unit):
    with pytest.raises(Refusal, match="not_permitted"):
        leaving_requests.ask(session, shown.item, "repaired", by=person(session, other_unit, role), **REPAIR)


def test_decided_once_it_is_decided(session, staff, shown):
    row = asked(session, shown, staff)

    with pytest.raises(Refusal, match="leaving_is_decided"):
        leaving_requests.confirm(session, row, by=staff.publisher)


def test_one_request_at_a_time(session, staff, shown):
    ask(session, shown, staff)

    with pytest.raises(Refusal, match="leaving_is_asked"):
        ask(session, shown, staff)


# What may be asked


def test_articles_and_what_is_not_public_are_not_asked_for(session, staff):
    with pytest.raises(Refusal, match="not_a_record"):
        ask(session, workflow.published(session, staff), staff)
    with pytest.raises(Refusal, match="nothing_to_leave"):
        ask(session, penalties.approved(session, staff), staff)


@on_one_make
@pytest.mark.parametrize(
    "cause, changes, said",
    [
        ("other", {}, [("cause", "not_a_choice")]),
        ("repaired", {"document_number": " "}, [("document_number", "required")]),
        ("repaired", {"document_number": "长" * 129}, [("document_number", "too_long")]),
        ("repaired", {"document_date": None}, [("document_date", "required")]),
        ("repaired", {"document_date": date(2026, 11, 23)}, [("document_date", "in_the_future")]),
        ("repaired", {"document_date": date(2026, 5, 31)}, [("document_date", "too_early")]),
        ("annulled", {}, [("reason", "required")]),
        (
            "annulled",
            {"document_number": "", "document_date": None},
            [("document_number", "required"), ("document_date", "required"), ("reason", "required")],
        ),
        ("error", {}, [("reason", "required")]),
        ("privacy", {"reason": "长" * 201}, [("reason", "too_long")]),
    ],
)
def test_everything_missing_is_said_at_once(cause, changes, said, session, staff, shown):
    with pytest.raises(Refusal) as refused:
        ask(session, shown, staff, cause, **changes)

    assert issues(refused) == said


def test_a_repair_before_the_minimum_term_of_a_confirmed_rule_is_refused(session, staff, shown):
    confirmed(session, staff)

    with pytest.raises(Refusal) as refused:
        ask(session, shown, staff, document_date=date(2026, 8, 31))
    assert issues(refused) == [("document_date", "before_minimum_term")]
    assert refused.value.issues[0].facts == {"earliest": "2026-09-01"}
    assert ask(session, shown, staff, document_date=date(2026, 9, 1)).is_open


def test_where_nobody_confirmed_the_rule_the_second_person_is_told_and_decides(session, staff, shown):
    row = ask(session, shown, staff, document_date=date(2026, 8, 31))

    assert row.is_before_minimum
    assert not ask(session, penalties.published(session, staff, decided_on="2026-06-01"), staff).is_before_minimum
    assert leaving_requests.confirm(session, row, by=staff.publisher).outcome == "done"


# Found


def test_the_most_urgent_waits_first_and_only_ones_own(session, staff, shown, other_unit):
    later = penalties.published(session, staff, decided_on="2026-06-01")
    second = ask(session, later, staff, "annulled", reason="复议撤销")
    first = ask(session, shown, staff)

    assert leaving_requests.waiting(session, staff.writer, limit=9) == [first, second]
    assert leaving_requests.waiting(session, person(session, other_unit, Role.PRODUCER), limit=9) == []
    leaving_requests.confirm(session, first, by=staff.publisher)
    assert leaving_requests.decided(session, staff.writer, limit=9) == [first]
    with pytest.raises(Refusal, match="no_such_request"):
        leaving_requests.by_id(session, first.id, by=person(session, other_unit, Role.RESPONSIBLE))
