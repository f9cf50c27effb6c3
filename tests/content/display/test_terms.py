"""How long a record is shown: the tables of DOMAIN by hand, and what must hold on every day for every rule."""

import dataclasses
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.auth import units
from content.display import term_rules, terms
from content.display.terms import Rule, Rules, Settings, add_months

DAY = timedelta(days=1)
SINCE = date(2026, 4, 1)


def planted(*, confirmed=False, **settings):
    """The rules as the data file has them."""
    versions, rows = {}, []
    for seed in term_rules.seeds()["rule"]:
        versions[seed["tier"]] = versions.get(seed["tier"], 0) + 1
        values = {"valid_from": None, "valid_to": None, "least_months": None, "most_months": None} | seed
        rows.append(Rule(version=versions[seed["tier"]], is_confirmed=confirmed, **values))
    return Rules(tuple(rows), Settings(**settings))


RULES = planted()


def penalty(decided_on, tier="一般", **more):
    return {"decided_on": decided_on if isinstance(decided_on, str) else decided_on.isoformat(), "tier": tier} | more


def window(decided_on, tier="一般", rules=RULES, **more):
    return terms.window("penalty", penalty(decided_on, tier, **more), rules)


def codes(found):
    return [step.code for step in found.reasons]


@pytest.mark.parametrize(
    "day, months, last",
    [
        ("2025-11-30", 3, "2026-02-28"),
        ("2026-08-31", 3, "2026-11-30"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2026-11-30", 36, "2029-11-30"),
        ("2023-11-30", 3, "2024-02-29"),
        ("2026-12-31", 2, "2027-02-28"),
        ("2026-05-15", 0, "2026-05-15"),
    ],
)
def test_months_are_clamped_to_the_months_end(day, months, last):
    assert add_months(date.fromisoformat(day), months) == date.fromisoformat(last)


@pytest.mark.parametrize(
    "tier, earliest, last",
    [("一般", "2026-07-10", "2027-04-10"), ("严重", "2027-04-10", "2029-04-10")],
)
def test_from_april_2026_the_tier_decides(tier, earliest, last):
    found = window("2026-04-10", tier)

    assert found.is_shown and not found.is_transitional
    assert (found.first_day, found.last_day) == (date(2026, 4, 10), date.fromisoformat(last))
    assert found.earliest_repair == date.fromisoformat(earliest)
    assert found.rule_version == 3


def test_what_is_minor_is_not_shown():
    found = window("2026-04-10", "轻微")

    assert not found.is_shown
    assert "tier_not_shown" in codes(found)
    assert found.last_day is None and found.repair_from is None


def test_found_necessary_what_is_minor_is_shown_three_months_and_repaired_at_any_time():
    found = window("2026-04-10", "轻微", planted(shows_minor=True, confirmed=True))

    assert found.is_shown
    assert (found.repair_from, found.last_day) == (date(2026, 4, 10), date(2026, 7, 10))


@pytest.mark.parametrize("rules", [planted(shows_minor=True, transition="decided")])
def test_under_the_older_rules_nothing_makes_the_minor_shown(rules):
    assert not window("2026-03-31", "轻微", rules).is_shown
    assert not window("2020-03-31", "轻微", rules).is_shown


@pytest.mark.parametrize("tier", ["", "特别严重", None])
def test_without_a_tier_nothing_is_shown(tier):
    found = window("2026-04-10", tier)

    assert not found.is_shown
    assert codes(found) == ["tier_missing"]


@pytest.mark.parametrize("day", ["", "2026-13-01", "昨天", None])
def test_without_a_day_of_decision_nothing_is_shown(day):
    found = terms.window("penalty", {"tier": "一般", "decided_on": day}, RULES)

    assert not found.is_shown
    assert codes(found) == ["decision_date_missing"]


def test_without_any_rule_nothing_is_shown():
    assert codes(window("2026-04-10", rules=Rules())) == ["no_rule_in_force"]


# Crossing 2026-04-01


def test_the_last_day_of_the_older_rule_is_judged_by_the_kinder_one_and_marked():
    before, after = window(SINCE - DAY), window(SINCE)

    assert before.is_transitional and not after.is_transitional
    assert before.last_day == date(2027, 3, 31), "12 months, not the older rule's 36"
    assert {"transition"} <= set(codes(before))


def test_the_kinder_rule_may_be_the_older_one():
    found = window("2022-06-30", "严重")

    assert (found.rule_version, found.last_day) == (1, date(2025, 6, 30))
    assert found.earliest_repair == date(2022, 12, 30), "six months then, a year since"


def test_the_setting_may_say_the_rule_of_the_day_or_the_newest():
    assert window("2026-03-31", rules=planted(transition="decided")).last_day == date(2029, 3, 31)
    assert window("2026-03-31", rules=planted(transition="newest")).rule_version == 3
    assert window("2026-03-31", rules=planted(transition="newest")).is_transitional


# Units may only shorten


def test_a_unit_ends_the_display_earlier_and_never_later():
    assert window("2026-04-10", display_until="2026-12-31").last_day == date(2026, 12, 31)
    assert window("2026-04-10", display_until="2027-04-10").last_day == date(2027, 4, 10)
    assert window("2026-04-10", display_until="2028-01-01").last_day == date(2027, 4, 10)


@pytest.mark.parametrize(
    "values, issue",
    [
        ({"display_until": "2027-04-11"}, ("display_until", "term_only_shortens")),
        ({"display_until": "2099-12-31"}, ("display_until", "term_only_shortens")),
        ({"display_until": "2026-04-09"}, ("display_until", "too_early")),
        ({"display_until": "2027-04-10"}, None),
        ({"display_until": "2026-04-10"}, None),
        ({"display_until": ""}, None),
        ({}, None),
        ({"tier": ""}, ("tier", "required")),
        ({"tier": "很严重"}, ("tier", "not_a_choice")),
    ],
)
def test_what_has_to_be_mended_names_its_field(values, issue):
    found = terms.issues("penalty", penalty("2026-04-10") | values, RULES)

    assert [(one.field, one.code) for one in found] == ([issue] if issue else [])


def test_other_kinds_need_no_tier():
    assert terms.issues("permit", {"decided_on": "2026-04-10"}, RULES) == []
    assert terms.window("notice", {}, RULES).is_shown


# The public learns of repair only what 法规处 confirmed


def test_only_a_confirmed_rule_says_from_when_repair_may_be_asked():
    unconfirmed, confirmed = window("2026-04-10"), window("2026-04-10", rules=planted(confirmed=True))

    assert unconfirmed.repair_from is None and "rule_unconfirmed" in codes(unconfirmed)
    assert confirmed.repair_from == confirmed.earliest_repair == date(2026, 7, 10)
    assert "rule_unconfirmed" not in codes(confirmed)


# Kinds with dates of their own


@pytest.mark.parametrize(
    "kind, values, last",
    [
        ("permit", {"decided_on": "2026-04-10", "valid_until": "2028-04-09"}, date(2028, 4, 9)),
        ("permit", {"decided_on": "2026-04-10", "valid_until": "2099-12-31"}, None),
        ("listing", {"listed_from": "2026-01-01", "listed_until": "2028-12-31"}, date(2028, 12, 31)),
        ("listing", {"listed_from": "2026-01-01"}, None),
        ("rating", {"decided_on": "2026-02-06", "period": "2025"}, None),
        ("commitment", {"signed_on": "2026-02-06", "valid_until": "2026-03-01"}, None),
        ("good_record", {"decided_on": "2026-02-06"}, None),
        ("measure", {"valid_until": "2026-09-30"}, date(2026, 9, 30)),
    ],
)
def test_a_kind_with_its_own_dates_is_shown_as_long_as_they_say(kind, values, last):
    found = terms.window(kind, values, RULES)

    assert found.is_shown
    assert found.last_day == last
    assert found.repair_from is None


def test_a_permit_no_longer_in_force_is_not_shown():
    assert not terms.window("permit", {"decided_on": "2026-04-10", "status": "2"}, RULES).is_shown
    assert terms.window("permit", {"decided_on": "2026-04-10", "status": "1"}, RULES).is_shown


@pytest.mark.parametrize(
    "source, body, is_shown",
    [
        ("连云港市交通运输局", "连云港市交通运输局", True),
        ("连云港市港航中心", "连云港市行政审批局", True),
        ("连云港市市场监督管理局", "连云港市市场监督管理局", False),
        ("连云港市税务局", "连云港市交通运输局", False),
        ("", "连云港市市场监督管理局", False),
        ("", "", True),
    ],
)
def test_what_another_department_handed_on_stays_inside(source, body, is_shown):
    rules = dataclasses.replace(RULES, own_field=tuple(term_rules.seeds()["own_field"]["words"]))
    for kind in ("penalty", "permit", "listing"):
        values = penalty("2026-04-10", source_unit=source, deciding_body=body)
        assert terms.window(kind, values, rules).is_shown == is_shown


def test_every_unit_of_ours_is_of_our_field(session):
    rules = term_rules.load(session)
    named = [unit.name() for unit in units.everyone(session)]
    assert named and all(terms.is_of_own_field({"source_unit": name}, rules) for name in named)


def test_every_step_of_a_window_is_told():
    found = terms.explain("penalty", penalty("2026-03-31", display_until="2026-06-30"), RULES)

    assert [step.code for step in found] == [
        "starts_on_document_date",
        "rule",
        "rule_unconfirmed",
        "transition",
        "shortened_by_unit",
    ]


# On every day, for every rule

days = st.dates(date(2015, 1, 1), date(2035, 12, 31))
tiers = st.sampled_from(terms.TIERS)
leap = st.sampled_from([date(2016, 2, 29), date(2020, 2, 29), date(2024, 2, 29), date(2028, 2, 29), SINCE, SINCE - DAY])
all_rules = st.builds(
    planted,
    confirmed=st.booleans(),
    shows_minor=st.booleans(),
    transition=st.sampled_from(terms.TRANSITIONS),
)


@given(days | leap, st.integers(0, 120))
def test_months_added_land_in_the_right_month_on_the_day_or_its_last(day, months):
    end = add_months(day, months)

    assert (end.year * 12 + end.month) - (day.year * 12 + day.month) == months
    assert end.day == day.day or (end.day < day.day and (end + DAY).month != end.month)


@given(days | leap, days | leap, st.integers(0, 120))
def test_who_was_decided_on_later_is_never_shown_shorter(one, other, months):
    first, second = sorted([one, other])
    assert add_months(first, months) <= add_months(second, months)


@given(days | leap, tiers, all_rules)
def test_a_window_lies_within_what_its_rule_says(day, tier, rules):
    found = window(day, tier, rules)
    rule = next(rule for rule in rules.rows if (rule.tier, rule.version) == (tier, found.rule_version))

    assert found.first_day == day
    assert found.is_transitional == any(later.is_later_than(day) for later in rules.of("penalty", tier))
    if not found.is_shown:
        assert not rule.is_shown
        return
    assert day <= found.earliest_repair <= found.last_day
    assert found.last_day == add_months(day, rule.most_months)
    assert found.repair_from in (None, found.earliest_repair)
    assert (found.repair_from is not None) == rule.is_confirmed


@given(days | leap, tiers, all_rules, days)
def test_a_wish_only_ever_shortens(day, tier, rules, wished):
    free, bound = window(day, tier, rules), window(day, tier, rules, display_until=wished.isoformat())

    assert bound.is_shown == free.is_shown
    if free.is_shown:
        assert bound.last_day == min(free.last_day, wished)


@given(days | leap, tiers)
def test_the_kinder_rule_is_never_harsher_than_either(day, tier):
    kind = window(day, tier)
    for rule in terms.judging(RULES.of("penalty", tier), day, Settings("lenient")):
        assert terms.leniency(kind)[:3] <= terms.leniency(terms.by_rule(rule, day, Settings()))[:3]


@given(days | leap)
def test_exactly_one_rule_of_a_tier_governs_a_day(day):
    for tier in terms.TIERS:
        assert len([rule for rule in RULES.of("penalty", tier) if rule.governs(day)]) == 1


@given(days | leap, tiers, all_rules)
def test_it_is_open_on_its_last_day_and_not_on_the_next(day, tier, rules):
    found = window(day, tier, rules)
    if found.is_shown:
        assert found.is_open_on(found.last_day)
        assert not found.is_open_on(found.last_day + DAY)
    else:
        assert not found.is_open_on(day)
