from __future__ import annotations

from datetime import date, datetime

import pytest
import time_machine
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from content import clock as clocks
from content.audit import trail
from content.audit.events import Event
from content.audit.verification import verify
from content.errors import Refusal
from content.working_calendar import deadlines, rules
from content.working_calendar.explanation import Mark
from content.working_calendar.models import CalendarDay, Deadline

ITEM, OBJECTION = "item:12", "objection:7"
BY = "person:1"


@pytest.fixture(autouse=True)
def at():
    """Time stands on Tuesday 10 March 2026; ``at(day)`` lets it pass."""
    with time_machine.travel(noon(date(2026, 3, 10)), tick=False) as traveller:
        yield lambda day: traveller.move_to(noon(day))


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=clocks.SHANGHAI)


def moves(session, about: str) -> list[dict]:
    return [entry.facts for entry in trail.about(session, about) if entry.event == Event.DEADLINE_MOVED]


def test_a_clock_starts_by_the_rule_of_its_day(session):
    deadline = deadlines.start(session, "publication", about=ITEM, on=date(2026, 9, 30))

    assert (deadline.due_on, deadline.rule_version, deadline.is_provisional) == (date(2026, 10, 10), 1, False)
    assert deadlines.running(session, ITEM, "publication") is deadline


def test_a_running_clock_keeps_the_version_it_began_by(session, keeper):
    rules.revise(session, "publication", valid_from=date(2026, 4, 1), by=keeper, length=2)
    before = deadlines.start(session, "publication", about=ITEM, on=date(2026, 3, 31))
    after = deadlines.start(session, "publication", about="item:13", on=date(2026, 4, 1))

    assert (before.rule_version, before.rule.length) == (1, 3)
    assert (after.rule_version, after.rule.length) == (2, 2)


def test_one_clock_runs_per_thing_and_rule(session):
    deadlines.start(session, "publication", about=ITEM, on=date(2026, 3, 10))
    deadlines.start(session, "double_publicity", about=ITEM, on=date(2026, 3, 10))

    with pytest.raises(Refusal, match="clock_already_running"):
        deadlines.start(session, "publication", about=ITEM, on=date(2026, 3, 11))


def test_the_database_holds_to_one_running_clock_too(session):
    deadlines.start(session, "publication", about=ITEM, on=date(2026, 3, 10))
    day = date(2026, 3, 10)
    session.add(Deadline(about=ITEM, rule_code="publication", rule_version=1, started_on=day, due_on=day))

    with pytest.raises(IntegrityError):
        session.flush()


def test_after_a_stop_the_next_may_start(session):
    first = deadlines.start(session, "withdrawal", about=ITEM, on=date(2026, 3, 10))
    deadlines.stop(session, first, on=date(2026, 3, 11))
    second = deadlines.start(session, "withdrawal", about=ITEM, on=date(2026, 3, 12))

    assert deadlines.of_thing(session, ITEM) == [first, second]


def test_an_event_stops_the_clocks_whose_rules_say_so(session, keeper):
    rules.revise(session, "publication", valid_from=date(2026, 3, 10), by=keeper, stops_on="reported_to_province")
    by_setting = deadlines.start(session, "publication", about=ITEM, on=date(2026, 3, 10))
    by_law = deadlines.start(session, "double_publicity", about=ITEM, on=date(2026, 3, 10))
    other = deadlines.start(session, "double_publicity", about="item:13", on=date(2026, 3, 10))

    assert deadlines.happened(session, "published", about=ITEM, on=date(2026, 3, 11)) == [by_law]
    assert (by_setting.is_running, other.is_running) == (True, True)
    assert deadlines.happened(session, "reported_to_province", about=ITEM, on=date(2026, 3, 12)) == [by_setting]
    assert deadlines.happened(session, "published", about=ITEM, on=date(2026, 3, 12)) == []


def test_the_notice_itself_was_two_days_late_and_says_why(session):
    notice = deadlines.start(session, "publication", about=ITEM, on=date(2024, 5, 30))
    deadlines.stop(session, notice, on=date(2024, 6, 6))
    told = deadlines.explain(session, notice)

    assert notice.due_on == date(2024, 6, 4)
    assert (told.taken, told.days_late, len(told.lines)) == (5, 2, 8)
    assert deadlines.days_late(session, notice) == 2


