"""Subjects on the list and their inspections, quarter by quarter."""

from datetime import date, datetime

import pytest
from sqlalchemy import select

from content import clock as clocks
from content.display.models import PublicItem
from content.errors import Refusal
from content.items.models import Item
from content.supervision import inspecting
from tests.factories import supervised
from tests.factories.auth import person


@pytest.fixture
def item(session, staff, tmp_path):
    supervised.listings(session, staff, tmp_path, 1)
    return session.get(Item, session.scalar(select(PublicItem.item_id)))


def at(november, *day):
    november.move_to(datetime(*day, 9, tzinfo=clocks.SHANGHAI))


def listed(session, staff):
    return inspecting.listed(session, [staff.unit.id])[0]


def inspect(session, item, staff, day, result="in_order", made_by="法制科", **more):
    return inspecting.inspect(session, item, day, made_by, result, by=staff.writer, **more)


@pytest.mark.parametrize(
    "today, first, last, rings",
    [
        ((2026, 1, 1), date(2026, 1, 1), date(2026, 3, 31), False),
        ((2026, 12, 11), date(2026, 10, 1), date(2026, 12, 31), False),
        ((2026, 12, 12), date(2026, 10, 1), date(2026, 12, 31), True),  # twenty days with the last
        ((2026, 6, 30), date(2026, 4, 1), date(2026, 6, 30), True),
    ],
)
def test_a_quarter_rings_when_its_end_is_near(session, november, today, first, last, rings):
    at(november, *today)
    found = inspecting.quarter(session, clocks.today())
    assert (found.first, found.last, found.rings) == (first, last, rings)


def test_a_listed_subject_needs_its_inspections_each_quarter(session, staff, item, november):
    assert [(one.needed, one.made, one.short) for one in listed(session, staff)] == [(1, 0, 1)]

    inspect(session, item, staff, date(2026, 11, 20))

    [one] = listed(session, staff)
    assert (one.made, one.short, one.last) == (1, 0, date(2026, 11, 20))
    at(november, 2027, 1, 4)
    [one] = listed(session, staff)
    assert (one.made, one.short, one.last) == (0, 1, date(2026, 11, 20))


def test_the_alarm_names_whom_nobody_inspected_and_only_near_the_end(session, staff, item, november):
    units = [staff.unit.id]
    assert inspecting.missing(session, units) == []
    at(november, 2026, 12, 14)
    assert [one.item_id for one in inspecting.missing(session, units)] == [item.id]
    inspect(session, item, staff, date(2026, 12, 14))
    assert inspecting.missing(session, units) == []


def test_as_often_as_the_listing_says(session, staff, tmp_path):
    supervised.listings(session, staff, tmp_path, 1, inspections_per_quarter="3")
    assert [one.needed for one in listed(session, staff)] == [3]


def test_the_honoured_are_not_inspected(session, staff, tmp_path):
    changes = {"list_type": "守信激励名单", "inspections_per_quarter": ""}
    supervised.listings(session, staff, tmp_path, 2, **changes)
    assert listed(session, staff) == []
    other = session.get(Item, session.scalar(select(PublicItem.item_id)))
    with pytest.raises(Refusal, match="not_on_the_list"):
        inspect(session, other, staff, date(2026, 11, 20))


def test_who_left_the_list_needs_none(session, staff, item, november):
    at(november, 2029, 2, 1)
    assert listed(session, staff) == []


def test_subjects_come_page_by_page(session, staff, tmp_path):
    supervised.listings(session, staff, tmp_path, 5)
    first, before = inspecting.listed(session, None, limit=3)
    rest, end = inspecting.listed(session, None, before=before, limit=3)
    assert len({one.item_id for one in first + rest}) == 5
    assert end is None


def test_an_inspection_says_when_by_whom_and_what_came_of_it(session, staff, item):
    with pytest.raises(Refusal) as refused:
        inspect(session, item, staff, None, result="fine", made_by="", note="字" * 401)
    assert {issue.field for issue in refused.value.issues} == {"made_on", "made_by", "result", "note"}
    with pytest.raises(Refusal) as refused:
        inspect(session, item, staff, date(2026, 11, 23))
    assert [issue.code for issue in refused.value.issues] == ["in_the_future"]


def test_inspections_stand_newest_first_and_strangers_enter_none(session, staff, other_unit, item):
    inspect(session, item, staff, date(2026, 10, 9), "to_mend")
    inspect(session, item, staff, date(2026, 11, 9), "referred")
    assert [row.result for row in inspecting.of_item(session, item.id)] == ["referred", "to_mend"]
    with pytest.raises(Refusal, match="not_permitted"):
        inspecting.inspect(session, item, date(2026, 11, 20), "某", "in_order", by=person(session, other_unit))
