"""What counts on each basis, what is kept apart, and what drops out by rule."""

from datetime import date, datetime

import pytest

from content.clock import SHANGHAI
from content.dispatches import registering
from content.errors import Refusal
from content.items import likeness
from content.quotas import board, counting, drilldown, rules, setting, spans, targets
from content.quotas.counting import Standing
from content.workflow import leaving
from tests.factories import auth, display, workflow

MARCH = datetime(2026, 3, 5, 10, tzinfo=SHANGHAI)
DAY = date(2026, 3, 9)
SPAN = (date(2026, 3, 1), date(2026, 4, 1))
LONG = "市交通执法支队联合港口企业开展信用承诺专项行动，现场核查承诺履行情况三十二家，督促整改问题十七项。"


@pytest.fixture
def overseer(session, other_unit):
    from content.auth.roles import Role

    return auth.person(session, other_unit, Role.OVERSEER)


def count(session, unit):
    return counting.of_month(session, DAY)[unit.id].done


def counted_by(session, overseer, basis, columns=("updates",)):
    setting.set_counting(session, 2026, basis=basis, monthly_columns=columns, source="试验口径", by=overseer)


def test_three_hundred_from_two_units_meet_the_year_and_fail_the_month(session, staff, other_unit, clock):
    """And a batch of penalties, however large, moves neither."""
    owing = counting.with_target(session, 2026)
    two = owing[0].id, owing[1].id
    rows = [{"first_published_at": MARCH, "unit_id": two[n % 2], "column": "updates"} for n in range(300)]
    display.many(session, staff, rows)

    def figures():
        standings = counting.of_month(session, DAY)
        return counting.of_year(session, 2026), sum(one.is_met for one in standings.values()), len(standings)

    assert figures() == (Standing(300, 300), 2, 15)

    penalty = {"first_published_at": MARCH, "column": "credit-information", "is_record": True}
    display.many(session, staff, [penalty] * 2_000)
    assert figures() == (Standing(300, 300), 2, 15)
    assert board.records_of(session, *SPAN)[staff.unit.id] == 2_000
    assert len(drilldown.pieces(session, *SPAN, is_record=True)) == 500


def test_which_columns_fill_the_month_is_a_setting(session, staff, overseer, clock):
    display.copies(session, staff, [MARCH])
    display.copies(session, staff, [MARCH], column="cases")
    assert count(session, staff.unit) == 1
    counted_by(session, overseer, "published", ("updates", "cases"))
    assert count(session, staff.unit) == 2


def test_on_the_provincial_basis_only_what_was_sent_counts_and_adopted_only_what_was_adopted(
    session, staff, overseer, clock
):
    edition = workflow.published(session, staff)
    counted_by(session, overseer, "sent")
    assert count(session, staff.unit) == 0

    (row,) = registering.send(session, [edition.item_id], destination="province", on=date(2026, 3, 10), by=staff.writer)
    assert count(session, staff.unit) == 1
    counted_by(session, overseer, "adopted")
    assert count(session, staff.unit) == 0

    registering.decide(session, [row.id], outcome="adopted", on=date(2026, 3, 10), by=staff.writer)
    assert count(session, staff.unit) == 1
    assert [piece.item_id for piece in drilldown.pieces(session, *SPAN, unit_id=staff.unit.id)] == [edition.item_id]
    leaving.withdraw(session, edition, by=staff.publisher, reason="有误")
    assert count(session, staff.unit) == 0


def test_history_counts_on_the_provincial_basis_and_our_publication_time_is_untouched(session, staff, overseer, clock):
    history = {"title": "建站前的一条", "column": "updates", "link": "https://jtyst.example.cn/1.html"}
    row = registering.enter_history(
        session, staff.unit, sent_on=date(2026, 3, 2), adopted_on=date(2026, 3, 4), by=staff.writer, **history
    )
    assert row.is_history
    assert row.item_id is None
    assert count(session, staff.unit) == 0
    counted_by(session, overseer, "adopted")
    assert count(session, staff.unit) == 1
    assert [(p.title, p.link) for p in drilldown.pieces(session, *SPAN)] == [("建站前的一条", history["link"])]
    with pytest.raises(Refusal, match="link_is_noted"):
        registering.enter_history(
            session, staff.unit, sent_on=date(2026, 3, 2), adopted_on=None, by=staff.writer, **history
        )