@pytest.mark.parametrize(
    "today, late", [(date(2026, 3, 10), 0), (date(2026, 3, 13), 0), (date(2026, 3, 16), 1), (date(2026, 3, 18), 3)]
)
def test_a_running_clock_is_late_by_today(session, at, today, late):
    deadline = deadlines.start(session, "publication", about=ITEM, on=date(2026, 3, 10))
    at(today)

    assert deadlines.days_late(session, deadline) == late


def test_what_is_due_comes_in_order_and_without_the_stopped_and_paused(session):
    later = deadlines.start(session, "publication", about="item:1", on=date(2026, 3, 10))
    sooner = deadlines.start(session, "publication", about="item:2", on=date(2026, 3, 9))
    done = deadlines.start(session, "publication", about="item:3", on=date(2026, 3, 9))
    deadlines.stop(session, done, on=date(2026, 3, 10))
    paused = deadlines.start(session, "objection_reply", about=OBJECTION, on=date(2026, 3, 2))
    deadlines.pause(session, paused, reason="awaiting_material", by_key=BY)
    deadlines.start(session, "publication", about="item:4", on=date(2026, 3, 11))

    assert deadlines.due(session, by=date(2026, 3, 13)) == [sooner, later]


def test_a_pause_leaves_no_day_due_and_resuming_sets_a_later_one(session, at):
    reply = deadlines.start(session, "objection_reply", about=OBJECTION, on=date(2026, 3, 10))
    at(date(2026, 3, 12))
    deadlines.pause(session, reply, reason="awaiting_material", by_key=BY)
    assert (reply.due_on, reply.is_paused) == (None, True)

    at(date(2026, 3, 16))
    deadlines.resume(session, reply, by_key=BY)

    assert (reply.due_on, reply.is_paused) == (date(2026, 3, 23), False)
    assert moves(session, OBJECTION) == [
        {
            "deadline": reply.id,
            "rule": "objection_reply",
            "cause": "paused:awaiting_material",
            "old": "2026-03-19",
            "new": None,
        },
        {"deadline": reply.id, "rule": "objection_reply", "cause": "resumed", "old": None, "new": "2026-03-23"},
    ]
    assert verify(session) == []


def test_a_pause_into_the_unknown_year_makes_it_provisional(session, at):
    at(date(2026, 12, 14))
    reply = deadlines.start(session, "objection_reply", about=OBJECTION, on=date(2026, 12, 14))
    assert not reply.is_provisional

    deadlines.pause(session, reply, reason="awaiting_material", by_key=BY)
    at(date(2026, 12, 28))
    deadlines.resume(session, reply, by_key=BY)

    assert (reply.due_on, reply.is_provisional) == (date(2027, 1, 5), True)


@pytest.mark.parametrize(
    "code, reason, refusal",
    [("publication", "awaiting_material", "no_reason_to_pause"), ("objection_reply", "busy", "no_reason_to_pause")],
)
def test_only_a_reason_of_the_rule_pauses(session, code, reason, refusal):
    deadline = deadlines.start(session, code, about=ITEM, on=date(2026, 3, 10))

    with pytest.raises(Refusal, match=refusal):
        deadlines.pause(session, deadline, reason=reason, by_key=BY)


def test_lateness_cannot_be_paused_away(session, at):
    reply = deadlines.start(session, "objection_reply", about=OBJECTION, on=date(2026, 3, 10))
    at(date(2026, 3, 20))

    with pytest.raises(Refusal, match="past_due"):
        deadlines.pause(session, reply, reason="awaiting_material", by_key=BY)


def test_on_the_due_day_itself_a_pause_is_still_possible(session, at):
    reply = deadlines.start(session, "objection_reply", about=OBJECTION, on=date(2026, 3, 10))
    at(date(2026, 3, 19))
    deadlines.pause(session, reply, reason="awaiting_material", by_key=BY)
    at(date(2026, 3, 24))
    deadlines.resume(session, reply, by_key=BY)

    assert reply.due_on == date(2026, 3, 24)


def test_nothing_pauses_before_it_starts(session):
    reply = deadlines.start(session, "objection_reply", about=OBJECTION, on=date(2026, 3, 11))

    with pytest.raises(Refusal, match="not_started_yet"):
        deadlines.pause(session, reply, reason="awaiting_material", by_key=BY)


def test_pausing_and_resuming_take_turns(session):
    reply = deadlines.start(session, "objection_reply", about=OBJECTION, on=date(2026, 3, 10))
    with pytest.raises(Refusal, match="clock_not_paused"):
        deadlines.resume(session, reply, by_key=BY)
    deadlines.pause(session, reply, reason="awaiting_material", by_key=BY)
    with pytest.raises(Refusal, match="clock_already_paused"):
        deadlines.pause(session, reply, reason="awaiting_material", by_key=BY)


