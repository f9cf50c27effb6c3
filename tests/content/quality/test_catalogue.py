"""The catalogue: planted from the notice, its deliveries computed, kept by who oversees."""

from datetime import date, datetime

import pytest
from sqlalchemy import func, select

from content import clock as clocks
from content.auth.roles import Role
from content.errors import Refusal
from content.quality import catalogue
from content.quality.models import CatalogueEntry
from content.workflow import zero_reports
from tests.factories import batches as sheets
from tests.factories.auth import person


def of(session, unit, kind="penalty"):
    return next(one for one in catalogue.standings(session, unit_ids=[unit.id]) if one.entry.kind == kind)


def test_the_notice_is_planted_once(session):
    count = session.scalar(select(func.count()).select_from(CatalogueEntry))
    catalogue.plant(session)
    assert session.scalar(select(func.count()).select_from(CatalogueEntry)) == count > 20


def test_a_data_set_without_delivery_is_owed_from_its_entry(session, staff, november):
    assert (of(session, staff.unit).last, of(session, staff.unit).due_on) == (None, date(2026, 12, 22))
    assert not of(session, staff.unit).is_overdue

    november.move_to(datetime(2026, 12, 23, 9, tzinfo=clocks.SHANGHAI))
    assert of(session, staff.unit).is_overdue


def test_a_published_sheet_is_a_delivery_and_so_is_nothing_to_report(session, staff, tmp_path, november):
    zero_reports.report(session, staff.unit, "penalty", 2026, 9, by=staff.writer)
    assert of(session, staff.unit).last == date(2026, 11, 22)

    november.move_to(datetime(2026, 12, 1, 9, tzinfo=clocks.SHANGHAI))
    sheets.published(session, staff, tmp_path, [sheets.penalty(1, decided_on="2026-11-30")])
    assert of(session, staff.unit).last == date(2026, 12, 1)


def test_what_was_only_approved_is_no_delivery(session, staff, tmp_path):
    sheets.approved(session, staff, tmp_path, [sheets.penalty(1, decided_on="2026-11-18")])
    assert of(session, staff.unit).last is None


@pytest.mark.parametrize(
    "frequency, last, due",
    [
        ("week", date(2026, 11, 22), date(2026, 11, 29)),
        ("month", date(2027, 1, 31), date(2027, 2, 28)),
        ("quarter", date(2026, 11, 30), date(2027, 2, 28)),
        ("year", date(2028, 2, 29), date(2029, 2, 28)),
        ("event", date(2026, 11, 22), None),
    ],
)
def test_the_next_is_owed_one_period_after_the_last(frequency, last, due):
    entry = CatalogueEntry(frequency=frequency, since=date(2026, 1, 1), is_active=True)
    assert catalogue.due_on(entry, last) == due


def test_what_is_not_owed_any_more_is_never_overdue(session, staff, november):
    entry = of(session, staff.unit).entry
    save(session, staff, entry, is_active=False)
    november.move_to(datetime(2030, 1, 1, 9, tzinfo=clocks.SHANGHAI))
    assert not of(session, staff.unit).is_overdue
    assert "penalty" not in catalogue.owed(session, ("penalty",)).get(staff.unit.id, ())


def save(session, staff, entry=None, **changes):
    values = {"kind": "penalty", "name": "处罚", "field": "双公示", "frequency": "month", "source": "局办通知"}
    overseer = person(session, staff.unit, Role.OVERSEER)
    return catalogue.save(session, entry, by=overseer, **({"unit": staff.unit} | values | changes))


def test_a_data_set_is_entered_with_its_source_and_once(session, staff):
    entered = save(session, staff)
    assert entered in [one.entry for one in catalogue.standings(session)]
    with pytest.raises(Refusal) as refused:
        save(session, staff)
    assert [issue.code for issue in refused.value.issues] == ["name_is_used"]
    assert save(session, staff, entered, frequency="year").frequency == "year"


def test_everything_to_mend_is_said_at_once(session, staff):
    with pytest.raises(Refusal) as refused:
        save(session, staff, unit=None, kind="news", name="", field="字" * 61, frequency="daily", source="")
    assert {issue.field for issue in refused.value.issues} == {"unit", "kind", "name", "field", "frequency", "source"}


def test_only_who_oversees_keeps_the_catalogue(session, staff):
    with pytest.raises(Refusal, match="not_permitted"):
        catalogue.save(
            session, None, by=staff.writer, unit=staff.unit, kind="", name="", field="", frequency="", source=""
        )
    with pytest.raises(Refusal, match="no_such_data_set"):
        catalogue.by_id(session, 987654)
