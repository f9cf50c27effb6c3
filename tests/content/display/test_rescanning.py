"""Looking again at what is live: nothing that was right is called wrong, and what slipped through becomes a task."""

import tomllib
from pathlib import Path

import pytest
from sqlalchemy import select, update

from content.display import rescanning
from content.display.models import PublicItem
from content.display.rescanning import Sighting, with_bars
from content.masking import rows
from content.workflow import leaving
from tests.conftest import on_one_make
from tests.factories import batches, record_rows, workflow

DEMO = Path(__file__).parents[3] / "portal/cli/demo_items"


def look(session):
    steps = rescanning.look(lambda: session, chunk=1)
    try:
        while next(steps):
            pass
    except StopIteration as end:
        return end.value


def test_what_the_gate_let_through_is_not_called_wrong(session, staff):
    workflow.published(session, staff, body="电话138-0000-1234，驾驶员季长风，身份证号320703199001010028。")
    assert look(session) == []


@on_one_make
@pytest.mark.parametrize("path", sorted(DEMO.glob("*.toml")), ids=lambda path: path.stem)
def test_a_fresh_site_raises_no_alarm_against_itself(session, staff, path):
    for item in tomllib.loads(path.read_text(encoding="utf-8"))["item"]:
        edition = workflow.published(session, staff, body=item["body"], title=item["title"], summary=item["summary"])
        shown = session.get(PublicItem, edition.item_id)
        assert rescanning.sightings(session, shown, rows.current(session)) == [], item["title"]


def test_what_slipped_through_becomes_one_task_that_keeps_its_date(session, staff, clock):
    edition = workflow.published(session, staff)
    session.execute(update(PublicItem).values(text="电话138-0000-1234。"))

    assert rescanning.rescan(session, look(session)) == 1
    first = rescanning.open_findings(session)[0]
    seen = (first.item_id, first.unit_id, first.field, first.kind, first.found_at)
    clock.shift(86400)
    assert rescanning.rescan(session, look(session)) == 0

    assert [(f.item_id, f.unit_id, f.field, f.kind, f.found_at) for f in rescanning.open_findings(session)] == [seen]
    assert seen[:4] == (edition.item_id, staff.unit.id, "body", "mobile")
    assert rescanning.open_findings(session, frozenset({staff.unit.id + 1})) == []


def test_a_finding_that_is_gone_is_no_task_any_more(session, staff):
    workflow.published(session, staff)
    session.execute(update(PublicItem).values(text="电话138-0000-1234。"))
    rescanning.rescan(session, look(session))
    rescanning.rescan(session, [])
    assert rescanning.open_findings(session) == []


def test_what_left_while_it_was_looked_at_is_no_task(session, staff):
    kept, gone = (workflow.published(session, staff) for _ in range(2))
    session.execute(update(PublicItem).values(text="电话138-0000-1234。"))
    found = look(session)
    assert {sighting.item_id for sighting in found} == {kept.item_id, gone.item_id}
    leaving.withdraw(session, gone, by=staff.publisher, reason="内容有误")

    assert rescanning.rescan(session, found) == 1
    assert [finding.item_id for finding in rescanning.open_findings(session)] == [kept.item_id]


def test_two_of_a_kind_in_one_paragraph_are_one_task(session, staff):
    edition = workflow.published(session, staff)
    twice = [Sighting(edition.item_id, staff.unit.id, "body", "mobile", 1)] * 2
    assert rescanning.rescan(session, twice) == 1


def test_tables_get_their_bars_back():
    assert with_bars("甲\n企业\t等级\n子公司\tAA\n乙") == "甲\n| 企业 | 等级 |\n| --- | --- |\n| 子公司 | AA |\n乙"


def test_the_numbers_of_a_record_are_not_taken_for_a_persons(session, staff, tmp_path, clock):
    """A permit names the certificate it gives: 通行证 and its number are the record itself."""
    row = record_rows.row("permit", certificate_name="超限运输车辆通行证", certificate_number="320706000123")
    batches.published(session, staff, tmp_path, [row], kind="permit")

    assert session.scalars(select(PublicItem.kind)).all() == ["permit"]
    assert look(session) == []
