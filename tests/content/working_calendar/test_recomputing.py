from __future__ import annotations

from datetime import date, datetime

import pytest
import time_machine
from sqlalchemy import func, select

from content import clock as clocks
from content.audit import trail
from content.audit.events import Event
from content.audit.trail import AuditEntry
from content.audit.verification import verify
from content.errors import Refusal
from content.working_calendar import deadlines, import_year, recomputing, years
from content.working_calendar.models import CalendarYear
from content.working_calendar.recomputing import Moved
from content.working_calendar.workdays import Entry, Kind
from tests.content.working_calendar import notices

MADE_UP = import_year.read(notices.MADE_UP_2027).entries
SOURCE = "（测试用，非真实文件）"


@pytest.fixture(autouse=True)
def december():
    with time_machine.travel(datetime(2026, 12, 29, 9, tzinfo=clocks.SHANGHAI), tick=False) as traveller:
        yield traveller


@pytest.fixture
def enter(session, keeper):
    def enter_year(entries=MADE_UP, *, year=2027, source=SOURCE, **said):
        return recomputing.set_year(session, year, entries, source=source, by=keeper, **said)

    return enter_year


def start(session, on: date, code: str = "double_publicity", about: str = "item:1"):
    return deadlines.start(session, code, about=about, on=on)


def test_a_deadline_into_2027_is_provisional_until_its_table_arrives(session, enter):
    deadline = start(session, date(2026, 12, 28))
    assert (deadline.due_on, deadline.is_provisional) == (date(2027, 1, 6), True)

    moved = enter()

    assert (deadline.due_on, deadline.is_provisional) == (date(2027, 1, 7), False)
    assert moved == (Moved(deadline.id, "item:1", "double_publicity", date(2027, 1, 6), date(2027, 1, 7), True, False),)
    assert moved[0].has_new_day
    assert deadlines.explain(session, deadline).lines[4].source == SOURCE


def test_old_and_new_day_and_the_year_itself_are_written_down(session, enter, keeper):
    deadline = start(session, date(2026, 12, 28))
    enter()

    set_entry = trail.about(session, "calendar_year:2027")[-1]
    moved_entry = trail.about(session, "item:1")[-1]
    assert (set_entry.event, set_entry.actor) == (Event.CALENDAR_YEAR_SET, keeper.key)
    assert set_entry.facts | {"changed": len(set_entry.facts["changed"])} == {
        "source": SOURCE,
        "is_confirmed": True,
        "off": 27,
        "working": 6,
        "changed": 33,
    }
    assert (moved_entry.event, moved_entry.actor) == (Event.DEADLINE_MOVED, keeper.key)
    assert moved_entry.facts == {
        "deadline": deadline.id,
        "rule": "double_publicity",
        "cause": "calendar",
        "old": "2027-01-06",
        "new": "2027-01-07",
    }
    assert verify(session) == []


def test_a_day_that_holds_is_told_as_settled_without_a_move(session, enter):
    deadline = start(session, date(2027, 1, 11))
    moved = enter()

    assert [(one.has_new_day, one.was_provisional, one.is_provisional) for one in moved] == [(False, True, False)]
    assert not deadline.is_provisional
    assert trail.about(session, "item:1") == []


def test_a_closed_deadline_is_left_alone(session, enter):
    deadline = start(session, date(2026, 12, 28))
    deadlines.stop(session, deadline, on=date(2026, 12, 29))
    told = deadlines.explain(session, deadline)
    assert told.provisional_years == (2027,)

    assert enter() == ()
    assert (deadline.due_on, deadline.is_provisional) == (date(2027, 1, 6), True)
    assert deadlines.explain(session, deadline) == told


def test_a_paused_deadline_is_counted_by_the_new_table_when_taken_up(session, enter, december):
    reply = start(session, date(2026, 12, 28), "objection_reply", "objection:1")
    deadlines.pause(session, reply, reason="awaiting_material", by_key="person:1")
    assert enter() == ()

    december.move_to(datetime(2026, 12, 30, 9, tzinfo=clocks.SHANGHAI))
    deadlines.resume(session, reply, by_key="person:1")

    assert (reply.due_on, reply.is_provisional) == (date(2027, 1, 8), False)


