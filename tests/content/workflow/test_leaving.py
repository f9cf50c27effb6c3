from datetime import timedelta

import pytest
from sqlalchemy import select

from content import clock as clocks
from content.audit import trail
from content.auth.roles import Role
from content.display import finding
from content.display.models import Departure, PublicItem
from content.errors import Category, Refusal
from content.items.models import State
from content.outbox import change_log
from content.workflow import leaving
from content.workflow.leaving import LONGEST_REASON
from tests.conftest import on_one_make
from tests.factories import workflow
from tests.factories.auth import person, staff_of

NUMBER = "13800001234"


def test_withdrawing_leaves_only_when_and_why(session, staff, clock):
    edition = workflow.published(session, staff, title="独一无二的标题")
    clock.shift(timedelta(days=1))

    leaving.withdraw(session, edition, by=staff.publisher, reason="  当事人 申诉\n成立 ")

    assert edition.at_rest is State.WITHDRAWN
    assert session.scalars(select(PublicItem)).all() == []
    left = session.scalars(select(Departure)).one()
    assert (left.item_id, left.left_at, left.reason) == (edition.item_id, clocks.now(), "当事人 申诉 成立")
    assert [change.effect for change in change_log.after(session, 0, limit=9)] == ["shown", "gone"]


def test_a_reader_is_told_the_address_is_gone_since_when_and_why(session, staff, clock):
    edition = workflow.withdrawn(session, staff, reason="内容有误")

    with pytest.raises(Refusal) as refused:
        finding.item(session, edition.item_id)

    assert (refused.value.code, refused.value.category) == ("left_the_public", Category.GONE)
    assert refused.value.facts == {"left_at": clocks.now(), "reason": "内容有误"}


def test_a_personal_number_in_the_reason_reaches_neither_the_public_nor_the_trail(session, staff):
    edition = workflow.withdrawn(session, staff, reason=f"当事人来电{NUMBER}要求撤下")

    left = session.get(Departure, edition.item_id)
    last = trail.about(session, edition.item.key)[-1]
    assert "当事人来电" in left.reason
    assert NUMBER not in left.reason
    assert (last.event, last.facts["reason"]) == ("edition.withdrawn", left.reason)


@on_one_make
@pytest.mark.parametrize(
    "reason, code", [("", "required"), (" \n ", "required"), ("长" * (LONGEST_REASON + 1), "too_long")]
)
def test_a_withdrawal_needs_a_reason_of_a_readable_length(reason, code, session, staff):
    edition = workflow.published(session, staff)

    with pytest.raises(Refusal) as refused:
        leaving.withdraw(session, edition, by=staff.publisher, reason=reason)

    assert [(issue.field, issue.code) for issue in refused.value.issues] == [("reason", code)]
    assert finding.item(session, edition.item_id).edition_id == edition.id


def test_the_longest_reason_will_do(session, staff):
    edition = workflow.withdrawn(session, staff, reason="长" * LONGEST_REASON)

    assert edition.at_rest is State.WITHDRAWN


@on_one_make
@pytest.mark.parametrize("role", [Role.PRODUCER, Role.REVIEWER, Role.OVERSEER, Role.ADMINISTRATOR])
def test_only_the_responsible_withdraw(role, session, staff, unit):
    edition = workflow.published(session, staff)

    with pytest.raises(Refusal, match="not_permitted"):
        leaving.withdraw(session, edition, by=person(session, unit, role), reason="有误")


def test_the_responsible_of_another_unit_does_not_withdraw(session, staff, other_unit):
    edition = workflow.published(session, staff)

    with pytest.raises(Refusal, match="not_permitted"):
        leaving.withdraw(session, edition, by=staff_of(session, other_unit).publisher, reason="有误")


@on_one_make
@pytest.mark.parametrize("state", sorted(set(State) - {State.PUBLISHED, State.HIDDEN}))
def test_only_what_is_public_can_be_withdrawn(state, session, staff):
    edition = workflow.in_state(session, staff, state)

    with pytest.raises(Refusal, match="not_in_this_state"):
        leaving.withdraw(session, edition, by=staff.publisher, reason="有误")
