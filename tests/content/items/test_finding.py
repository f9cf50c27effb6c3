from datetime import timedelta

import pytest

from content.auth.permissions import Permission
from content.auth.roles import Role
from content.errors import Category, Refusal
from content.items import finding
from content.items.models import State
from tests.conftest import on_one_make
from tests.factories import items, workflow
from tests.factories.auth import person, staff_of


@on_one_make
def test_a_strangers_edition_is_missing_and_a_forbidden_one_forbidden(session, staff, other_unit):
    edition = items.draft(session, staff)
    stranger = staff_of(session, other_unit).writer

    for find, key in ((finding.edition, edition.id), (finding.item, edition.item_id)):
        assert find(session, key, by=staff.writer).id == key
        with pytest.raises(Refusal) as refused:
            find(session, key, by=stranger)
        assert refused.value.category is Category.MISSING
        with pytest.raises(Refusal) as refused:
            find(session, 10**9, by=staff.writer)
        assert refused.value.category is Category.MISSING
        with pytest.raises(Refusal) as refused:
            find(session, key, by=staff.writer, permission=Permission.REVIEW)
        assert (refused.value.code, refused.value.category) == ("not_permitted", Category.FORBIDDEN)


@on_one_make
@pytest.mark.parametrize("role", [Role.OVERSEER, Role.ADMINISTRATOR])
def test_overseeing_does_not_open_a_units_drafts(role, session, staff, unit):
    edition = items.draft(session, staff)

    with pytest.raises(Refusal, match="no_such_edition"):
        finding.edition(session, edition.id, by=person(session, unit, role))


def test_who_waits_longest_stands_first_and_only_in_queues_of_their_unit(session, staff, other_unit, clock):
    late = items.draft(session, staff)
    early = workflow.submitted(session, staff)
    clock.shift(timedelta(hours=1))
    workflow.submit(session, late, by=staff.writer)
    strangers = staff_of(session, other_unit)
    workflow.submitted(session, strangers)
    workflow.approved(session, staff)

    queue = finding.in_state(session, staff.reviewer, Permission.REVIEW, State.SUBMITTED, limit=9)

    assert queue == [early, late]
    assert finding.in_state(session, staff.reviewer, Permission.REVIEW, State.SUBMITTED, limit=1) == [early]
    assert finding.in_state(session, staff.writer, Permission.REVIEW, State.SUBMITTED, limit=9) == []


def test_work_on_the_desk_is_the_newest_edition_of_each_item_last_touched_first(session, staff, clock):
    returned = workflow.returned(session, staff)
    clock.shift(timedelta(hours=1))
    draft = items.draft(session, staff)
    mended = workflow.returned(session, staff)
    following = items.editing.start_next(session, mended.item, by=staff.writer)
    workflow.submit(session, following, by=staff.writer)

    assert finding.to_work_on(session, staff.writer, State.DRAFT, State.RETURNED, limit=9) == [draft, returned]


def test_the_units_list_pages_through_every_item_once(session, staff, other_unit):
    made = [items.draft(session, staff).item_id for _ in range(7)]
    items.draft(session, staff_of(session, other_unit))
    corrected = workflow.published(session, staff)
    items.editing.start_next(session, corrected.item, by=staff.writer)

    seen, before = [], None
    while True:
        page, before = finding.listed(session, staff.writer, state=None, before=before, limit=3)
        seen += [edition.item_id for edition in page]
        if before is None:
            break

    assert seen == sorted([*made, corrected.item_id], reverse=True)
    public, _ = finding.listed(session, staff.writer, state=State.PUBLISHED, before=None, limit=9)
    assert public == []


def test_every_edition_of_an_item_newest_first_and_the_public_one_by_itself(session, staff):
    first = workflow.published(session, staff)
    assert finding.published(session, first.item_id) is first
    second = workflow.corrected(session, first, staff)

    assert finding.of_item(session, first.item_id) == [second, first]
    assert finding.published(session, first.item_id) is second
    assert finding.published(session, 10**9) is None
