"""The masking policy as rows: switches turn with a reason, consents name a person once."""

from datetime import timedelta

import pytest

from content import clock as clocks
from content.audit import trail
from content.auth.roles import Role
from content.errors import Refusal
from content.masking import gate, rows
from tests.conftest import on_one_make
from tests.factories.auth import person


@pytest.fixture
def keeper(session, unit):
    return person(session, unit, Role.ADMINISTRATOR)


def test_a_turned_switch_is_in_force_and_in_the_trail_without_anybodys_number(session, keeper):
    assert rows.current(session).officials_in_office

    rows.turn(session, "officials_in_office", False, by=keeper, reason="投诉人身份证号320703199001010028来信")

    policy = rows.current(session)
    assert not policy.officials_in_office
    assert policy.version == 2
    entry = trail.about(session, "switch:officials_in_office")[-1]
    assert "320703199001010028" not in str(entry.facts)


@on_one_make
@pytest.mark.parametrize(
    "name, reason, field", [("no_such_switch", "试", "name"), ("officials_in_office", " ", "reason")]
)
def test_a_switch_that_is_none_or_has_no_reason_is_refused(session, keeper, name, reason, field):
    with pytest.raises(Refusal) as refused:
        rows.turn(session, name, False, by=keeper, reason=reason)
    assert [issue.field for issue in refused.value.issues] == [field]


def consent(session, by, **changes):
    today = clocks.today()
    said = {"name": "季长风", "evidence": "2026年第3号同意书", "agreed_on": today, "ends_on": None} | changes
    return rows.record_consent(session, said.pop("name"), by=by, **said)


def test_a_consent_names_a_person_until_it_ends(session, keeper, clock):
    text = "驾驶员季长风拾金不昧。"
    assert "季长风" not in gate.examine(text, policy=rows.current(session)).public

    consent(session, keeper, ends_on=clocks.today() + timedelta(days=30))
    assert "季长风" in gate.examine(text, policy=rows.current(session)).public

    clock.shift(timedelta(days=31))
    assert "季长风" not in gate.examine(text, policy=rows.current(session)).public


@on_one_make
@pytest.mark.parametrize(
    "changes, field",
    [
        ({"name": " "}, "name"),
        ({"name": "长" * 41}, "name"),
        ({"evidence": ""}, "evidence"),
        ({"evidence": "长" * 201}, "evidence"),
        ({"agreed_on": None}, "agreed_on"),
    ],
)
def test_a_consent_that_says_too_little_or_too_much_is_refused(session, keeper, changes, field):
    with pytest.raises(Refusal) as refused:
        consent(session, keeper, **changes)
    assert [issue.field for issue in refused.value.issues] == [field]


@on_one_make
def test_a_consent_ends_after_it_begins_and_is_recorded_once(session, keeper):
    with pytest.raises(Refusal) as refused:
        consent(session, keeper, ends_on=clocks.today() - timedelta(days=1))
    assert [issue.field for issue in refused.value.issues] == ["ends_on"]

    consent(session, keeper)
    with pytest.raises(Refusal) as refused:
        consent(session, keeper)
    assert refused.value.code == "consent_is_recorded"
