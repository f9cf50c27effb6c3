"""知悉范围: who may set and lift a limit, that it locks nobody out, that lists keep to it, and when it ends."""

import pytest
from sqlalchemy import update

from content import clock
from content.audit import trail
from content.auth import people
from content.auth.permissions import Permission, may
from content.auth.roles import Role
from content.errors import Category, Refusal
from content.items import finding, limiting, openings
from content.items.models import Item, State
from content.workflow import publishing
from tests.conftest import on_one_make
from tests.factories import items, workflow
from tests.factories.auth import person
from tests.factories.limits import limit, limited_draft


@pytest.fixture
def colleague(session, unit):
    """Of the same unit, writes and reviews, and is named nowhere."""
    return person(session, unit, Role.PRODUCER, Role.REVIEWER)


def codes(refused):
    return [(issue.field, issue.code) for issue in refused.value.issues]


def facts_of(session, edition, event):
    return [entry.facts for entry in trail.about(session, edition.item.key) if entry.event == event]


# Setting


def test_the_author_limits_and_it_is_written_down_who_may_open_it(session, staff):
    edition = items.draft(session, staff)

    row = limiting.limit(
        session, edition.item, people=[staff.writer.id], for_reviewers=True, reason=" 涉及  处置方案 ", by=staff.writer
    )

    assert (row.people, row.for_reviewers, row.reason) == ({staff.writer.id}, True, "涉及 处置方案")
    assert edition.item.limit is row
    everybody = sorted(one.key for one in (staff.writer, staff.reviewer, staff.publisher))
    assert facts_of(session, edition, "draft.limited") == [
        {"people": everybody, "for_reviewers": True, "reason": "涉及 处置方案"}
    ]


def test_setting_it_again_takes_the_place_of_the_first(session, staff, colleague):
    edition = limited_draft(session, staff)

    limit(session, edition, (staff.writer, colleague), by=staff.writer)

    assert edition.item.limit.people == {staff.writer.id, colleague.id}
    assert not may(staff.reviewer, Permission.SEE, item=edition.item)
    assert len(facts_of(session, edition, "draft.limited")) == 2


def test_what_was_published_since_it_was_read_is_not_limited(session, staff):
    draft, limited = items.draft(session, staff), limited_draft(session, staff)
    published = update(Item).values(first_published_at=clock.now()).execution_options(synchronize_session=False)
    session.execute(published)
    assert draft.item.first_published_at is limited.item.first_published_at is None, "read before somebody published it"

    with pytest.raises(Refusal, match="cannot_be_limited"):
        limit(session, draft, (staff.writer, staff.reviewer), by=staff.writer)
    with pytest.raises(Refusal, match="cannot_be_limited"):
        limiting.lift(session, limited.item, by=staff.writer)


@on_one_make
def test_the_author_and_whoever_answers_for_the_unit_may_and_nobody_else(session, staff, colleague, other_unit):
    edition = items.draft(session, staff)
    items.save(session, edition, by=colleague, title="同事改过的标题")
    for stranger in (colleague, staff.reviewer, person(session, other_unit, Role.RESPONSIBLE)):
        with pytest.raises(Refusal) as refused:
            limit(session, edition, (staff.writer, staff.reviewer), by=stranger)
        assert (refused.value.code, refused.value.category) == ("not_yours_to_limit", Category.FORBIDDEN)
        with pytest.raises(Refusal, match="not_yours_to_limit"):
            limiting.lift(session, edition.item, by=stranger)

    limit(session, edition, (staff.writer, staff.reviewer), by=staff.publisher)
    limiting.lift(session, edition.item, by=staff.writer)
    assert edition.item.limit is None


@on_one_make
def test_nobody_locks_themselves_out(session, staff):
    edition = items.draft(session, staff)

    with pytest.raises(Refusal) as refused:
        limit(session, edition, (staff.reviewer,), by=staff.writer)

    assert ("readers", "limit_locks_you_out") in codes(refused)
    assert edition.item.limit is None
    assert facts_of(session, edition, "draft.limited") == []