def test_what_ends_before_the_year_is_not_counted_anew(session, enter):
    start(session, date(2026, 12, 24), "publication")

    assert enter() == ()


def test_a_notice_may_reach_back_into_december(session, enter):
    deadline = start(session, date(2026, 12, 28), "publication")
    assert (deadline.due_on, deadline.is_provisional) == (date(2026, 12, 31), False)

    enter([*MADE_UP, Entry(date(2026, 12, 31), Kind.OFF, "元旦")])

    assert deadline.due_on == date(2027, 1, 4)
    assert date(2026, 12, 31) in {entry.day for entry in years.of_year(session, 2027)}


def test_a_mended_table_moves_what_it_touches_and_only_that(session, enter):
    enter()
    early = start(session, date(2027, 1, 4), about="item:1")
    late = start(session, date(2027, 2, 1), about="item:2")
    mended = [entry for entry in MADE_UP if entry.day != date(2027, 2, 11)]

    moved = enter(mended)

    assert [(one.about, one.old, one.new) for one in moved] == [("item:2", date(2027, 2, 17), date(2027, 2, 16))]
    assert early.due_on == date(2027, 1, 13)
    assert late.due_on == date(2027, 2, 16)


def test_entering_the_same_table_again_changes_and_remembers_nothing(session, enter):
    enter()
    start(session, date(2027, 1, 29))
    before = session.scalar(select(func.count()).select_from(AuditEntry))

    assert enter(reversed(MADE_UP)) == ()
    assert session.scalar(select(func.count()).select_from(AuditEntry)) == before


def test_a_table_not_confirmed_is_used_and_stays_provisional(session, enter):
    deadline = start(session, date(2026, 12, 28))
    enter(is_confirmed=False)
    assert (deadline.due_on, deadline.is_provisional) == (date(2027, 1, 7), True)

    moved = enter()

    assert [(one.has_new_day, one.is_provisional) for one in moved] == [(False, False)]


def test_a_table_taken_back_makes_what_runs_provisional_again(session, enter):
    enter()
    deadline = start(session, date(2026, 12, 28))
    moved = enter([], source="", is_confirmed=False)

    assert [(one.old, one.new, one.is_provisional) for one in moved] == [(date(2027, 1, 7), date(2027, 1, 6), True)]
    assert deadline.is_provisional
    assert years.of_year(session, 2027) == ()


def test_a_day_two_notices_name_follows_the_one_that_spoke_last(session, enter):
    day = date(2026, 12, 31)
    enter([*MADE_UP, Entry(day, Kind.OFF, "元旦")])
    enter([*years.of_year(session, 2026), Entry(day, Kind.OFF, "元旦", "更正")], year=2026, source="更正通知")

    assert day not in {entry.day for entry in years.of_year(session, 2027)}
    assert years.table(session).days[day].source == "更正"


def test_a_day_without_a_number_of_its_own_gets_the_year_s(session, enter):
    enter()

    assert {entry.source for entry in years.of_year(session, 2027)} == {SOURCE}
    assert session.get(CalendarYear, 2027).source == SOURCE


def test_everything_that_moved_comes_the_earliest_due_first(session, enter):
    start(session, date(2026, 12, 31), about="item:1")
    start(session, date(2026, 12, 28), about="item:2")
    start(session, date(2026, 12, 30), about="item:3")

    assert [one.about for one in enter()] == ["item:2", "item:3", "item:1"]


def test_a_faulty_table_is_refused_as_a_whole(session, enter):
    with pytest.raises(Refusal) as refusal:
        enter([*MADE_UP, Entry(date(2027, 3, 3), Kind.WORKING)])

    assert [issue.code for issue in refusal.value.issues] == ["working_day_is_no_weekend"]
    assert session.get(CalendarYear, 2027) is None


def test_only_an_administrator_enters_a_year(session, producer):
    with pytest.raises(Refusal, match="not_permitted"):
        recomputing.set_year(session, 2027, MADE_UP, source=SOURCE, by=producer)


def test_the_warning_stops_when_the_table_is_in(session, enter):
    assert years.warns_from(clocks.today(), years.table(session)) == (2027,)
    enter()

    assert years.warns_from(clocks.today(), years.table(session)) == ()
