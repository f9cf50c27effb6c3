from datetime import UTC, date, datetime, timedelta

import pytest

from content import clock as clocks

MIDNIGHT = datetime(2026, 3, 10, 16, 0, tzinfo=UTC)


def test_moments_are_aware_and_in_utc(clock):
    clock.move_to(MIDNIGHT)

    assert clocks.now() == MIDNIGHT
    assert clocks.now().utcoffset() == timedelta(0)


@pytest.mark.parametrize("moment, day", [(MIDNIGHT - timedelta(microseconds=1), 10), (MIDNIGHT, 11)])
def test_a_day_begins_at_midnight_in_shanghai(moment, day, clock):
    clock.move_to(moment)

    assert clocks.today() == date(2026, 3, day)
    assert clocks.day_of(moment) == date(2026, 3, day)


def test_standing_still_ends_with_its_block_even_by_an_error(clock):
    earlier = MIDNIGHT - timedelta(days=400)
    with clocks.standing_at(earlier):
        assert clocks.now() == earlier
    with pytest.raises(ZeroDivisionError), clocks.standing_at(earlier):
        1 / 0  # noqa: B018

    assert clocks.now() > earlier
