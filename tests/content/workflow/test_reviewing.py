from datetime import timedelta

import pytest

from content import clock as clocks
from content.audit import trail
from content.auth import people
from content.auth.roles import Role
from content.display import public_view
from content.errors import Category, Refusal
from content.items import editing
from content.items.models import State
from content.workflow import publishing, reviewing, submitting
from content.workflow.reviewing import REASONS, Reason
from tests.conftest import on_one_make
from tests.factories import items, workflow
from tests.factories.auth import all_rounder, person, staff_of


def test_approving_binds_the_reviewer_to_the_form_they_saw(session, staff, clock):
    edition = workflow.submitted(session, staff)
    seen = public_view.digest(edition)
    clock.shift(timedelta(hours=1))

    reviewing.approve(session, edition, by=staff.reviewer, seen_digest=seen)

    assert edition.at_rest is State.APPROVED
    assert (edition.reviewer, edition.reviewed_at, edition.approved_digest) == (staff.reviewer, clocks.now(), seen)
    assert trail.about(session, edition.item.key)[-1].facts["digest"] == seen


@on_one_make
@pytest.mark.parametrize("seen", ["", "0" * 64])
def test_a_form_other_than_the_one_seen_is_not_approved(seen, session, staff):
    edition = workflow.submitted(session, staff)

    with pytest.raises(Refusal) as refused:
        reviewing.approve(session, edition, by=staff.reviewer, seen_digest=seen)

    assert (refused.value.code, refused.value.category) == ("form_changed", Category.CONFLICT)
    assert (edition.at_rest, edition.reviewer_id, edition.approved_digest) == (State.SUBMITTED, None, None)


@pytest.mark.parametrize("part", ["author", "an editor", "the last editor", "the submitter"])
def test_whoever_had_a_hand_in_the_text_neither_approves_nor_returns_it(part, session, staff, unit):
    """Not even somebody who holds every role, administrator included."""
    everything = all_rounder(session, unit)
    by = dict.fromkeys(("author", "an editor", "the last editor", "the submitter"), staff.writer)
    by[part] = everything
    edition = items.draft(session, staff, by=by["author"])
    items.save(session, edition, by=by["an editor"], body="改了一句。")
    items.save(session, edition, by=by["the last editor"], body="又改了一句。")
    workflow.submit(session, edition, by=by["the submitter"])

    with pytest.raises(Refusal) as refused:
        workflow.approve(session, edition, by=everything)
    assert (refused.value.code, refused.value.category) == ("own_work", Category.FORBIDDEN)
    with pytest.raises(Refusal, match="own_work"):
        reviewing.give_back(session, edition, workflow.REASONS, by=everything)

    assert workflow.approve(session, edition, by=staff.reviewer).at_rest is State.APPROVED


def test_somebody_with_every_role_may_approve_what_others_wrote(session, staff, unit):
    edition = workflow.submitted(session, staff)

    assert workflow.approve(session, edition, by=all_rounder(session, unit)).at_rest is State.APPROVED


def have_it_returned(session, edition, staff):
    reviewing.give_back(session, edition, workflow.REASONS, by=staff.reviewer)


def take_it_back(session, edition, staff):
    submitting.take_back(session, edition, by=staff.writer)


def have_it_recalled(session, edition, staff):
    workflow.approve(session, edition, by=staff.reviewer)
    reviewing.give_back(session, edition, workflow.REASONS, by=staff.reviewer)


@pytest.mark.parametrize("leave", [have_it_returned, take_it_back, have_it_recalled])
def test_an_editor_of_an_earlier_edition_does_not_approve_the_mended_one(leave, session, staff, unit):
    everything = all_rounder(session, unit)
    first = items.draft(session, staff, by=everything)
    items.save(session, first, by=staff.writer, body="换一个说法。")
    workflow.submit(session, first, by=staff.writer)
    leave(session, first, staff)
    mended = workflow.submit(session, editing.start_next(session, first.item, by=staff.writer), by=staff.writer)

    with pytest.raises(Refusal, match="own_work"):
        workflow.approve(session, mended, by=everything)


def test_words_set_aside_and_taken_up_by_a_colleague_are_still_those_of_their_author(session, staff, unit):
    everything = all_rounder(session, unit)
    first = submitting.discard(session, items.draft(session, staff, by=everything), by=everything)
    taken_up = workflow.submit(session, editing.start_next(session, first.item, by=staff.writer), by=staff.writer)

    with pytest.raises(Refusal, match="own_work"):
        workflow.approve(session, taken_up, by=everything)


