"""The year's plan: who answers, what was said and shown, and who is asked."""

from datetime import date, timedelta

import pytest

from content.auth import units
from content.auth.roles import Role
from content.errors import Refusal
from content.plans import board, collecting, keeping, planting
from content.reminders import plans as reminders
from tests.factories import auth, items
from tests.factories.limits import limited_draft


@pytest.fixture
def overseer(session, other_unit):
    return auth.person(session, other_unit, Role.OVERSEER)


@pytest.fixture
def tasks(session, overseer, clock):
    return planting.begin(session, 2026, by=overseer)


def codes(refused):
    return {(issue.field, issue.code) for issue in refused.value.issues}


def test_a_year_begins_with_the_twenty_tasks_of_the_notice_and_the_next_with_these(session, tasks, overseer):
    assert [task.number for task in tasks] == list(range(1, 21))
    assert len(tasks[8].owners) == 15, "the fifteen who owe two items a month"
    assert planting.begin(session, 2026, by=overseer) == tasks
    tasks[19].due_on = date(2028, 2, 29)
    following = planting.begin(session, 2027, by=overseer)
    assert [task.title for task in following] == [task.title for task in tasks]
    assert following[19].due_on == date(2027, 2, 28)


def test_only_the_bureau_begins_a_year(session, staff, clock):
    with pytest.raises(Refusal, match="not_permitted"):
        planting.begin(session, 2026, by=staff.writer)


def test_a_unit_says_how_its_task_goes_and_the_newest_word_holds(session, staff, tasks):
    say = {"by": staff.writer}
    keeping.say(session, tasks[4], staff.unit, percent=40, standing="under_way", text="已报送三批", **say)
    keeping.say(session, tasks[4], staff.unit, percent=100, standing="done", text="全部完成", **say)
    row = next(row for row in board.of_year(session, 2026) if row.task is tasks[4])
    cell = next(cell for cell in row.cells if cell.unit is staff.unit)
    assert (cell.percent, cell.is_done, row.done) == (100, True, 1)
    assert len(board.said(session, tasks[4])) == 2
    assert [row.task.number for row in board.of_year(session, 2026, unit_id=staff.unit.id)][:3] == [1, 2, 3]


@pytest.mark.parametrize(
    "percent, standing, text, problem",
    [
        (None, "under_way", "进展", ("percent", "not_a_percent")),
        (101, "under_way", "进展", ("percent", "not_a_percent")),
        (100, "under_way", "进展", ("percent", "done_is_whole")),
        (60, "done", "进展", ("percent", "done_is_whole")),
        (60, "resting", "进展", ("standing", "not_a_choice")),
        (60, "under_way", " ", ("progress", "required")),
        (60, "under_way", "字" * 1001, ("progress", "too_long")),
    ],
)
def test_what_is_said_must_make_sense(percent, standing, text, problem, session, staff, tasks):
    with pytest.raises(Refusal) as refused:
        keeping.say(session, tasks[4], staff.unit, percent=percent, standing=standing, text=text, by=staff.writer)
    assert problem in codes(refused)


def test_a_unit_speaks_of_its_own_tasks_only(session, staff, tasks):
    with pytest.raises(Refusal, match="not_its_task"):
        keeping.say(session, tasks[19], staff.unit, percent=5, standing="under_way", text="进展", by=staff.writer)


def test_a_draft_one_may_not_know_of_is_no_evidence(session, staff, tasks):
    secret = limited_draft(session, staff)
    colleague = auth.person(session, staff.unit, Role.PRODUCER)
    with pytest.raises(Refusal) as refused:
        keeping.show_item(session, tasks[4], staff.unit, secret.item_id, note="", by=colleague)
    assert codes(refused) == {("item", "no_such_item_here")}


def test_evidence_is_an_item_of_the_unit_or_one_that_was_public(session, staff, tasks, other_unit):
    own = items.draft(session, staff)
    assert (
        keeping.show_item(session, tasks[4], staff.unit, own.item_id, note="", by=staff.writer).item_id == own.item_id
    )
    foreign = items.draft(session, auth.staff_of(session, other_unit))
    for item_id in (foreign.item_id, None, 10**9):
        with pytest.raises(Refusal) as refused:
            keeping.show_item(session, tasks[4], staff.unit, item_id, note="", by=staff.writer)
        assert codes(refused) == {("item", "no_such_item_here")}
    assert board.evidence_counts(session, 2026)[tasks[4].id, staff.unit.id] == 1


def test_the_bureau_changes_a_day_and_owners_by_a_source(session, tasks, overseer):
    zhifa = units.by_code(session, "zhifa")
    keeping.set_task(session, tasks[0], due_on=date(2026, 9, 30), owners=[zhifa], source="局务会纪要", by=overseer)
    assert [owner.unit_id for owner in tasks[0].owners] == [zhifa.id]
    with pytest.raises(Refusal) as refused:
        keeping.set_task(session, tasks[0], due_on=None, owners=[], source="", by=overseer)
    assert codes(refused) == {("due_on", "required"), ("owners", "required"), ("source", "required")}


def test_progress_is_asked_for_once_and_reminded_at_each_step(session, staff, tasks, overseer, clock):
    row = collecting.open_one(session, "2026-Q1", last_on=date(2026, 3, 20), by=overseer)
    asked = collecting.missing(session, row)
    assert asked[staff.unit.id] == sum(task.is_owned_by(staff.unit.id) for task in tasks)
    with pytest.raises(Refusal, match="already_collecting"):
        collecting.open_one(session, "2026-Q1", last_on=date(2026, 3, 20), by=overseer)

    told = []
    for _day in range(14):
        told.append(reminders.remind(session))
        clock.shift(timedelta(days=1))
    assert [day for day, count in enumerate(told) if count] == [0, 7, 10, 11]
    assert told[0] == told[7] == 1 and told[10] == told[11] == 2, "the head too, from the last day on"


def test_who_has_spoken_or_finished_is_asked_no_more(session, staff, tasks, overseer, clock):
    mine = [task for task in tasks if task.is_owned_by(staff.unit.id)]
    keeping.say(session, mine[0], staff.unit, percent=100, standing="done", text="完成", by=staff.writer)
    clock.shift(timedelta(hours=1))
    row = collecting.open_one(session, "2026-H1", last_on=date(2026, 6, 30), by=overseer)
    for task in mine[1:]:
        keeping.say(session, task, staff.unit, percent=50, standing="under_way", text="推进中", by=staff.writer)
    assert staff.unit.id not in collecting.missing(session, row)
    assert reminders.remind(session) == 0


@pytest.mark.parametrize(
    "period, last_on, problem",
    [
        ("2026-Q5", date(2026, 4, 1), ("period", "not_a_choice")),
        ("2026-Q1", None, ("last_on", "required")),
        ("2026-Q1", date(2026, 3, 9), ("last_on", "too_early")),
    ],
)
def test_collecting_wants_a_period_and_a_day_ahead(period, last_on, problem, session, tasks, overseer):
    with pytest.raises(Refusal) as refused:
        collecting.open_one(session, period, last_on=last_on, by=overseer)
    assert problem in codes(refused)


def test_nothing_is_collected_for_a_year_without_a_plan(session, tasks, overseer):
    with pytest.raises(Refusal, match="no_plan_yet"):
        collecting.open_one(session, "2027-Q1", last_on=date(2026, 4, 1), by=overseer)
