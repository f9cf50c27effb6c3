"""Every point on which a site fails outright, by the year's limits, with evidence."""

from datetime import date, datetime, timedelta

import pytest

from content.clock import SHANGHAI
from content.display.models import PublicItem
from content.quotas import coverage, inspecting, limits
from content.quotas.limits import SiteLimit
from tests.factories import display, workflow

TODAY = date(2026, 3, 10)


def point(session, code):
    return next(one for one in inspecting.look(session, TODAY) if one.code == code)


@pytest.mark.parametrize(
    "number, measure, last, stale_from",
    [
        (2, "week", date(2026, 3, 1), date(2026, 3, 16)),
        (6, "month", date(2025, 8, 31), date(2026, 3, 1)),  # February has no 31st
        (6, "month", date(2026, 1, 15), date(2026, 7, 16)),
        (6, "month", date(2025, 7, 31), date(2026, 2, 1)),
    ],
)
def test_the_first_day_on_which_a_column_has_rested_too_long(number, measure, last, stale_from):
    assert limits.stale_from(SiteLimit(number=number, measure=measure), last) == stale_from


def test_an_empty_site_fails_and_every_code_is_looked_at(session, clock):
    found = {one.code: one.standing for one in inspecting.look(session, TODAY)}
    assert tuple(found) == inspecting.CODES
    assert (found["empty_columns"], found["home"], found["unreachable"]) == ("fails", "fails", "unseen")


def test_a_column_goes_stale_the_day_after_its_limit(session, staff, clock):
    display.copies(session, staff, [datetime(2026, 3, 1, 9, tzinfo=SHANGHAI)])
    for day, is_stale in ((date(2026, 3, 15), False), (date(2026, 3, 16), True)):
        updates = next(one for one in coverage.renewals(session, day) if one.column.slug == "updates")
        assert updates.is_stale(day) is is_stale
    assert [one.column.slug for one in coverage.next_to_go_stale(coverage.renewals(session, TODAY), TODAY)] == [
        "updates"
    ]


def test_a_forged_publication_time_is_seen(session, staff, clock):
    edition = workflow.published(session, staff)
    assert point(session, "dates").standing == "good"

    session.get(PublicItem, edition.item_id).first_published_at -= timedelta(days=2)
    session.flush()

    found = point(session, "dates")
    assert (found.standing, [one["item"] for one in found.evidence]) == ("fails", [edition.item_id])


def test_it_looks_once_a_week(session, clock):
    assert inspecting.inspect_when_due(session)
    clock.shift(timedelta(days=6))
    assert inspecting.inspect_when_due(session) is None
    clock.shift(timedelta(days=1, minutes=1))
    assert inspecting.inspect_when_due(session)
    assert len(inspecting.earlier(session)) == 2