def test_setting_a_mended_draft_aside_does_not_make_its_words_anybody_elses(session, staff, unit):
    everything = all_rounder(session, unit)
    first = workflow.submit(session, items.draft(session, staff, by=everything), by=everything)
    have_it_returned(session, first, staff)
    second = editing.start_next(session, first.item, by=everything)
    submitting.discard(session, second, by=everything)
    third = workflow.submit(session, editing.start_next(session, first.item, by=staff.writer), by=staff.writer)

    with pytest.raises(Refusal, match="own_work"):
        workflow.approve(session, third, by=everything)


def test_who_wrote_the_public_edition_may_review_a_colleagues_correction(session, staff, unit):
    everything = all_rounder(session, unit)
    first = workflow.submit(session, items.draft(session, staff, by=everything), by=everything)
    publishing.publish(session, workflow.approve(session, first, by=staff.reviewer), by=staff.publisher)

    correction = workflow.correct(session, first, staff, title="改正后的标题")

    assert workflow.approve(session, correction, by=everything).at_rest is State.APPROVED


@on_one_make
@pytest.mark.parametrize("role", [Role.PRODUCER, Role.OVERSEER, Role.ADMINISTRATOR])
def test_roles_that_do_not_review_cannot(role, session, staff, unit):
    edition, somebody = workflow.submitted(session, staff), person(session, unit, role)

    with pytest.raises(Refusal, match="not_permitted"):
        workflow.approve(session, edition, by=somebody)
    with pytest.raises(Refusal, match="not_permitted"):
        reviewing.give_back(session, edition, workflow.REASONS, by=somebody)


def test_a_reviewer_of_another_unit_and_a_retired_one_cannot(session, staff, other_unit):
    edition = workflow.submitted(session, staff)
    retired = people.change(session, staff.reviewer, display_name="审核", office="", is_active=False, by_key="system")

    for somebody in (staff_of(session, other_unit).reviewer, retired):
        with pytest.raises(Refusal, match="not_permitted"):
            workflow.approve(session, edition, by=somebody)


def test_returning_keeps_the_edition_and_says_why_field_by_field(session, staff):
    edition = workflow.submitted(session, staff)
    reasons = [Reason("title", "wording", "写明单位"), Reason("", "facts")]

    reviewing.give_back(session, edition, reasons, by=staff.reviewer)

    assert edition.at_rest is State.RETURNED
    assert edition.return_reasons == [
        {"field": "title", "code": "wording", "note": "写明单位", "by": staff.reviewer.key},
        {"field": "", "code": "facts", "note": "", "by": staff.reviewer.key},
    ]
    last = trail.about(session, edition.item.key)[-1]
    assert (last.event, last.actor) == ("edition.returned", staff.reviewer.key)
    assert last.facts["reasons"] == [{"field": "title", "code": "wording"}, {"field": "", "code": "facts"}]
    assert "写明单位" not in str(last.facts)


@on_one_make
@pytest.mark.parametrize(
    "reasons, code",
    [
        ([], "required"),
        ([Reason("title", "i_do_not_like_it")], "not_a_choice"),
        ([Reason("title", "other", "  ")], "say_why"),
    ],
)
def test_a_return_without_a_reason_a_person_can_act_on_is_refused(reasons, code, session, staff):
    edition = workflow.submitted(session, staff)

    with pytest.raises(Refusal) as refused:
        reviewing.give_back(session, edition, reasons, by=staff.reviewer)

    assert [(issue.field, issue.code) for issue in refused.value.issues] == [("reasons", code)]
    assert edition.at_rest is State.SUBMITTED


@on_one_make
@pytest.mark.parametrize("code", REASONS)
def test_every_reason_of_the_list_will_do(code, session, staff):
    edition = workflow.submitted(session, staff)

    assert (
        reviewing.give_back(session, edition, [Reason("", code, "说明")], by=staff.reviewer).at_rest is State.RETURNED
    )


def test_an_approved_edition_can_still_be_recalled_with_reasons(session, staff, unit):
    edition = workflow.approved(session, staff)

    reviewing.give_back(session, edition, workflow.REASONS, by=staff.publisher)

    assert edition.at_rest is State.RETURNED
    assert editing.start_next(session, edition.item, by=staff.writer).at_rest is State.DRAFT