def test_a_stop_ends_an_open_pause(session, at):
    reply = deadlines.start(session, "objection_reply", about=OBJECTION, on=date(2026, 3, 10))
    at(date(2026, 3, 12))
    deadlines.pause(session, reply, reason="awaiting_material", by_key=BY)
    at(date(2026, 3, 30))
    deadlines.stop(session, reply, on=date(2026, 3, 30))

    assert [pause.resumed_on for pause in reply.pauses] == [date(2026, 3, 30)]
    assert (reply.due_on, deadlines.days_late(session, reply)) == (date(2026, 4, 7), 0)
    assert deadlines.explain(session, reply).lines[3].mark == Mark.PAUSED


def test_a_stop_reported_for_a_day_before_the_pause_undoes_the_pause(session, at):
    reply = deadlines.start(session, "objection_reply", about=OBJECTION, on=date(2026, 3, 10))
    at(date(2026, 3, 12))
    deadlines.pause(session, reply, reason="awaiting_material", by_key=BY)
    deadlines.stop(session, reply, on=date(2026, 3, 11))

    assert reply.due_on == date(2026, 3, 19)


def test_nothing_stops_before_it_starts_or_twice(session):
    deadline = deadlines.start(session, "publication", about=ITEM, on=date(2026, 3, 10))
    with pytest.raises(Refusal, match="stops_before_its_start"):
        deadlines.stop(session, deadline, on=date(2026, 3, 9))
    deadlines.stop(session, deadline, on=date(2026, 3, 10))
    with pytest.raises(Refusal, match="clock_already_stopped"):
        deadlines.stop(session, deadline, on=date(2026, 3, 11))


@pytest.mark.parametrize("verb", ["pause", "resume", "restart"])
def test_a_stopped_clock_is_left_alone(session, verb):
    deadline = deadlines.start(session, "objection_reply", about=OBJECTION, on=date(2026, 3, 10))
    deadlines.stop(session, deadline, on=date(2026, 3, 10))
    asked = {"pause": {"reason": "awaiting_material"}, "restart": {"on": date(2026, 3, 9)}}.get(verb, {})

    with pytest.raises(Refusal, match="clock_already_stopped"):
        getattr(deadlines, verb)(session, deadline, by_key=BY, **asked)


def test_a_mended_start_moves_the_due_day_and_is_written_down(session):
    deadline = deadlines.start(session, "publication", about=ITEM, on=date(2026, 3, 10))
    deadlines.restart(session, deadline, on=date(2026, 3, 6), by_key=BY)

    assert (deadline.started_on, deadline.due_on) == (date(2026, 3, 6), date(2026, 3, 11))
    assert [(fact["cause"], fact["old"], fact["new"]) for fact in moves(session, ITEM)] == [
        ("start_changed", "2026-03-13", "2026-03-11")
    ]


def test_a_mended_start_is_judged_by_the_rule_of_its_day(session, keeper):
    rules.revise(session, "publication", valid_from=date(2026, 3, 11), by=keeper, length=2)
    deadline = deadlines.start(session, "publication", about=ITEM, on=date(2026, 3, 10))
    deadlines.restart(session, deadline, on=date(2026, 3, 11), by_key=BY)

    assert (deadline.rule_version, deadline.due_on) == (2, date(2026, 3, 13))


def test_a_start_mended_to_the_same_due_day_is_no_move(session):
    deadline = deadlines.start(session, "publication", about=ITEM, on=date(2026, 3, 6))
    deadlines.restart(session, deadline, on=date(2026, 3, 7), by_key=BY)

    assert (deadline.started_on, moves(session, ITEM)) == (date(2026, 3, 7), [])


def test_a_closed_explanation_never_changes_afterwards(session):
    deadline = deadlines.start(session, "publication", about=ITEM, on=date(2026, 9, 30))
    deadlines.stop(session, deadline, on=date(2026, 10, 9))
    told = deadlines.explain(session, deadline)
    for day in session.scalars(select(CalendarDay).where(CalendarDay.day >= date(2026, 10, 1))):
        session.delete(day)
    session.expire(deadline)

    assert deadlines.explain(session, deadline) == told
    assert told.lines[1].source == "国办发明电〔2025〕7号"


def test_calendar_days_are_never_provisional(session):
    copying = deadlines.start(session, "rating_copy", about="rating:3", on=date(2026, 12, 30))

    assert (copying.due_on, copying.is_provisional) == (date(2027, 1, 4), False)
