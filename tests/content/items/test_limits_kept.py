"""A limited draft is kept from whoever is not let in: in lists, verbs, copies, likenesses, reports and messages."""

from datetime import timedelta

import pytest

from content import clock as now
from content.auth import standing_in
from content.auth.permissions import Permission, may
from content.auth.roles import Role
from content.errors import Category, Refusal
from content.items import beginning, editing, finding, knowing, likeness, limiting, produced_on, working_copies
from content.items import files as item_files
from content.items.models import State
from content.notices import posting
from content.workflow import claiming, queue, reviewing, submitting, urgency
from tests.factories import items, workflow
from tests.factories.auth import person
from tests.factories.limits import limit, limited_draft

LONG = "连云港市交通运输局推进信用修复一次办好，企业可以在线提交材料，办理结果当日反馈。" * 8


@pytest.fixture
def colleague(session, unit):
    """Of the same unit, writes and reviews, and is named nowhere."""
    return person(session, unit, Role.PRODUCER, Role.REVIEWER)


def test_lists_and_openings_answer_as_the_rule_does(session, staff, unit, other_unit):
    """Every sort of person against every sort of limit: the query and the rule agree."""
    deputy = person(session, unit, Role.PRODUCER)
    days = {"first_day": now.today(), "last_day": now.today()}
    standing_in.name(session, unit, person=deputy, absent=staff.reviewer, by=staff.publisher, **days)
    everybody = [
        staff.writer, staff.reviewer, staff.publisher, deputy,
        person(session, unit, Role.PRODUCER), person(session, unit, Role.REVIEWER),
        person(session, unit, Role.RESPONSIBLE), person(session, unit, Role.OVERSEER),
        person(session, other_unit, Role.REVIEWER, Role.RESPONSIBLE),
    ]  # fmt: skip
    drafts = [
        items.draft(session, staff),
        limited_draft(session, staff),
        limit(session, items.draft(session, staff), (staff.writer,), by=staff.writer, for_reviewers=True),
        limit(session, items.draft(session, staff), (staff.writer, everybody[4]), by=staff.writer),
    ]
    for one in everybody:
        session.expire(one, ["stands_in"])
        listed = {edition.id for edition in finding.listed(session, one, state=None, before=None, limit=9)[0]}
        asked = {draft.id for draft in drafts if may(one, Permission.SEE, item=draft.item)}
        newest = finding.newest_by_item(session, [draft.item_id for draft in drafts], of=one)
        assert listed == asked == {edition.id for edition in newest.values()}
        for draft in drafts:
            if draft.id in asked:
                assert finding.edition(session, draft.id, by=one) is draft
                continue
            for find, key in ((finding.edition, draft.id), (finding.item, draft.item_id)):
                with pytest.raises(Refusal) as refused:
                    find(session, key, by=one)
                assert refused.value.category is Category.MISSING


def test_queues_count_and_show_what_one_may_know_of(session, staff, colleague):
    waiting = workflow.submit(session, limited_draft(session, staff), by=staff.writer)

    def seen_by(one):
        return (
            [line.edition.id for line in queue.waiting(session, one, limit=9)],
            [edition.id for edition in finding.in_state(session, one, Permission.REVIEW, State.SUBMITTED, limit=9)],
            [edition.id for edition in finding.to_work_on(session, one, State.SUBMITTED, limit=9)],
        )

    assert seen_by(colleague) == ([], [], [])
    assert seen_by(staff.reviewer) == ([waiting.id], [waiting.id], [waiting.id])


def test_no_verb_moves_it_for_somebody_shut_out(session, staff, colleague):
    edition = limited_draft(session, staff)
    with pytest.raises(Refusal, match="not_permitted"):
        items.save(session, edition, by=colleague, title="改不了")
    with pytest.raises(Refusal, match="not_permitted"):
        workflow.submit(session, edition, by=colleague)
    with pytest.raises(Refusal, match="not_permitted"):
        working_copies.keep(session, edition, {"title": "改"}, base_version=1, serial=0, by=colleague)
    with pytest.raises(Refusal, match="not_permitted"):
        item_files.remove(session, edition, 1, by=colleague)
    with pytest.raises(Refusal, match="not_permitted"):
        submitting.discard(session, edition, by=colleague)
    workflow.submit(session, edition, by=staff.writer)
    with pytest.raises(Refusal, match="not_permitted"):
        urgency.press(session, edition, by=colleague, reason="急", hours=4)
    with pytest.raises(Refusal, match="not_permitted"):
        claiming.take(session, edition, by=colleague)
    with pytest.raises(Refusal, match="not_permitted"):
        reviewing.decide(session, edition, [], by=colleague)
    with pytest.raises(Refusal, match="not_permitted"):
        reviewing.vouch(session, edition, 1, by=colleague)
    with pytest.raises(Refusal, match="not_permitted"):
        likeness.decide(session, edition.item, 1, apart=False, reason="", by=colleague)
    with pytest.raises(Refusal, match="not_permitted"):
        workflow.approve(session, edition, by=colleague)
    with pytest.raises(Refusal, match="not_permitted"):
        reviewing.give_back(session, edition, workflow.REASONS, by=colleague)
    with pytest.raises(Refusal, match="not_permitted"):
        submitting.take_back(session, edition, by=colleague)
    submitting.take_back(session, edition, by=staff.writer)
    with pytest.raises(Refusal, match="not_permitted"):
        editing.start_next(session, edition.item, by=colleague)


