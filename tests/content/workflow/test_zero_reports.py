"""零报告: said once, of a month that is over and empty."""

from datetime import date

import pytest

from content.audit import trail
from content.errors import Refusal
from content.workflow import zero_reports
from tests.factories import batches as made


def test_an_empty_month_is_reported_once_and_remembered(session, staff, clock):
    zero_reports.report(session, staff.unit, "penalty", 2026, 1, by=staff.writer)

    said = zero_reports.months(session, staff.unit, "penalty", last=date(2026, 3, 10), count=3)
    assert [(one.year, one.month, one.report is not None) for one in said] == [
        (2026, 2, False),
        (2026, 1, True),
        (2025, 12, False),
    ]
    assert trail.about(session, f"unit:{staff.unit.id}")[-1].facts == {"kind": "penalty", "year": 2026, "month": 1}
    with pytest.raises(Refusal, match="month_was_reported"):
        zero_reports.report(session, staff.unit, "penalty", 2026, 1, by=staff.writer)


@pytest.mark.parametrize("year, month", [(2026, 3), (2026, 12), (2027, 1), (1999, 1), (2026, 0), (2026, 13)])
def test_only_of_months_that_are_over(session, staff, clock, year, month):
    with pytest.raises(Refusal, match="month_is_not_over"):
        zero_reports.report(session, staff.unit, "penalty", year, month, by=staff.writer)


def test_a_month_with_a_record_is_none_whatever_the_record_has_come_to(session, staff, tmp_path, clock):
    made.ready(session, staff, tmp_path, [made.penalty(1)])
    with pytest.raises(Refusal, match="month_has_records"):
        zero_reports.report(session, staff.unit, "penalty", 2026, 2, by=staff.writer)
    zero_reports.report(session, staff.unit, "permit", 2026, 2, by=staff.writer)


def test_only_who_writes_for_the_unit_and_only_kinds_of_records(session, staff, other_unit, clock):
    with pytest.raises(Refusal, match="not_permitted"):
        zero_reports.report(session, other_unit, "penalty", 2026, 1, by=staff.writer)
    with pytest.raises(Refusal, match="no_record_kind"):
        zero_reports.report(session, staff.unit, "news", 2026, 1, by=staff.writer)
