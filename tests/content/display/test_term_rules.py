"""The rules of terms as rows: planted once, confirmed by 法规处, changed only by people who answer for it."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from content.audit import trail
from content.auth import units
from content.auth.roles import Role
from content.display import term_rules, terms
from content.display.term_rules import TermRule, TermSetting
from content.errors import Refusal
from tests.conftest import on_one_make
from tests.factories.auth import person

PENALTY = {"tier": "一般", "decided_on": "2026-04-10"}


@pytest.fixture
def rules(session):
    term_rules.plant(session)
    return session


@pytest.fixture
def lawyer(rules):
    return person(rules, units.by_code(rules, "fagui"), Role.REVIEWER)


@pytest.fixture
def keeper(rules, unit):
    return person(rules, unit, Role.ADMINISTRATOR)


def newest(session, tier="一般"):
    return [row for row in term_rules.everything(session) if row.tier == tier][-1]


def issues(refused):
    return [(issue.field, issue.code) for issue in refused.value.issues]


def test_they_are_planted_once_from_the_lightest_tier(rules):
    term_rules.plant(rules)

    assert [(row.tier, row.version) for row in term_rules.everything(rules)] == [
        (tier, version) for tier in terms.TIERS for version in (1, 2, 3)
    ]
    assert not any(row.is_confirmed for row in term_rules.everything(rules))
    assert {row.name: row.value for row in term_rules.settings(rules)} == {"transition": "lenient", "show_minor": "no"}


def test_what_people_changed_is_not_planted_over(rules, lawyer):
    term_rules.mend(rules, newest(rules), by=lawyer, is_shown=True, least_months=3, most_months=9, source="更正")
    term_rules.choose(rules, "show_minor", "yes", by=lawyer, source="会议纪要")

    term_rules.plant(rules)

    assert newest(rules).most_months == 9
    assert term_rules.load(rules).settings.shows_minor


def test_the_window_of_a_record_follows_the_rows(rules):
    found = term_rules.window_of(rules, "penalty", PENALTY)

    assert (found.last_day, found.repair_from) == (date(2027, 4, 10), None)


def test_the_rules_are_read_once_per_transaction_and_anew_in_the_next(engine, session):
    term_rules.plant(session)
    first = term_rules.load(session)
    assert term_rules.load(session) is first
    session.commit()
    assert term_rules.load(session) is not first


def test_confirmed_by_the_office_the_public_learns_from_when_repair_may_be_asked(rules, lawyer):
    row = term_rules.confirm(rules, newest(rules), by=lawyer)

    assert (row.confirmed_by, row.is_confirmed) == (lawyer, True)
    assert term_rules.window_of(rules, "penalty", PENALTY).repair_from == date(2026, 7, 10)
    assert trail.about(rules, row.key)[-1].event == "term_rule.confirmed"


def test_an_administrator_may_confirm_too(rules, keeper):
    assert term_rules.confirm(rules, newest(rules), by=keeper).is_confirmed


@on_one_make
@pytest.mark.parametrize("role", [Role.PRODUCER, Role.REVIEWER, Role.RESPONSIBLE, Role.OVERSEER])
def test_nobody_of_another_unit_confirms_or_changes(role, rules, unit):
    other = person(rules, unit, role)
    for verb in (
        lambda: term_rules.confirm(rules, newest(rules), by=other),
        lambda: term_rules.choose(rules, "show_minor", "yes", by=other, source="不行"),
        lambda: term_rules.mend(
            rules, newest(rules), by=other, is_shown=False, least_months=0, most_months=1, source="不"
        ),
    ):
        with pytest.raises(Refusal, match="not_permitted"):
            verb()


def test_a_writer_of_the_office_does_not_confirm(rules):
    with pytest.raises(Refusal, match="not_permitted"):
        term_rules.confirm(rules, newest(rules), by=person(rules, units.by_code(rules, "fagui"), Role.PRODUCER))


def test_nobody_confirms_what_they_entered(rules, lawyer, keeper):
    row = term_rules.mend(rules, newest(rules), by=lawyer, is_shown=True, least_months=3, most_months=9, source="更正")

    with pytest.raises(Refusal, match="own_rule"):
        term_rules.confirm(rules, row, by=lawyer)
    assert term_rules.confirm(rules, row, by=keeper).is_confirmed


def test_the_database_keeps_the_two_apart_as_well(rules, lawyer):
    row = term_rules.mend(rules, newest(rules), by=lawyer, is_shown=True, least_months=3, most_months=9, source="更正")
    row.confirmed_by_id, row.confirmed_on = lawyer.id, date(2026, 3, 10)

    with pytest.raises(IntegrityError):
        rules.flush()


def test_what_is_confirmed_is_neither_changed_nor_confirmed_again(rules, lawyer):
    row = term_rules.confirm(rules, newest(rules), by=lawyer)

    with pytest.raises(Refusal, match="rule_is_confirmed"):
        term_rules.confirm(rules, row, by=lawyer)
    with pytest.raises(Refusal, match="rule_is_confirmed"):
        term_rules.mend(rules, row, by=lawyer, is_shown=True, least_months=1, most_months=2, source="改")


def test_a_change_of_law_is_a_version_of_its_own(rules, lawyer, clock):
    clock.move_to(date(2026, 11, 22))
    row = term_rules.revise(
        rules,
        "penalty",
        "一般",
        by=lawyer,
        valid_from=date(2027, 1, 1),
        is_shown=True,
        least_months=2,
        most_months=6,
        source="新办法",
    )

    assert (row.version, row.is_confirmed) == (4, False)
    assert rules.get(TermRule, ("penalty", "一般", 3)).valid_to == date(2026, 12, 31)
    assert term_rules.window_of(rules, "penalty", PENALTY).last_day == date(2027, 4, 10), "it has not begun"
    clock.move_to(date(2027, 1, 1))
    rules.info.clear()
    assert term_rules.window_of(rules, "penalty", PENALTY).last_day == date(2026, 10, 10), "kinder from its first day"


@on_one_make
@pytest.mark.parametrize(
    "changes, said",
    [
        ({"least_months": None}, [("least_months", "required")]),
        ({"most_months": None}, [("most_months", "required")]),
        ({"least_months": -1}, [("least_months", "not_in_range")]),
        ({"most_months": 121}, [("most_months", "not_in_range")]),
        ({"least_months": 13}, [("least_months", "longer_than_most")]),
        ({"source": " "}, [("source", "required")]),
        ({"source": "长" * 201}, [("source", "too_long")]),
    ],
)
def test_a_rule_is_whole_or_refused(changes, said, rules, lawyer):
    values = {"is_shown": True, "least_months": 3, "most_months": 12, "source": "某办法"} | changes

    with pytest.raises(Refusal) as refused:
        term_rules.mend(rules, newest(rules), by=lawyer, **values)

    assert issues(refused) == said


def test_a_version_begins_after_the_one_before(rules, lawyer):
    with pytest.raises(Refusal) as refused:
        term_rules.revise(
            rules,
            "penalty",
            "一般",
            by=lawyer,
            valid_from=date(2026, 4, 1),
            is_shown=True,
            least_months=2,
            most_months=6,
            source="早了",
        )

    assert issues(refused) == [("valid_from", "too_early")]


def test_a_setting_keeps_its_history(rules, lawyer):
    term_rules.choose(rules, "transition", "decided", by=lawyer, source="省信用办口径")

    assert term_rules.load(rules).settings.transition == "decided"
    assert len(rules.scalars(select(TermSetting).where(TermSetting.name == "transition")).all()) == 2
    assert trail.about(rules, "term_setting:transition")[-1].facts["value"] == "decided"


@on_one_make
@pytest.mark.parametrize("name, value", [("transition", "harsh"), ("show_minor", "maybe"), ("other", "yes")])
def test_a_setting_is_one_of_its_choices(name, value, rules, lawyer):
    with pytest.raises(Refusal) as refused:
        term_rules.choose(rules, name, value, by=lawyer, source="无")

    assert issues(refused) == [("value", "not_a_choice")]
