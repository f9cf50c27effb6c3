"""Records of a batch leave like any other, and no batch brings back what was repaired."""

from datetime import datetime

import pytest
from sqlalchemy import select

from content import clock as clocks
from content.display.models import Departure, PublicItem
from content.items.batches import BatchState
from content.items.models import Edition, Item
from content.workflow import batches, expiring, leaving_requests, repair_lists
from tests.factories import batches as sheets

NOVEMBER = datetime(2026, 11, 22, 9, 30, tzinfo=clocks.SHANGHAI)


@pytest.fixture(autouse=True)
def november(clock):
    clock.move_to(NOVEMBER)
    return clock


def rows(*serials, **changes):
    return [sheets.penalty(serial, decided_on="2026-06-01", **changes) for serial in serials]


def shown(session):
    query = select(PublicItem.item_id, PublicItem.fields).order_by(PublicItem.item_id)
    return {fields["document_number"]: item for item, fields in session.execute(query)}


def repair(session, item_id, staff):
    request = leaving_requests.ask(
        session,
        session.get(Item, item_id),
        "repaired",
        by=staff.writer,
        document_number="连交信修〔2026〕9号",
        document_date=clocks.today(),
    )
    leaving_requests.confirm(session, request, by=staff.publisher)


def test_a_batch_approved_before_the_repair_goes_out_without_the_record(session, staff, tmp_path):
    sheets.published(session, staff, tmp_path, rows(1, 2))
    repaired = shown(session)["连交罚〔2026〕1号"]
    second = sheets.approved(session, staff, tmp_path, rows(1, 2, penalty_content="罚款人民币贰仟元整（更正）"))
    repair(session, repaired, staff)

    batches.publish(session, second, by=staff.publisher)
    sheets.drive(session, second, tmp_path)

    assert second.at_rest is BatchState.PUBLISHED
    assert set(shown(session)) == {"连交罚〔2026〕2号"}
    assert session.get(Departure, repaired).is_final


def test_a_list_of_repairs_takes_them_out_of_their_batch(session, staff, tmp_path):
    sheets.published(session, staff, tmp_path, rows(1, 2, 3))
    listed = rows(1, 3)
    lines = [f"{row['unified_code']},{row['document_number']},2026-11-20" for row in listed]
    content = "\n".join(["统一社会信用代码,行政处罚决定书文号,修复日期", *lines]).encode()

    row = repair_lists.enter(session, staff.unit, content, "名单.csv", by=staff.writer)
    repair_lists.confirm(session, row, by=staff.publisher)

    assert set(shown(session)) == {"连交罚〔2026〕2号"}


def test_a_whole_batch_ends_on_its_day(session, staff, tmp_path, november):
    sheets.published(session, staff, tmp_path, rows(1, 2, 3))
    november.move_to(datetime(2027, 6, 2, 0, 1, tzinfo=clocks.SHANGHAI))

    assert expiring.end_chunk(session) == 3

    assert shown(session) == {}
    assert set(session.scalars(select(Edition.state))) == {"expired"}
    assert set(session.scalars(select(Departure.tells))) == {"nothing"}
