"""Units renamed, merged and split: responsibility, counts and history stay right."""

from datetime import date, datetime, timedelta

import pytest

from content.auth import people, reorganising, units
from content.auth.permissions import Permission, may
from content.auth.roles import Role
from content.clock import SHANGHAI
from content.display import finding
from content.display.models import PublicItem
from content.errors import Refusal
from content.items import editing
from content.items.models import State
from content.plans import keeping, planting
from content.quotas import board, counting, targets
from content.reorganising import units as changes
from content.reorganising.units import NewUnit
from content.workflow import leaving, publishing
from tests.factories import auth, items, workflow

DAY = date(2026, 3, 10)
SOURCE = "连编〔2026〕1号"


@pytest.fixture
def keeper(session, other_unit, clock):
    return auth.person(session, other_unit, Role.ADMINISTRATOR, Role.OVERSEER)


@pytest.fixture
def into(session):
    return units.by_code(session, "yunshu")


def named(name):
    return {"zh-Hans": name}


def totals(session):
    matrix = board.unit_matrix(session, 2026, DAY)
    return sum(matrix.cells.values()), counting.of_year(session, 2026).done


def test_a_rename_keeps_totals_and_signs_what_is_out_with_the_old_name(session, staff, keeper, clock):
    edition = workflow.published(session, staff)
    before = totals(session)
    old = staff.unit.name()
    clock.move_to(datetime(2026, 4, 1, 9, tzinfo=SHANGHAI))
    reorganising.rename(
        session, staff.unit, names=named("连云港市综合执法支队"), short_names=named("综合执法"), day=date(2026, 4, 1),
        source=SOURCE, by=keeper,
    )  # fmt: skip
    assert staff.unit.name() == "连云港市综合执法支队"
    assert staff.unit.name_on(DAY) == old
    assert staff.unit.name_on(date(2026, 4, 1)) == "连云港市综合执法支队"
    assert totals(session) == before
    assert session.get(PublicItem, edition.item_id).unit is staff.unit
    assert [row.former["names"]["zh-Hans"] for row in reorganising.history(session, staff.unit)] == [old]


def test_a_merge_keeps_what_is_out_and_hands_over_what_is_open(session, staff, into, keeper):
    out = workflow.published(session, staff)
    draft, approved = items.draft(session, staff), workflow.approved(session, staff)
    before = totals(session)
    goal = counting.of_month(session, DAY)[into.id].goal

    handed = changes.merge(session, staff.unit, into, day=DAY, source=SOURCE, by=keeper)

    assert (handed.people, handed.items) == (3, 2)
    assert session.get(PublicItem, out.item_id).unit_id == staff.unit.id
    assert {draft.item.unit_id, approved.item.unit_id} == {into.id}
    assert totals(session) == before
    standings = counting.of_month(session, DAY)
    assert staff.unit.id not in standings
    assert (standings[into.id].done, standings[into.id].goal) == (1, goal)
    assert reorganising.successor_of(session, staff.unit) is into
    assert reorganising.before(session, into) == [staff.unit]
    assert [item.item_id for item in finding.of_unit(session, into).items] == [out.item_id]


def test_what_was_approved_goes_out_under_the_successor(session, staff, into, keeper):
    approved = workflow.approved(session, staff)
    changes.merge(session, staff.unit, into, day=DAY, source=SOURCE, by=keeper)
    publishing.publish(session, approved, by=staff.publisher)
    assert session.get(PublicItem, approved.item_id).unit is into


def test_people_of_an_ended_unit_answer_for_what_is_out_and_begin_nothing_there(session, staff, into, keeper):
    out = workflow.published(session, staff)
    changes.merge(session, staff.unit, into, day=DAY, source=SOURCE, by=keeper)
    assert may(staff.writer, Permission.WRITE, unit=into)
    assert staff.writer.home is into
    with pytest.raises(Refusal, match="unit_has_ended"):
        editing.start_item(session, unit=staff.unit, column="updates", kind="news", by=staff.writer)
    assert leaving.withdraw(session, out, by=staff.publisher, reason="内容有误").at_rest is State.WITHDRAWN