def test_the_next_edition_of_a_returned_one_is_limited_too(session, staff, colleague):
    edition = workflow.submit(session, limited_draft(session, staff), by=staff.writer)
    reviewing.give_back(session, edition, workflow.REASONS, by=staff.reviewer)
    following = editing.start_next(session, edition.item, by=staff.writer)

    with pytest.raises(Refusal, match="no_such_edition"):
        finding.edition(session, following.id, by=colleague)
    assert finding.edition(session, following.id, by=staff.reviewer) is following


def test_nothing_of_it_is_copied_and_no_title_is_told(session, staff, colleague):
    secret = workflow.submit(
        session, limited_draft(session, staff, title="港区整合方案起草", body=LONG), by=staff.writer
    )
    other = items.draft(session, staff, by=colleague, title="港区整合方案起草", body=LONG)

    assert beginning.last_of(session, staff.unit, "updates") is None
    assert secret.title not in {title for _id, title in knowing.earlier_titles(session, other)}
    workflow.submit(session, other, by=colleague)
    rows = likeness.of_item(session, other.item_id)
    assert [row.earlier_id for row in rows] == [secret.item_id], "the suspicion is kept for the day it is public"
    assert likeness.describe(session, rows, unit_id=staff.unit.id) == []
    with pytest.raises(Refusal, match="no_such_likeness"):
        likeness.decide(session, other.item, secret.item_id, apart=False, reason="", by=staff.reviewer)


def test_a_reviewer_who_is_let_in_sees_what_it_repeats(session, staff):
    open_one = workflow.published(session, staff, title="港区整合方案起草", body=LONG)
    secret = workflow.submit(
        session, limited_draft(session, staff, title="港区整合方案起草", body=LONG), by=staff.writer
    )

    rows = likeness.of_item(session, secret.item_id)
    described = likeness.describe(session, rows, unit_id=staff.unit.id)

    assert [one.earlier_title for one in described] == [open_one.title]


def test_the_bureau_decides_on_it_once_it_is_public(session, staff, other_unit):
    overseer = person(session, other_unit, Role.OVERSEER)
    open_one = workflow.published(session, staff, title="港区整合方案起草", body=LONG)
    secret = limited_draft(session, staff, title="港区整合方案起草", body=LONG)
    workflow.submit(session, secret, by=staff.writer)

    with pytest.raises(Refusal, match="no_such_likeness"):
        likeness.decide(session, secret.item, open_one.item_id, apart=False, reason="", by=overseer)
    limiting.lift(session, secret.item, by=staff.publisher)
    likeness.decide(session, secret.item, open_one.item_id, apart=False, reason="", by=overseer)


def test_the_bureau_hears_of_a_moved_date_once_it_is_public(session, staff, clock):
    edition = limited_draft(session, staff)
    clock.shift(timedelta(days=2))
    day = edition.produced_on + timedelta(days=2)
    items.save(session, edition, by=staff.writer, produced_on=day, produced_on_reason="文件次日才印发")

    def told():
        return produced_on.late(session, now.now() - timedelta(days=9), now.now() + timedelta(days=1))

    assert told() == []
    limiting.lift(session, edition.item, by=staff.writer)
    assert [row.item_id for row in told()] == [edition.item_id]


def test_colleagues_lose_what_they_were_told_of_it(session, staff, colleague):
    edition = items.draft(session, staff)
    for about in (edition.item.key, "item:999"):
        posting.tell(session, [staff.writer.id, colleague.id], "overdue", key=f"k:{about}", about=about)

    limit(session, edition, (staff.writer, staff.reviewer), by=staff.writer)

    assert posting.unread(session, staff.writer) == 2
    assert [notice.about for notice in posting.of_person(session, colleague, before=None, limit=9)[0]] == ["item:999"]
