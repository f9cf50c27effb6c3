from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy.exc import IntegrityError

from content import clock
from content.working_calendar.models import CalendarDay, CalendarYear, ClockRule, Deadline, DeadlinePause

DAY, EARLIER = date(2026, 3, 10), date(2026, 3, 9)
RULE = {"event": "produced", "stops_on": "published", "length": 3, "day_type": "working", "pause_reasons": []}
SIGNED = {"entered_by": "system", "entered_at": clock.now()}
RUNNING = {"about": "item:1", "rule_code": "publication", "rule_version": 1, "started_on": DAY, "due_on": DAY}


def rule(**values) -> ClockRule:
    return ClockRule(**({"code": "new", "version": 1, "source": "", **RULE, **SIGNED} | values))


def deadline(**values) -> Deadline:
    return Deadline(**(RUNNING | values))


@pytest.mark.parametrize(
    "row, name",
    [
        (CalendarYear(year=27, **SIGNED), "calendar_year_is_plausible"),
        (CalendarDay(day=DAY, set_by=2026, kind="half"), "calendar_day_kind_is_known"),
        (rule(length=0), "clock_rule_length_is_plausible"),
        (rule(day_type="lunar"), "clock_rule_day_type_is_known"),
        (rule(version=0), "clock_rule_versions_count_from_one"),
        (rule(valid_from=DAY, valid_to=EARLIER), "clock_rule_ends_after_it_begins"),
        (deadline(due_on=EARLIER), "deadline_is_due_after_its_start"),
        (deadline(stopped_on=EARLIER), "deadline_stops_after_its_start"),
        (deadline(due_on=None, stopped_on=DAY), "deadline_that_stopped_was_due"),
        (deadline(rule_version=9), "FOREIGN KEY"),
        (CalendarDay(day=DAY, set_by=2099, kind="off"), "FOREIGN KEY"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_the_database_refuses_by_name(session, row, name):
    session.add(row)

    with pytest.raises(IntegrityError, match=name):
        session.flush()


def test_a_pause_ends_after_it_begins(session):
    running = deadline()
    running.pauses.append(DeadlinePause(reason="awaiting_material", paused_on=DAY, resumed_on=EARLIER))
    session.add(running)

    with pytest.raises(IntegrityError, match="deadline_pause_ends_after_it_begins"):
        session.flush()


def test_one_pause_is_open_at_a_time(session):
    running = deadline()
    running.pauses += [DeadlinePause(reason="awaiting_material", paused_on=DAY) for _ in range(2)]
    session.add(running)

    with pytest.raises(IntegrityError, match="deadline_id"):
        session.flush()