def test_a_repetition_counts_once_until_somebody_says_it_stands_apart(session, staff, clock):
    workflow.published(session, staff, title="甲", body=LONG)
    copy = workflow.published(session, staff, title="乙", body=LONG)
    assert (count(session, staff.unit), counting.repeated(session, *SPAN)) == (1, {staff.unit.id: 1})

    (row,) = likeness.of_item(session, copy.item_id)
    likeness.decide(session, copy.item, row.earlier_id, apart=False, reason="", by=staff.publisher)
    assert count(session, staff.unit) == 1
    likeness.decide(session, copy.item, row.earlier_id, apart=True, reason="两次行动", by=staff.publisher)
    assert (count(session, staff.unit), counting.repeated(session, *SPAN)) == (2, {})


def test_when_the_first_of_two_alike_leaves_the_other_counts(session, staff, clock):
    first = workflow.published(session, staff, title="甲", body=LONG)
    workflow.published(session, staff, title="乙", body=LONG)
    leaving.withdraw(session, first, by=staff.publisher, reason="有误")
    assert (count(session, staff.unit), counting.left(session, *SPAN)) == (1, {staff.unit.id: 1})


def test_targets_are_set_with_a_source_by_the_bureau_alone(session, staff, overseer):
    unit = counting.with_target(session, 2026)[0]
    wanted = {("year", None): 360, ("month", unit.id): None, ("year", unit.id): 24}
    with pytest.raises(Refusal, match="not_permitted"):
        setting.set_targets(session, 2026, wanted, source="局务会", by=staff.publisher)
    with pytest.raises(Refusal) as refused:
        setting.set_targets(session, 2026, wanted | {("year", None): 0}, source=" ", by=overseer)
    assert {issue.field for issue in refused.value.issues} == {"source", "year-all"}

    changed = setting.set_targets(session, 2026, wanted, source="局务会", by=overseer)

    assert len(changed) == 3
    assert targets.yearly(session, 2026).minimum == 360
    assert unit.id not in targets.monthly(session, 2026)
    assert targets.shares(session, 2026)[unit.id].source == "局务会"
    assert setting.set_targets(session, 2026, wanted, source="", by=overseer) == []


def test_a_new_year_begins_as_the_last_one_was_set(session, overseer):
    setting.set_targets(session, 2026, {("year", None): 360}, source="局务会", by=overseer)
    counted_by(session, overseer, "sent")
    setting.set_limits(session, 2026, {("empty_columns", ""): 4}, source="从严", by=overseer)

    targets.plant(session, 2027)

    assert targets.yearly(session, 2027).minimum == 360
    assert rules.of_year(session, 2027).basis == "sent"
    from content.quotas import limits

    assert {row.code: row.number for row in limits.of_year(session, 2027)}["empty_columns"] == 4


@pytest.mark.parametrize(
    "changes, field",
    [
        ({"link": "javascript:1"}, "history_link"),
        ({"link": ""}, "history_link"),
        ({"title": " "}, "title"),
        ({"column": "none"}, "column"),
        ({"sent_on": None}, "history_sent_on"),
        ({"sent_on": date(2026, 3, 11)}, "history_sent_on"),
        ({"adopted_on": date(2026, 2, 1)}, "history_adopted_on"),
    ],
)
def test_history_is_checked_before_it_is_kept(changes, field, session, staff, clock):
    values = {"title": "甲", "column": "updates", "link": "https://x.example.cn/1", "sent_on": date(2026, 3, 2)}
    with pytest.raises(Refusal) as refused:
        registering.enter_history(session, staff.unit, by=staff.writer, **({"adopted_on": None} | values | changes))
    assert field in {issue.field for issue in refused.value.issues}


def test_nobody_notes_for_a_unit_that_is_not_theirs(session, staff, other_unit, clock):
    edition = workflow.published(session, staff)
    stranger = auth.staff_of(session, other_unit).writer
    with pytest.raises(Refusal, match="not_permitted"):
        registering.send(session, [edition.item_id], destination="province", on=DAY, by=stranger)


def test_marked_twice_is_noted_once_and_the_item_stays_as_it_was(session, staff, clock):
    edition = workflow.published(session, staff)
    before = edition.item.first_published_at
    for _ in range(2):
        registering.send(session, [edition.item_id], destination="wechat", on=DAY, by=staff.writer)
    assert len(registering.listed(session, [staff.unit.id])) == 1
    assert registering.unsent(session, [staff.unit.id], "wechat") == []
    assert len(registering.unsent(session, [staff.unit.id], "province")) == 1
    assert edition.item.first_published_at == before


@pytest.mark.parametrize(
    "count_back, expected", [(0, date(2026, 1, 1)), (1, date(2025, 12, 1)), (13, date(2024, 12, 1))]
)
def test_months_are_counted_back_over_new_year(count_back, expected):
    assert spans.months_on(date(2026, 1, 1), -count_back) == expected
