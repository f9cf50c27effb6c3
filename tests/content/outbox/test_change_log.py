from content import clock as clocks
from content.audit import trail
from content.outbox import change_log
from content.outbox.change_log import Change, Effect


def write(session, *items):
    trail.lock(session)
    return [change_log.record(session, item, Effect.SHOWN).number for item in items]


def test_an_empty_log_begins_at_nothing(session):
    assert change_log.head(session) == 0
    assert change_log.after(session, 0, limit=9) == []
    assert change_log.named_after(session, 0) == frozenset()


def test_changes_are_read_past_a_cursor_oldest_first_and_no_more_than_asked_for(session, clock):
    numbers = write(session, 7, 8, 7, 9)

    assert change_log.head(session) == numbers[-1]
    assert [change.item_id for change in change_log.after(session, 0, limit=9)] == [7, 8, 7, 9]
    assert [change.item_id for change in change_log.after(session, numbers[1], limit=1)] == [7]
    assert change_log.after(session, numbers[-1], limit=9) == []
    assert {change.at for change in change_log.after(session, 0, limit=9)} == {clocks.now()}


def test_the_items_named_after_a_cursor_are_each_named_once(session):
    numbers = write(session, 7, 8, 7, 9)

    assert change_log.named_after(session, 0) == {7, 8, 9}
    assert change_log.named_after(session, numbers[1]) == {7, 9}
    assert change_log.named_after(session, numbers[-1]) == frozenset()


def test_a_number_is_never_given_twice_even_when_the_newest_row_is_gone(session):
    """A copy whose cursor stands at it would otherwise never see what came after."""
    numbers = write(session, 1, 2)
    session.delete(session.get(Change, numbers[-1]))
    session.flush()

    assert write(session, 3)[0] > numbers[-1]
