"""Letters: a digest a day, urgent ones at once, each claimed before it is sent and tried again when it failed."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from content import clock as clocks
from content.notices import letters, posting
from content.notices.models import Letter

pytestmark = pytest.mark.usefixtures("clock")


@pytest.fixture
def reader(session, staff):
    staff.writer.email = "writer@example.gov.cn"
    session.flush()
    return staff.writer


def tell(session, person, code="overdue", key="k"):
    posting.tell(session, [person.id], code, key=key, facts={"count": 1})


def keys(session):
    return sorted(session.scalars(select(Letter.key)))


def test_everything_of_a_day_is_one_letter_and_the_rest_is_tomorrows(session, reader, clock):
    for key in ("a", "b"):
        tell(session, reader, key=key)
    assert letters.gather(session) == 1
    [letter] = session.scalars(select(Letter)).all()
    assert letter.key == f"digest-2026-03-10-{reader.id}"
    assert [notice.key for notice in letters.notices_in(session, letter)] == ["a", "b"]

    tell(session, reader, key="c")
    assert letters.gather(session) == 0
    clock.move_to("2026-03-11 07:59:00+08:00")
    assert letters.gather(session) == 0, "not before eight"
    clock.move_to("2026-03-11 08:00:00+08:00")
    assert letters.gather(session) == 1
    assert len(keys(session)) == 2


def test_urgent_ones_do_not_wait(session, reader, clock):
    clock.move_to("2026-03-10 05:00:00+08:00")
    tell(session, reader, "urgent_review", "u")
    tell(session, reader, "overdue", "o")
    assert letters.gather(session) == 1
    assert keys(session)[0].startswith("notice-")


def test_nobody_without_an_address_and_nothing_read_is_written_to(session, reader, staff):
    tell(session, staff.reviewer)
    tell(session, reader)
    posting.mark_read(session, reader, up_to=10**9)
    assert letters.gather(session) == 0


def test_a_letter_is_claimed_by_one_and_tried_again_later_until_given_up(session, reader, clock):
    tell(session, reader)
    letters.gather(session)
    [letter_id] = letters.due(session)
    assert letters.begin(session, letter_id).attempts == 1
    assert letters.begin(session, letter_id) is None, "somebody else has it"
    assert letters.due(session) == []
    letters.failed(session, letter_id, "ConnectionRefusedError")
    for attempt in range(2, letters.MOST_ATTEMPTS + 1):
        clock.shift(letters.INTERRUPTED_AFTER * attempt)
        assert letters.begin(session, letter_id).attempts == attempt
    clock.shift(timedelta(days=30))
    assert letters.due(session) == []
    [late] = letters.late(session, clocks.now())
    assert (late.fault, late.sent_at) == ("ConnectionRefusedError", None)


def test_what_was_sent_is_never_due_again(session, reader, clock):
    tell(session, reader)
    letters.gather(session)
    [letter_id] = letters.due(session)
    letters.begin(session, letter_id)
    letters.sent(session, letter_id)
    session.flush()
    clock.shift(timedelta(days=2))
    assert (letters.due(session), letters.late(session, clocks.now())) == ([], [])
    assert letters.gather(session) == 0