@on_one_make
def test_somebody_has_to_write_to_approve_and_to_publish_it(session, staff, unit, colleague):
    edition = items.draft(session, staff)
    items.save(session, edition, by=colleague, title="审核人参与采编")
    unit.publisher_may_approve = False

    with pytest.raises(Refusal) as refused:
        limit(session, edition, (staff.reviewer,), by=staff.publisher)
    assert codes(refused) == [("readers", "limit_without_writer")]
    with pytest.raises(Refusal) as refused:
        limit(session, edition, (staff.writer, colleague), by=staff.writer)
    assert codes(refused) == [("readers", "limit_without_reviewer")]

    unit.publisher_may_approve = True
    limit(session, edition, (staff.writer, colleague), by=staff.writer)
    assert may(staff.publisher, Permission.REVIEW, item=edition.item), "approves and publishes, where the unit lets"


@on_one_make
@pytest.mark.parametrize("reason, code", [("", "required"), (" 　", "required"), ("长" * 201, "too_long")])
def test_a_reason_is_asked_for(session, staff, reason, code):
    edition = items.draft(session, staff)
    with pytest.raises(Refusal) as refused:
        limiting.limit(
            session, edition.item, people=[staff.writer.id], for_reviewers=True, reason=reason, by=staff.writer
        )
    assert codes(refused) == [("reason", code)]


@on_one_make
def test_only_colleagues_can_be_named(session, staff, other_unit):
    edition = items.draft(session, staff)
    retired = person(session, staff.unit, Role.PRODUCER)
    people.change(session, retired, display_name="退休", office="", is_active=False, by_key="system")
    for stranger in (person(session, other_unit, Role.PRODUCER), retired):
        with pytest.raises(Refusal) as refused:
            limit(session, edition, (staff.writer, staff.reviewer, stranger), by=staff.writer)
        assert codes(refused) == [("readers", "not_of_the_unit")]


@on_one_make
@pytest.mark.parametrize("state", [State.PUBLISHED, State.WITHDRAWN, State.HIDDEN])
def test_what_was_public_cannot_be_limited(session, staff, state):
    edition = workflow.in_state(session, staff, state)
    with pytest.raises(Refusal) as refused:
        limit(session, edition, (staff.writer, staff.reviewer), by=staff.publisher)
    assert (refused.value.code, refused.value.category) == ("cannot_be_limited", Category.CONFLICT)


# Who opened it


def test_an_opening_is_noted_where_it_is_found_and_written_down_once(session, staff):
    edition, open_one = limited_draft(session, staff), items.draft(session, staff)
    for _time in range(2):
        finding.edition(session, edition.id, by=staff.reviewer)
        finding.item(session, edition.item_id, by=staff.reviewer)
        finding.edition(session, open_one.id, by=staff.reviewer)

    assert (keys := openings.take(session)) == [edition.item.key]
    assert openings.take(session) == []
    openings.write_down(session, keys, page="preview", by=staff.reviewer)
    (entry,) = openings.of_item(session, edition.item, limit=9)
    assert (entry.actor, entry.facts) == (staff.reviewer.key, {"page": "preview"})


# Ending


def test_it_ends_when_the_text_is_published(session, staff, colleague):
    edition = workflow.submit(session, limited_draft(session, staff), by=staff.writer)
    workflow.approve(session, edition, by=staff.reviewer)
    assert edition.item.limit is not None

    publishing.publish(session, edition, by=staff.publisher)

    assert edition.item.limit is None
    assert finding.edition(session, edition.id, by=colleague) is edition
    (ended,) = facts_of(session, edition, "draft.limit_ended")
    assert ended["why"] == "published"
    assert ended["people"] == sorted(one.key for one in (staff.writer, staff.reviewer, staff.publisher))


def test_publishing_an_open_text_ends_nothing(session, staff):
    assert facts_of(session, workflow.published(session, staff), "draft.limit_ended") == []


def test_submitting_asks_again_whether_somebody_can_decide(session, staff, unit):
    unit.publisher_may_approve = False
    edition = limited_draft(session, staff)
    people.revoke(session, staff.reviewer, staff.reviewer.memberships[0].id, by_key="system")
    session.flush()
    session.expire(staff.reviewer)

    with pytest.raises(Refusal) as refused:
        workflow.submit(session, edition, by=staff.writer)

    assert codes(refused) == [("readers", "limit_without_reviewer")]


def test_when_its_author_has_left_the_responsible_person_lets_others_in(session, staff, colleague):
    edition = limited_draft(session, staff)
    people.change(session, staff.writer, display_name="离职", office="", is_active=False, by_key="system")

    limit(session, edition, (colleague, staff.reviewer), by=staff.publisher)

    assert items.save(session, edition, by=colleague, title="接着写").title == "接着写"
