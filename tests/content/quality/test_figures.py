"""The five figures of 双公示, each from the rows that make it."""

from datetime import date, datetime

import pytest
from sqlalchemy import select

from content import clock as clocks
from content.display.models import PublicItem
from content.items.models import Edition, Item
from content.quality import figures, lines
from content.workflow import batch_deciding, batches, leaving_requests, zero_reports
from content.working_calendar.models import Deadline
from tests.factories import batches as sheets

NOVEMBER = (date(2026, 11, 1), date(2026, 12, 1))
OCTOBER = (date(2026, 10, 1), date(2026, 11, 1))


def rows(*serials, **changes):
    return [sheets.penalty(serial, **({"decided_on": "2026-11-18"} | changes)) for serial in serials]


def of(session, staff, span=NOVEMBER):
    return figures.of_span(session, *span)[staff.unit.id]


def behind(session, staff, figure, span=NOVEMBER, *, before=None, limit=30):
    return lines.page(session, figure, lines.Asked(*span, staff.unit.id, before, limit))


def test_a_month_of_good_rows_is_compliant_and_in_time(session, staff, tmp_path):
    sheets.published(session, staff, tmp_path, rows(1, 2, 3))

    found = of(session, staff)

    assert (found.handed_in, found.faulty, found.compliance) == (3, 0, 100.0)
    assert (found.decided, found.late, found.lateness) == (3, 0, 0.0)
    assert found.mistaken == 0


def test_a_row_that_does_not_pass_is_counted_and_shown_with_its_faults(session, staff, tmp_path):
    sheets.published(session, staff, tmp_path, [*rows(1, 2, 3), *rows(4, decided_on="2026-13-01")], mode="good")

    found, (shown, _more) = of(session, staff), behind(session, staff, "faulty")

    assert (found.handed_in, found.faulty, found.compliance) == (4, 1, 75.0)
    assert [(line.facts["row"], [fault.field for fault in line.facts["faults"]]) for line in shown] == [
        (5, ["decided_on"])
    ]


def test_rows_handed_in_again_unchanged_are_no_new_report(session, staff, tmp_path):
    sheets.published(session, staff, tmp_path, [*rows(1, 2), *rows(3, decided_on="坏")], mode="good")
    sheets.published(session, staff, tmp_path, rows(1, 2, 3))

    assert (of(session, staff).handed_in, of(session, staff).faulty) == (4, 1)


@pytest.mark.parametrize(
    "decided_on, is_late",
    [
        ("2026-11-13", False),  # a Friday: the seventh working day is Tuesday the 24th
        ("2026-11-11", False),  # due on Friday the 20th, published on Sunday the 22nd: moved below
        ("2026-10-20", True),
    ],
)
def test_a_record_is_late_after_its_seventh_working_day(session, staff, tmp_path, clock, decided_on, is_late):
    clock.move_to(datetime(2026, 11, 20, 9, 30, tzinfo=clocks.SHANGHAI))
    sheets.published(session, staff, tmp_path, rows(1, decided_on=decided_on))
    first = date.fromisoformat(decided_on).replace(day=1)
    span = OCTOBER if first.month == 10 else NOVEMBER

    assert of(session, staff, span).late == int(is_late)
    assert len(behind(session, staff, "late", span)[0]) == int(is_late)


def test_what_is_not_published_when_its_day_is_over_is_late_already(session, staff, tmp_path, clock):
    sheets.approved(session, staff, tmp_path, rows(1, 2, decided_on="2026-11-09"))  # due on the 18th

    [line, _other] = behind(session, staff, "late")[0]

    assert of(session, staff).late == 2
    assert line.facts == {"due_on": date(2026, 11, 18), "published_on": None}


def test_nobody_is_late_with_what_its_term_keeps_inside(session, staff, tmp_path):
    sheets.published(session, staff, tmp_path, rows(1, decided_on="2015-03-02", valid_until="2016-03-02"))
    span = (date(2015, 3, 1), date(2015, 4, 1))

    assert session.scalar(select(Deadline.stopped_by).where(Deadline.rule_code == "double_publicity")) == "kept_inside"
    assert (of(session, staff, span).decided, of(session, staff, span).late) == (1, 0)


