from __future__ import annotations

from datetime import date, datetime

import pytest
import time_machine

from content import clock as clocks
from content.errors import Refusal
from content.working_calendar import rules

TODAY = date(2026, 3, 10)


@pytest.fixture(autouse=True)
def march():
    with time_machine.travel(datetime(2026, 3, 10, 9, tzinfo=clocks.SHANGHAI), tick=False) as traveller:
        yield traveller


@pytest.mark.parametrize(
    "code, event, length, day_type",
    [
        ("publication", "produced", 3, "working"),
        ("double_publicity", "decided", 7, "working"),
        ("rating_copy", "rating_confirmed", 5, "calendar"),
        ("withdrawal", "annulled", 3, "working"),
        ("objection_reply", "objection_received", 7, "working"),
        ("error_reply", "error_reported", 3, "working"),
    ],
)
def test_the_planted_rules(session, code, event, length, day_type):
    rule = rules.in_force(session, code, on=TODAY)

    assert (rule.version, rule.event, rule.length, rule.day_type) == (1, event, length, day_type)
    assert rule.source


def test_planting_again_changes_nothing(session, keeper):
    rules.revise(session, "publication", valid_from=TODAY, by=keeper, length=2)
    rules.plant(session)

    assert [rule.version for rule in rules.versions(session, "publication")] == [2, 1]


def test_a_version_ends_the_day_before_the_next_begins(session, keeper):
    rules.revise(session, "publication", valid_from=date(2026, 4, 1), by=keeper, length=2)
    second, first = rules.versions(session, "publication")

    assert (first.valid_from, first.valid_to) == (date(2024, 5, 30), date(2026, 3, 31))
    assert (second.valid_from, second.valid_to) == (date(2026, 4, 1), None)


def test_no_rule_reaches_back_before_the_paper_it_comes_from(session):
    assert rules.in_force(session, "publication", on=date(2024, 5, 30)).length == 3
    with pytest.raises(Refusal, match="no_rule_in_force"):
        rules.in_force(session, "publication", on=date(2024, 5, 29))


def test_a_version_applies_from_its_first_day_on(session, keeper):
    begins = date(2026, 4, 1)
    rules.revise(session, "rating_copy", valid_from=begins, by=keeper, day_type="working", source="局务会决定")

    assert rules.in_force(session, "rating_copy", on=date(2026, 3, 31)).day_type == "calendar"
    assert rules.in_force(session, "rating_copy", on=begins).day_type == "working"
    assert rules.in_force(session, "rating_copy", on=begins).length == 5


def test_what_stops_the_clock_is_a_setting(session, keeper):
    revised = rules.revise(session, "publication", valid_from=TODAY, by=keeper, stops_on="reported_to_province")

    assert (revised.version, revised.stops_on, revised.entered_by) == (2, "reported_to_province", keeper.key)


def test_a_rule_is_not_changed_for_days_gone_by(session, keeper):
    with pytest.raises(Refusal, match="rule_begins_in_the_past"):
        rules.revise(session, "publication", valid_from=date(2026, 3, 9), by=keeper, length=30)


def test_versions_follow_one_another(session, keeper):
    rules.revise(session, "publication", valid_from=date(2026, 4, 1), by=keeper, length=2)
    with pytest.raises(Refusal, match="rule_begins_too_early"):
        rules.revise(session, "publication", valid_from=date(2026, 4, 1), by=keeper, length=4)


def test_only_an_administrator_changes_a_rule(session, producer):
    with pytest.raises(Refusal, match="not_permitted"):
        rules.revise(session, "publication", valid_from=TODAY, by=producer, length=30)


def test_a_rule_nobody_knows(session, keeper):
    with pytest.raises(Refusal, match="no_such_rule"):
        rules.revise(session, "gossip", valid_from=TODAY, by=keeper, length=1)


def test_event_and_code_are_what_a_rule_is(session, keeper):
    with pytest.raises(TypeError, match="event"):
        rules.revise(session, "publication", valid_from=TODAY, by=keeper, event="decided")
