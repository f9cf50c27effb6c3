"""Merged and split companies: their records go along, every copy hears of it, and later sheets find the right one."""

from datetime import timedelta

import pytest

from content import clock as clocks
from content.auth import units
from content.auth.roles import Role
from content.display import subject_page
from content.display.models import PublicItem
from content.errors import Refusal
from content.identifiers import unified_code
from content.items.models import Item
from content.outbox import change_log
from content.subjects import finding, keeping
from content.subjects.keeping import Wanted
from content.subjects.models import SubjectSort
from content.workflow import subject_records
from tests.factories import batches, penalties
from tests.factories.auth import person
from tests.factories.penalties import CODE, subject_of

OTHER = "91320700MA1MKTU24A"
FRESH = "91320706MA20ABCD8" + unified_code.check_character("91320706MA20ABCD8")
BASIS = {"source": "吸收合并协议及准予变更登记通知书"}


@pytest.fixture
def overseer(session, clock):
    return person(session, units.by_code(session, "xuanjiao"), Role.OVERSEER)


@pytest.fixture
def gone(session, clock):
    return subject_of(session, CODE)


@pytest.fixture
def survivor(session, clock):
    found = subject_of(session, OTHER)
    found.name = "连云港海通物流有限公司"
    return found


def merge(session, gone, survivor, by, **changes):
    values = {"on": clocks.today()} | BASIS | changes
    return subject_records.merge(session, gone, survivor, by=by, **values)


def split(session, subject, by, code=FRESH, name="连云港云台分立运输有限公司", item_ids=(), **changes):
    values = {"on": clocks.today()} | BASIS | changes
    ids = list(item_ids)
    return subject_records.split(session, subject, code=code, name=name, item_ids=ids, by=by, **values)


def test_all_records_stand_with_the_survivor_and_the_copies_hear_of_it(
    session, staff, gone, survivor, overseer, monkeypatch
):
    monkeypatch.setattr(subject_records, "CHUNK", 2)
    public = [penalties.published(session, staff).item_id for _time in range(3)]
    draft = penalties.draft(session, staff).item_id
    head = change_log.head(session)
    merge(session, gone, survivor, overseer)
    session.expire_all()
    assert {session.get(PublicItem, item_id).subject_id for item_id in public} == {survivor.id}
    assert session.get(Item, draft).subject_id == survivor.id
    assert sorted(change.item_id for change in change_log.after(session, head, limit=9)) == public
    assert subject_page.page(session, OTHER).count == 3
    with pytest.raises(Refusal) as moved:
        subject_page.page(session, CODE)
    assert (moved.value.code, moved.value.facts) == ("subject_moved", {"to": OTHER})


def test_the_survivors_page_names_whom_it_took_over(session, gone, survivor, overseer):
    merge(session, gone, survivor, overseer)
    [kept] = finding.names(session, survivor)
    assert (kept.name, kept.how, kept.source) == (gone.name, "merged", BASIS["source"])


def test_chains_are_one_step_long(session, gone, survivor, overseer):
    third = subject_of(session, batches.COMPANIES[1][1])
    merge(session, gone, survivor, overseer)
    merge(session, survivor, third, overseer)
    session.refresh(gone)
    assert (gone.merged_into_id, survivor.merged_into_id) == (third.id, third.id)


def test_a_sheet_with_the_old_code_reaches_the_survivor_and_stays_the_same_record(session, gone, survivor, overseer):
    wanted = [Wanted(SubjectSort.ORGANISATION, gone.name, code=CODE)]
    before = keeping.ensure(session, wanted)[CODE]
    merge(session, gone, survivor, overseer)
    after = keeping.ensure(session, wanted)[CODE]
    assert (before.id, before.stands_at) == (gone.id, gone.id)
    assert (after.id, after.stands_at) == (gone.id, survivor.id)


def test_merging_is_refused_for_what_makes_no_sense(session, staff, gone, survivor, overseer):
    with pytest.raises(Refusal) as refused:
        merge(session, gone, gone, overseer, source="", on=None)
    assert [(issue.field, issue.code) for issue in refused.value.issues] == [
        ("changed_on", "required"),
        ("source", "required"),
        ("survivor", "same_subject"),
    ]
    with pytest.raises(Refusal, match="not_permitted"):
        merge(session, gone, survivor, staff.publisher)
    merge(session, gone, survivor, overseer)
    with pytest.raises(Refusal, match="subject_is_merged"):
        merge(session, gone, survivor, overseer)
    with pytest.raises(Refusal, match="subject_is_merged"):
        merge(session, survivor, gone, overseer)


def test_a_company_splits_off_with_the_records_that_are_its_own(session, staff, gone, overseer):
    stays, goes = (penalties.published(session, staff).item_id for _time in range(2))
    fresh = split(session, gone, overseer, item_ids=[goes])
    session.expire_all()
    assert (fresh.code, fresh.sort) == (FRESH, "organisation")
    assert session.get(PublicItem, goes).subject_id == fresh.id
    assert session.get(PublicItem, stays).subject_id == gone.id
    [kept] = finding.names(session, fresh)
    assert (kept.name, kept.how) == (gone.name, "split")


def test_a_mistaken_merger_is_undone_by_splitting(session, staff, gone, survivor, overseer):
    item_id = penalties.published(session, staff).item_id
    merge(session, gone, survivor, overseer)
    split(session, survivor, overseer, code=CODE, name="", item_ids=[item_id])
    session.expire_all()
    assert gone.merged_into_id is None
    assert subject_page.page(session, CODE).count == 1


@pytest.mark.parametrize(
    "changes, expected",
    [
        ({"code": "91320706MA20ABCD80"}, ("new_code", "no_unified_code")),
        ({"code": CODE}, ("new_code", "same_subject")),
        ({"code": unified_code.PLACEHOLDER}, ("new_code", "no_unified_code")),
        ({"name": ""}, ("new_name", "required")),
        ({"item_ids": [987_654]}, ("records", "not_its_record")),
        ({"source": " "}, ("source", "required")),
        ({"on": "tomorrow"}, ("changed_on", "in_the_future")),
    ],
)
def test_a_split_says_what_is_missing(session, gone, overseer, changes, expected):
    if changes.get("on"):
        changes = {"on": clocks.today() + timedelta(days=1)}
    with pytest.raises(Refusal) as refused:
        split(session, gone, overseer, **changes)
    assert [(issue.field, issue.code) for issue in refused.value.issues] == [expected]


def test_a_company_merged_elsewhere_cannot_come_out_of_this_one(session, gone, survivor, overseer):
    third = subject_of(session, batches.COMPANIES[1][1])
    merge(session, gone, survivor, overseer)
    with pytest.raises(Refusal) as refused:
        split(session, third, overseer, code=CODE)
    assert [issue.code for issue in refused.value.issues] == ["merged_elsewhere"]


def test_the_newest_edition_of_each_record_is_listed(session, staff, gone, overseer):
    ids = [penalties.published(session, staff).item_id for _time in range(3)]
    assert [edition.item_id for edition in subject_records.listed(session, gone, limit=2)] == ids[:0:-1]