def test_rows_sent_back_are_mistakes_and_tasks_until_a_later_edition_is_out(session, staff, tmp_path):
    batch = sheets.submitted(session, staff, tmp_path, rows(1, 2, 3))
    [edition] = session.scalars(select(Edition).where(Edition.row_number == 3))
    batches.give_back_rows(session, batch, [edition.id], by=staff.reviewer, code="facts", note="案由写错")
    send_on(session, staff, tmp_path, batch)
    units = [staff.unit.id]

    assert of(session, staff).returned == 1
    assert [line.item_id for line in behind(session, staff, "returned")[0]] == [edition.item_id]
    assert lines.count_to_mend(session, units, most=99) == 1

    sheets.published(session, staff, tmp_path, rows(2, penalty_content="罚款人民币贰仟元整（更正）"), name="改.csv")

    assert lines.count_to_mend(session, units, most=99) == 0
    assert lines.rectifications(session, units, before=None, limit=9)[0] == []
    assert of(session, staff).returned == 1  # the month keeps what happened in it
    assert of(session, staff).corrected == 0  # it was never public before


def send_on(session, staff, tmp_path, batch):
    for group in batch_deciding.groups(session, batch):
        batch_deciding.decide(session, batch, by=staff.reviewer, shows=False, field=group.field, kind=group.kind)
    sheets.drive(session, batch, tmp_path)
    batches.approve(session, batch, by=staff.reviewer, seen_digest=batches.digest_of(session, batch))
    sheets.drive(session, batches.publish(session, batch, by=staff.publisher), tmp_path)


def test_what_is_put_right_in_public_is_a_correction(session, staff, tmp_path, clock):
    sheets.published(session, staff, tmp_path, rows(1, 2))
    clock.move_to(datetime(2026, 11, 23, 9, 30, tzinfo=clocks.SHANGHAI))
    sheets.published(session, staff, tmp_path, rows(1, penalty_content="罚款人民币贰仟元整（更正）"), name="改.csv")

    assert of(session, staff).corrected == 1
    assert len(behind(session, staff, "corrected")[0]) == 1


@pytest.mark.parametrize("cause, counts", [("error", 1), ("annulled", 1), ("privacy", 0), ("repaired", 0)])
def test_leaving_counts_as_a_mistake_where_the_record_was_wrong(session, staff, tmp_path, cause, counts):
    sheets.published(session, staff, tmp_path, rows(1, decided_on="2026-06-01"))
    item = session.get(Item, session.scalar(select(PublicItem.item_id)))
    request = leaving_requests.ask(
        session,
        item,
        cause,
        by=staff.writer,
        document_number="连交撤〔2026〕9号",
        document_date=clocks.today(),
        reason="录入错误",
    )
    leaving_requests.confirm(session, request, by=staff.publisher)

    assert of(session, staff).left == counts
    assert len(behind(session, staff, "left")[0]) == counts


def test_a_month_with_nothing_to_report_is_said_or_asked_for(session, staff, tmp_path):
    owing = figures.of_span(session, *OCTOBER)
    assert "penalty" in owing[staff.unit.id].silent
    assert figures.of_span(session, *NOVEMBER)[staff.unit.id].silent == ()  # it is not over

    zero_reports.report(session, staff.unit, "penalty", 2026, 10, by=staff.writer)

    found = of(session, staff, OCTOBER)
    assert (found.zero, "penalty" in found.silent) == (("penalty",), False)


def test_a_month_with_records_is_not_silent(session, staff, tmp_path):
    sheets.published(session, staff, tmp_path, rows(1, decided_on="2026-10-20"))

    assert "penalty" not in of(session, staff, OCTOBER).silent


def test_rows_come_page_by_page_each_once(session, staff, tmp_path):
    sheets.published(session, staff, tmp_path, rows(*range(1, 8)))
    seen, before = [], None
    while True:
        page, before = behind(session, staff, "decided", before=before, limit=3)
        seen += [line.item_id for line in page]
        if before is None:
            break

    assert len(seen) == len(set(seen)) == 7


def test_the_sum_of_figures_is_the_sum_of_its_parts():
    parts = [figures.Figures(handed_in=4, faulty=1, decided=3, late=1), figures.Figures(handed_in=6, decided=1)]

    whole = figures.together(parts)

    assert (whole.compliance, whole.lateness) == (90.0, 25.0)
    assert figures.Figures().compliance is None


def test_an_unknown_figure_has_no_page(session, staff):
    with pytest.raises(Exception, match="no_such_page"):
        behind(session, staff, "ranking")
