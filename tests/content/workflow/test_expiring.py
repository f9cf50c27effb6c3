"""公示期满: it ends by itself on the day, everywhere, and what rules change is reckoned anew."""

from datetime import date, datetime, timedelta

import pytest

from content import clock as clocks
from content.audit import trail
from content.auth import units
from content.auth.roles import Role
from content.display import finding, term_rules
from content.display.models import Departure, PublicItem
from content.errors import Refusal
from content.items.models import State
from content.outbox import change_log
from content.workflow import expiring
from tests.factories import penalties
from tests.factories.auth import person

NOVEMBER = datetime(2026, 11, 22, 9, 30, tzinfo=clocks.SHANGHAI)
#: Twelve months after a decision of NOVEMBER's day.
LAST = date(2027, 11, 22)


@pytest.fixture
def november(clock):
    clock.move_to(NOVEMBER)
    return clock


def at(day, hour=0, minute=0, second=0):
    return datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=clocks.SHANGHAI)


def gone(session, item_id):
    with pytest.raises(Refusal) as refused:
        finding.item(session, item_id)
    return refused.value


def test_it_is_shown_to_the_last_second_of_its_last_day_and_not_one_longer(session, staff, november):
    edition = penalties.published(session, staff)
    november.move_to(at(LAST, 23, 59, 59))
    assert finding.item(session, edition.item_id).last_day == LAST
    assert expiring.end_chunk(session) == 0

    november.move_to(at(LAST + timedelta(days=1)))

    assert gone(session, edition.item_id).facts == {"left_at": None, "reason": ""}, "before the job has run"
    assert expiring.end_chunk(session) == 1
    session.refresh(edition)
    assert edition.at_rest is State.EXPIRED
    assert session.get(PublicItem, edition.item_id) is None
    assert gone(session, edition.item_id).facts == {"left_at": None, "reason": ""}, "and after"


def test_what_ended_is_in_the_change_log_and_one_entry_of_the_trail(session, staff, november):
    ended = [penalties.published(session, staff) for _ in range(3)]
    before = change_log.head(session)
    november.move_to(at(LAST + timedelta(days=1)))

    assert [expiring.end_chunk(session, limit=2) for _ in range(3)] == [2, 1, 0]

    changes = change_log.after(session, before, limit=9)
    assert [(change.item_id, change.effect) for change in changes] == [(e.item_id, "gone") for e in ended]
    entries = trail.about(session, "displays:2027-11-23")
    assert [entry.facts["count"] for entry in entries] == [2, 1]
    assert entries[0].facts["items"] == [ended[0].item_id, ended[1].item_id]
    assert {entry.actor for entry in entries} == {"system"}


def test_what_has_no_last_day_stays(session, staff, november):
    edition = penalties.published(session, staff)
    session.get(PublicItem, edition.item_id).last_day = None
    session.flush()
    november.move_to(at(date(2040, 1, 1)))

    assert expiring.end_chunk(session) == 0


def test_a_penalty_whose_tier_is_not_shown_never_goes_out(session, staff, november):
    edition = penalties.approved(session, staff, tier="轻微")

    with pytest.raises(Refusal, match="kept_inside_by_its_term"):
        penalties.publishing.publish(session, edition, by=staff.publisher)


def test_a_penalty_whose_term_is_over_never_goes_out(session, staff, november):
    edition = penalties.approved(session, staff, decided_on="2024-11-21")

    with pytest.raises(Refusal, match="kept_inside_by_its_term"):
        penalties.publishing.publish(session, edition, by=staff.publisher)


# When rules change


@pytest.fixture
def lawyer(session):
    return person(session, units.by_code(session, "fagui"), Role.REVIEWER)


def rule(session, tier="一般"):
    return session.get(term_rules.TermRule, ("penalty", tier, 3))


def reckon(session, limit=2):
    after = 0
    while after is not None:
        after = expiring.reckon_chunk(session, after=after, limit=limit)


def mend(session, lawyer, **changes):
    values = {"is_shown": True, "least_months": 3, "most_months": 12, "source": "更正"} | changes
    term_rules.mend(session, rule(session), by=lawyer, **values)


def test_a_rule_put_right_moves_the_last_day_of_what_is_shown(session, staff, november, lawyer):
    shown = [penalties.published(session, staff) for _ in range(3)]
    other = penalties.published(session, staff, tier="严重")
    before = change_log.head(session)
    mend(session, lawyer, most_months=9)

    reckon(session)
    session.expire_all()

    assert {session.get(PublicItem, e.item_id).last_day for e in shown} == {date(2027, 8, 22)}
    assert session.get(PublicItem, other.item_id).last_day == date(2029, 11, 22)
    changes = change_log.after(session, before, limit=9)
    assert {(change.item_id, change.effect) for change in changes} == {(e.item_id, "shown") for e in shown}


def test_a_rule_confirmed_tells_from_when_repair_may_be_asked_of_what_is_shown(session, staff, november, lawyer):
    edition = penalties.published(session, staff)
    assert session.get(PublicItem, edition.item_id).repair_from is None
    since = clocks.now()
    november.shift(timedelta(minutes=5))
    term_rules.confirm(session, rule(session), by=lawyer)
    assert expiring.wants_reckoning(session, since=since)

    reckon(session)
    session.expire_all()

    shown = session.get(PublicItem, edition.item_id)
    assert (shown.repair_from, shown.last_day) == (date(2027, 2, 22), LAST)


def test_what_a_rule_no_longer_shows_leaves(session, staff, november, lawyer):
    edition = penalties.published(session, staff)
    mend(session, lawyer, is_shown=False, least_months=None, most_months=None)

    reckon(session)

    assert session.get(PublicItem, edition.item_id) is None
    assert session.get(Departure, edition.item_id).tells == "nothing"
    assert trail.about(session, "displays:2026-11-22")[-1].facts["cause"] == "rule"


def test_it_is_reckoned_anew_only_after_a_change_or_a_rules_first_day(session, november, lawyer):
    assert expiring.wants_reckoning(session, since=None)
    assert not expiring.wants_reckoning(session, since=clocks.now())

    november.shift(timedelta(hours=1))
    term_rules.choose(session, "transition", "decided", by=lawyer, source="口径")
    assert expiring.wants_reckoning(session, since=NOVEMBER)
    assert expiring.wants_reckoning(session, since=at(date(2026, 3, 31)))


def test_a_rule_that_begins_today_wants_everything_reckoned(session, november, lawyer):
    term_rules.revise(
        session,
        "penalty",
        "一般",
        by=lawyer,
        valid_from=date(2027, 1, 1),
        is_shown=True,
        least_months=1,
        most_months=6,
        source="新办法",
    )
    entered = clocks.now()
    november.move_to(at(date(2026, 12, 31), 12))
    assert not expiring.wants_reckoning(session, since=entered)
    november.move_to(at(date(2027, 1, 1), 1))
    assert expiring.wants_reckoning(session, since=entered)
