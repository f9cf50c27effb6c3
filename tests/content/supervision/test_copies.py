"""Confirmed ratings are copied to each receiver within the rule's days, and every copy has its receipt."""

from datetime import date, datetime

import pytest
from sqlalchemy import select

from content import clock as clocks
from content.auth.roles import Role
from content.errors import Refusal
from content.supervision import copies
from content.supervision.models import RatingCopy, RatingRound
from content.working_calendar import deadlines
from content.working_calendar.models import Deadline
from tests.factories import batches as sheets
from tests.factories import supervised
from tests.factories.auth import person


@pytest.fixture
def receivers(session):
    return [supervised.receiver(session, name) for name in ("市信用办", "省厅")]


def opened(session, staff, folder, **how):
    supervised.ratings(session, staff, folder, **how)
    copies.open_rounds(session)
    return copies.of_units(session, [staff.unit.id], is_open=True, limit=9)


def test_each_receiver_gets_a_copy_due_five_calendar_days_after_the_confirmation(session, staff, tmp_path, receivers):
    waiting = opened(session, staff, tmp_path, grades="AAB")

    assert [copy.receiver.name for copy in waiting] == ["市信用办", "省厅"]
    assert {deadlines.running(session, copy.key, "rating_copy").due_on for copy in waiting} == {date(2026, 11, 27)}
    assert waiting[0].round.rows == 2


def test_a_batch_is_opened_once_and_single_rows_have_no_clock_of_copying(session, staff, tmp_path, receivers):
    opened(session, staff, tmp_path)

    assert copies.open_rounds(session) == 0
    about = session.scalars(select(Deadline.about).where(Deadline.rule_code == "rating_copy"))
    assert all(key.startswith("rating_copy:") for key in about)


def test_first_results_are_copied_to_nobody(session, staff, tmp_path, receivers):
    assert opened(session, staff, tmp_path, stage="初评") == []
    assert session.scalar(select(RatingRound.rows)) == 0


def test_adjusted_ratings_are_copied_too(session, staff, tmp_path, receivers):
    assert len(opened(session, staff, tmp_path, stage="动态调整")) == 2


def test_what_is_not_out_is_not_copied(session, staff, tmp_path, receivers):
    sheets.approved(session, staff, tmp_path, [supervised.rating(1, "A")], kind="rating")
    assert copies.open_rounds(session) == 0


def test_a_receipt_stops_the_clock_on_the_day_of_copying(session, staff, tmp_path, receivers, november):
    first, second = opened(session, staff, tmp_path)
    november.move_to(datetime(2026, 11, 25, 9, tzinfo=clocks.SHANGHAI))

    copies.confirm_receipt(session, first, date(2026, 11, 24), "收文12号", by=staff.writer)

    [clock] = deadlines.of_thing(session, first.key)
    assert (clock.stopped_on, clock.stopped_by) == (date(2026, 11, 24), "copied")
    assert copies.of_units(session, [staff.unit.id], is_open=True, limit=9) == [second]
    assert copies.of_units(session, [staff.unit.id], is_open=False, limit=9) == [first]
    with pytest.raises(Refusal, match="copied_already"):
        copies.confirm_receipt(session, first, date(2026, 11, 24), "收文12号", by=staff.writer)


@pytest.mark.parametrize(
    "day, receipt, fields",
    [
        (None, "", {"copied_on", "receipt"}),
        (date(2026, 11, 23), "收文", {"copied_on"}),  # tomorrow
        (date(2026, 11, 21), "收文", {"copied_on"}),  # before the confirmation
        (date(2026, 11, 22), "字" * 121, {"receipt"}),
    ],
)
def test_a_receipt_says_when_and_by_what(session, staff, tmp_path, receivers, day, receipt, fields):
    [copy, _other] = opened(session, staff, tmp_path)
    with pytest.raises(Refusal) as refused:
        copies.confirm_receipt(session, copy, day, receipt, by=staff.writer)
    assert {issue.field for issue in refused.value.issues} == fields


def test_the_list_holds_the_confirmed_ratings_as_the_public_sees_them(session, staff, tmp_path, receivers):
    [copy, _other] = opened(session, staff, tmp_path, grades="AABC")

    [rows] = list(copies.rows(session, copy.batch_id))

    assert [row["grade"] for row in rows] == ["AA", "B", "C"]
    assert {row["issuing_region"] for row in rows} == {"江苏省连云港市"}
    assert not any(name in row for row in rows for name in ("person_id_number", "remarks", "bad_points"))


def test_strangers_find_no_copy(session, staff, other_unit, tmp_path, receivers):
    [copy, _other] = opened(session, staff, tmp_path)
    stranger = person(session, other_unit, Role.PRODUCER)
    for look in (lambda: copies.by_id(session, copy.id, by=stranger), lambda: copies.round_of(session, 1, by=stranger)):
        with pytest.raises(Refusal, match="no_such_copy"):
            look()
    with pytest.raises(Refusal, match="not_permitted"):
        copies.confirm_receipt(session, copy, date(2026, 11, 22), "收文", by=stranger)


def test_receivers_are_named_with_a_source_and_can_be_let_go(session, staff, tmp_path):
    overseer = person(session, staff.unit, Role.OVERSEER)
    kept = copies.add_receiver(session, " 市信用办 ", "连交〔2024〕98号", by=overseer)
    with pytest.raises(Refusal) as refused:
        copies.add_receiver(session, "市信用办", "连交〔2024〕98号", by=overseer)
    assert [issue.code for issue in refused.value.issues] == ["name_is_used"]
    with pytest.raises(Refusal) as refused:
        copies.add_receiver(session, "", "", by=overseer)
    assert {issue.field for issue in refused.value.issues} == {"name", "source"}

    copies.switch_receiver(session, kept.id, False, by=overseer)

    assert copies.receivers(session) == []
    assert opened(session, staff, tmp_path) == []
    assert session.scalar(select(RatingCopy.id)) is None
    with pytest.raises(Refusal, match="no_such_receiver"):
        copies.switch_receiver(session, 987654, True, by=overseer)
    with pytest.raises(Refusal, match="not_permitted"):
        copies.add_receiver(session, "某厅", "文", by=staff.writer)
