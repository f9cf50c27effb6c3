"""产生日期 starts a clock, so moving it back late needs a reason, and is counted and shown."""

from datetime import date, datetime, timedelta

import pytest

from content.clock import SHANGHAI
from content.errors import Refusal
from content.items import editing, produced_on
from content.quotas import spans
from tests.factories import items, workflow

DAY = timedelta(days=1)


@pytest.mark.parametrize(
    "number, begun_days_ago, old, new, late",
    [
        (1, 0, 1, 5, False),  # mended on the day it was begun
        (1, 1, 1, 5, True),  # the clock had run for a day
        (2, 0, 1, 5, True),  # it had stood before a reviewer
        (2, 3, 5, 1, False),  # an earlier day makes nobody less late
        (1, 1, 5, None, True),
    ],
)
def test_a_change_is_late_when_it_moves_the_deadline_of_what_is_no_longer_new(number, begun_days_ago, old, new, late):
    today = date(2026, 3, 10)
    changed = produced_on.is_late(
        number, today - begun_days_ago * DAY, date(2026, 3, old), new and date(2026, 3, new), today=today
    )
    assert changed is late


def test_a_late_change_cannot_be_submitted_without_its_reason(session, staff, clock):
    edition = items.draft(session, staff, produced_on=date(2026, 3, 9))
    clock.shift(3 * DAY)
    items.save(session, edition, by=staff.writer, produced_on=date(2026, 3, 12))
    with pytest.raises(Refusal) as refused:
        workflow.submit(session, edition, by=staff.writer)
    assert [(issue.field, issue.code) for issue in refused.value.issues] == [
        ("produced_on_reason", "late_change_unexplained")
    ]

    items.save(session, edition, by=staff.writer, produced_on=date(2026, 3, 12), produced_on_reason="材料12日才齐")
    workflow.submit(session, edition, by=staff.writer)

    month = (spans.moment(date(2026, 3, 1)), spans.moment(date(2026, 4, 1)))
    (change,) = produced_on.late(session, *month)
    assert (change.from_day, change.to_day, change.reason) == (date(2026, 3, 9), date(2026, 3, 12), "材料12日才齐")
    assert produced_on.late(session, spans.moment(date(2026, 4, 1)), spans.moment(date(2026, 5, 1))) == []


def test_returned_and_moved_it_needs_a_reason_too(session, staff, clock):
    returned = workflow.returned(session, staff, produced_on=date(2026, 3, 9))
    following = editing.start_next(session, returned.item, by=staff.writer)
    items.save(session, following, by=staff.writer, produced_on=date(2026, 3, 10))
    assert len(produced_on.unexplained(session, following.item_id)) == 1


def test_the_publication_time_is_the_servers_whatever_is_sent(session, staff, clock):
    """Back-dating is impossible: nothing a person sends reaches it, and no verb takes it."""
    edition = items.draft(session, staff)
    items.save(
        session,
        edition,
        by=staff.writer,
        published_at=datetime(2026, 1, 1, tzinfo=SHANGHAI),
        first_published_at="2026-01-01",
    )
    published = workflow.publishing.publish(
        session,
        workflow.approve(session, workflow.submit(session, edition, by=staff.writer), by=staff.reviewer),
        by=staff.publisher,
    )
    assert spans.clock.day_of(published.item.first_published_at) == date(2026, 3, 10)
