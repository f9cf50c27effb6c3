"""What was held, and who is honoured by consent alone."""

from datetime import date

import pytest

from content.activities import keeping
from content.auth.roles import Role
from content.errors import Refusal
from content.masking import rows as masking
from tests.factories import auth
from tests.factories.limits import limited_draft

YEAR = (date(2026, 1, 1), date(2027, 1, 1))
HELD = {
    "sort": "training",
    "held_on": date(2026, 3, 5),
    "topic": "信用管理专项培训",
    "people": 42,
    "evidence": "签到表存综合科",
}


def enter(session, staff, **changes):
    return keeping.enter(session, staff.unit, by=staff.writer, **HELD | changes)


def honour(session, staff, **changes):
    wanted = {"year": 2026, "title": "诚信之星", "sort": "person", "name": "周诚", "reason": "拾金不昧"} | changes
    return keeping.honour(session, staff.unit, by=staff.writer, **wanted)


def problems(refused):
    return {(issue.field, issue.code) for issue in refused.value.issues}


def test_what_was_held_is_listed_and_counted(session, staff, other_unit, clock):
    first, second = enter(session, staff), enter(session, staff, sort="campaign", held_on=date(2026, 3, 9))
    assert keeping.listed(session, *YEAR) == [second, first]
    assert keeping.count(session, *YEAR) == keeping.count(session, *YEAR, unit_id=staff.unit.id) == 2
    assert keeping.count(session, *YEAR, unit_id=other_unit.id) == 0


@pytest.mark.parametrize(
    "changes, problem",
    [
        ({"sort": "party"}, ("sort", "not_a_choice")),
        ({"held_on": None}, ("held_on", "required")),
        ({"held_on": date(2026, 3, 11)}, ("held_on", "in_the_future")),
        ({"topic": " "}, ("topic", "required")),
        ({"people": None}, ("people", "not_a_number")),
        ({"people": 0}, ("people", "not_a_number")),
        ({"evidence": ""}, ("evidence", "required")),
        ({"evidence": "字" * 401}, ("evidence", "too_long")),
        ({"item_id": 10**9}, ("item", "no_such_item_here")),
    ],
)
def test_what_is_entered_makes_sense(changes, problem, session, staff, clock):
    with pytest.raises(Refusal) as refused:
        enter(session, staff, **changes)
    assert problem in problems(refused)


def test_a_person_is_honoured_by_a_recorded_consent_while_it_holds(session, staff, other_unit, clock):
    with pytest.raises(Refusal) as refused:
        honour(session, staff)
    assert problems(refused) == {("name", "no_consent")}
    keeper = auth.person(session, other_unit, Role.ADMINISTRATOR)
    masking.record_consent(
        session, "周诚", evidence="同意书第1号", agreed_on=date(2026, 3, 1), ends_on=date(2026, 3, 31), by=keeper
    )
    row = honour(session, staff)
    assert keeping.honours(session, 2026) == [row]
    with pytest.raises(Refusal, match="already_honoured"):
        honour(session, staff)
    clock.shift(30 * 24 * 3600)
    assert keeping.honours(session, 2026) == [], "who no longer agrees is not on the list"


def test_a_unit_needs_no_consent(session, staff, clock):
    assert honour(session, staff, sort="unit", name="示范窗口").consent is None
    with pytest.raises(Refusal) as refused:
        honour(session, staff, sort="ship", name="", title="", reason="")
    assert {("honoured", "not_a_choice"), ("name", "required"), ("title", "required")} <= problems(refused)


def test_a_draft_one_may_not_know_of_is_no_evidence(session, staff, clock):
    secret = limited_draft(session, staff)
    colleague = auth.person(session, staff.unit, Role.PRODUCER)
    for item_id in (secret.item_id, 10**9):
        with pytest.raises(Refusal) as refused:
            keeping.enter(session, staff.unit, by=colleague, item_id=item_id, **HELD)
        assert [issue.code for issue in refused.value.issues] == ["no_such_item_here"]
    assert enter(session, staff, item_id=secret.item_id).item_id == secret.item_id
