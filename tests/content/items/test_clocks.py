"""The clocks of items: started by their own dates, moved with them, stopped by what happens."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select, text

from content.items import clocks, editing
from content.items.models import Edition
from content.working_calendar import deadlines, many, rules
from content.working_calendar.many import Opening
from tests.factories import auth, batches, items, workflow
from tests.factories.statements import counted

pytestmark = pytest.mark.usefixtures("clock")


def clocks_of(session, edition):
    return deadlines.of_thing(session, edition.item.key)


def only(session, edition):
    [one] = clocks_of(session, edition)
    return one


def test_a_draft_with_a_produced_on_date_has_its_days_counted(session, staff):
    edition = items.draft(session, staff, produced_on=date(2026, 3, 9))
    clock = only(session, edition)
    assert (clock.rule_code, clock.started_on, clock.due_on) == ("publication", date(2026, 3, 9), date(2026, 3, 12))
    assert (clock.unit_id, clock.is_running) == (staff.unit.id, True)
    items.save(session, edition, by=staff.writer, title="另一个标题")
    assert only(session, edition) is clock


def test_a_draft_without_the_date_has_none(session, staff):
    assert clocks_of(session, items.empty_draft(session, staff)) == []
    assert clocks_of(session, items.draft(session, staff, produced_on=None)) == []


def test_a_mended_date_moves_the_day_both_ways_and_the_trail_keeps_both(session, staff):
    edition = items.draft(session, staff, produced_on=date(2026, 3, 3))
    for day, due in ((date(2026, 3, 9), date(2026, 3, 12)), (date(2026, 3, 2), date(2026, 3, 5))):
        items.save(session, edition, by=staff.writer, produced_on=day, produced_on_reason="日期录入有误")
        assert only(session, edition).due_on == due
    moved = session.execute(text("SELECT facts FROM audit_entry WHERE event = 'deadline.moved'")).all()
    assert len(moved) == 2


def test_what_came_before_the_rule_has_no_clock_and_one_moved_there_stops(session, staff):
    old = date(2024, 5, 29)
    assert clocks_of(session, items.draft(session, staff, produced_on=old)) == []
    edition = items.draft(session, staff, produced_on=date(2026, 3, 9))
    items.save(session, edition, by=staff.writer, produced_on=old, produced_on_reason="日期录入有误")
    assert (only(session, edition).stopped_by, only(session, edition).is_running) == (clocks.OUT_OF_FORCE, False)


def test_publication_stops_it_in_time_or_late(session, staff, clock):
    edition = workflow.approved(session, staff, produced_on=date(2026, 3, 9))
    clock.move_to("2026-03-16 10:00:00+08:00")
    workflow.publishing.publish(session, edition, by=staff.publisher)
    ended = only(session, edition)
    assert (ended.stopped_on, ended.stopped_by) == (date(2026, 3, 16), "published")
    assert deadlines.days_late(session, ended) == 2
    assert clocks_of(session, workflow.correct(session, edition, staff)) == [ended], "a correction starts no clock"


def test_by_setting_it_stops_when_it_is_sent_to_the_province(session, staff):
    keeper = auth.all_rounder(session, staff.unit)
    rules.revise(session, "publication", valid_from=date(2026, 3, 10), by=keeper, stops_on="reported")
    edition = workflow.published(session, staff, produced_on=date(2026, 3, 10))
    assert only(session, edition).is_running
    clocks.happened(session, edition.item, "reported")
    assert only(session, edition).stopped_by == "reported"


def test_setting_aside_stops_it_and_going_on_starts_it_again(session, staff):
    edition = workflow.discarded(session, staff, produced_on=date(2026, 3, 9))
    assert only(session, edition).stopped_by == clocks.SET_ASIDE
    editing.start_next(session, edition.item, by=staff.writer)
    assert [one.is_running for one in clocks_of(session, edition)] == [False, True]


def test_a_returned_item_is_still_counted(session, staff):
    assert only(session, workflow.returned(session, staff)).is_running


def test_withdrawal_ends_what_runs(session, staff):
    edition = workflow.published(session, staff)
    edition.item.kind = "penalty"
    [running] = clocks.begin(session, edition.item, "annulled", on=date(2026, 3, 10))
    assert running.due_on == date(2026, 3, 13)
    assert clocks.begin(session, edition.item, "annulled", on=date(2026, 3, 10)) == []
    edition.item.kind = "news"
    workflow.leaving.withdraw(session, edition, by=staff.publisher, reason="决定已撤销")
    assert (running.stopped_by, running.is_running) == ("withdrawn", False)


def test_a_kind_with_rows_of_its_own_runs_those_alone(session, staff):
    edition = items.empty_draft(session, staff)
    edition.item.kind = "penalty"
    edition.produced_on, edition.fields = date(2026, 4, 30), {"decided_on": "2026-04-30"}
    clocks.keep(session, edition, by_key="system")
    clock = only(session, edition)
    assert (clock.rule_code, clock.due_on) == ("double_publicity", date(2026, 5, 13))


@pytest.mark.parametrize("fields", [{}, {"decided_on": ""}, {"decided_on": "去年"}])
def test_an_odd_or_missing_day_starts_nothing(session, staff, fields):
    edition = items.empty_draft(session, staff)
    edition.item.kind = "permit"
    edition.fields = fields
    clocks.keep(session, edition, by_key="system")
    assert clocks_of(session, edition) == []


def test_many_are_started_and_stopped_by_few_statements(session, staff):
    days = [date(2026, 3, 2) + timedelta(days=number % 5) for number in range(2000)]
    openings = [Opening(f"item:{10**6 + number}", staff.unit.id, day) for number, day in enumerate(days)]
    with counted(session) as count:
        assert many.open_many(session, "double_publicity", openings) == 2000
    assert count.number < 30
    assert many.open_many(session, "double_publicity", openings[:10]) == 0, "one clock each"
    sample = deadlines.of_thing(session, "item:1000000")[0]
    assert (sample.due_on, sample.unit_id) == (date(2026, 3, 11), staff.unit.id)

    with counted(session) as count:
        stopped = many.stop_many(session, "published", [one.about for one in openings], on=date(2026, 3, 12))
    assert stopped == 2000
    assert count.number < 30
    session.refresh(sample)
    assert (sample.stopped_by, deadlines.days_late(session, sample)) == ("published", 1)
    assert many.open_many(session, "publication", [Opening("item:5", None, date(2024, 1, 2))]) == 0, "before the rule"
    assert many.open_many(session, "publication", []) == 0


def test_the_records_of_a_batch_have_their_clocks_started_stopped_and_forgotten(session, staff):
    fields = [{"decided_on": "2026-03-02"}, {"decided_on": ""}, {}, {"decided_on": "2026-03-09"}]
    rows = list(enumerate(fields, start=10**6))
    clocks.keep_many(session, "permit", staff.unit.id, rows)
    clocks.keep_many(session, "permit", staff.unit.id, rows)
    about = {item_id: deadlines.of_thing(session, f"item:{item_id}") for item_id, _ in rows}
    assert [len(found) for found in about.values()] == [1, 0, 0, 1]
    assert clocks.happened_many(session, about, "published") == 2
    assert clocks.happened_many(session, about, "published") == 0
    clocks.forget_many(session, about)
    session.expire_all()
    assert deadlines.of_thing(session, "item:1000000") == []


def test_rows_of_sheets_are_told_from_what_was_written_by_hand(session, staff, tmp_path):
    """Clocks of other things, such as a report, have no item and are neither refused nor rows."""
    edition = items.draft(session, staff, produced_on=date(2026, 3, 2))
    deadlines.start(session, "error_reply", about="report:7", on=date(2026, 3, 2), unit_id=staff.unit.id)
    batch = batches.ready(session, staff, tmp_path, [batches.penalty(1), batches.penalty(2)])

    def found(such):
        return {
            one.about for one in deadlines.of_units(session, [staff.unit.id], by=date(2026, 4, 30), limit=9, such=such)
        }

    rows = {row.item.key for row in session.scalars(select(Edition).where(Edition.batch_id == batch.id))}
    assert len(rows) == 2
    assert found(clocks.is_of_sheet()) == rows
    assert found(~clocks.is_of_sheet()) == {edition.item.key, "report:7"}
    assert deadlines.count(session, [staff.unit.id], by=date(2026, 4, 30), such=clocks.is_of_sheet()) == 2
    assert deadlines.count(session, [staff.unit.id], by=date(2026, 4, 30)) == 4