def test_the_next_year_asks_the_successor_alone(session, staff, into, keeper):
    changes.merge(session, staff.unit, into, day=DAY, source=SOURCE, by=keeper)
    targets.plant(session, 2027)
    owing = targets.monthly(session, 2027)
    assert into.id in owing
    assert staff.unit.id not in owing
    assert len(owing) == 14


def test_tasks_of_the_plan_go_on_with_the_successor_and_words_stay(session, staff, keeper, clock):
    tasks = planting.begin(session, 2026, by=keeper)
    keeping.say(session, tasks[10], staff.unit, percent=30, standing="under_way", text="已检查", by=staff.writer)
    gonglu = units.by_code(session, "gonglu")
    assert not tasks[10].is_owned_by(gonglu.id)
    changes.merge(session, staff.unit, gonglu, day=DAY, source=SOURCE, by=keeper)
    assert tasks[10].is_owned_by(gonglu.id) and tasks[10].is_owned_by(staff.unit.id)


def test_a_split_shares_out_people_and_open_work_and_each_part_owes_its_own(session, staff, keeper):
    first, second = items.draft(session, staff), items.draft(session, staff)
    workflow.published(session, staff)
    before = totals(session)
    made = changes.split(
        session,
        staff.unit,
        [
            NewUnit("zhifa-road", named("公路执法大队"), named("公路执法")),
            NewUnit("zhifa-water", named("水上执法大队"), named("水上执法")),
        ],
        people={staff.reviewer.id: "zhifa-water"},
        items={second.item_id: "zhifa-water"},
        day=DAY,
        source=SOURCE,
        by=keeper,
    )
    road, water = made
    assert (first.item.unit_id, second.item.unit_id) == (road.id, water.id)
    assert may(staff.reviewer, Permission.REVIEW, unit=water) and not may(staff.reviewer, Permission.REVIEW, unit=road)
    assert totals(session) == before
    standings = counting.of_month(session, DAY)
    assert standings[road.id].goal == standings[water.id].goal == 2
    assert (standings[road.id].done, standings[water.id].done) == (1, 0)
    assert reorganising.successor_of(session, staff.unit) is road


def test_chains_end_with_who_is_there(session, staff, into, keeper, clock):
    changes.merge(session, staff.unit, into, day=DAY, source=SOURCE, by=keeper)
    clock.shift(timedelta(days=1))
    gonglu = units.by_code(session, "gonglu")
    changes.merge(session, into, gonglu, day=DAY, source=SOURCE, by=keeper)
    assert reorganising.successor_of(session, staff.unit) is gonglu
    assert {unit.code for unit in reorganising.before(session, gonglu)} == {"zhifa", "yunshu"}
    with pytest.raises(Refusal, match="unit_has_ended"):
        changes.merge(session, staff.unit, gonglu, day=DAY, source=SOURCE, by=keeper)


@pytest.mark.parametrize(
    "day, source, problem",
    [
        (None, SOURCE, ("took_effect_on", "required")),
        (date(2026, 3, 11), SOURCE, ("took_effect_on", "in_the_future")),
        (DAY, " ", ("source", "required")),
    ],
)
def test_a_change_has_its_day_and_document(day, source, problem, session, staff, into, keeper):
    with pytest.raises(Refusal) as refused:
        changes.merge(session, staff.unit, into, day=day, source=source, by=keeper)
    assert problem in {(issue.field, issue.code) for issue in refused.value.issues}


def test_only_an_administrator_changes_the_tree(session, staff, into, clock):
    for work in (
        lambda: changes.merge(session, staff.unit, into, day=DAY, source=SOURCE, by=staff.publisher),
        lambda: changes.split(session, staff.unit, [], day=DAY, source=SOURCE, by=staff.publisher),
        lambda: reorganising.rename(
            session, staff.unit, names={}, short_names={}, day=DAY, source=SOURCE, by=staff.publisher
        ),
    ):
        with pytest.raises(Refusal, match="not_permitted"):
            work()
    assert people.by_id(session, staff.writer.id).home is staff.unit
