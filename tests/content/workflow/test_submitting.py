from datetime import timedelta

import pytest

from content import clock as clocks
from content.audit import trail
from content.auth.roles import Role
from content.errors import Category, Refusal
from content.items import editing
from content.items.models import Edition, State
from content.workflow import submitting
from tests.conftest import on_one_make
from tests.factories import items, racing, workflow
from tests.factories.auth import person, staff_of


def test_submitting_names_who_answers_and_when(session, staff, clock):
    edition = items.draft(session, staff)
    clock.shift(timedelta(minutes=5))

    workflow.submit(session, edition, by=staff.writer)

    assert edition.at_rest is State.SUBMITTED
    assert (edition.submitter, edition.submitted_at) == (staff.writer, clocks.now())
    assert (edition.secrecy_checker, edition.secrecy_checked_at) == (staff.writer, clocks.now())


def test_submitting_without_the_secrecy_check_is_refused_and_says_so_with_everything_else(session, staff):
    edition = items.draft(session, staff, title="")

    with pytest.raises(Refusal) as refused:
        submitting.submit(session, edition, by=staff.writer, version=edition.version, secrecy_checked=False)

    assert [(issue.field, issue.code) for issue in refused.value.issues] == [
        ("title", "required"),
        ("secrecy_checked", "secrecy_not_checked"),
    ]
    assert edition.at_rest is State.DRAFT


def test_submitting_gives_an_index_number_where_none_was_typed(session, staff, clock):
    first = workflow.submitted(session, staff)
    typed = workflow.submitted(session, staff, fields={"index_number": "14252524/2024-00150"})
    second = workflow.submitted(session, staff)

    assert first.fields["index_number"] == "014252524/2026-00001"
    assert typed.fields["index_number"] == "14252524/2024-00150"
    assert second.fields["index_number"] == "014252524/2026-00002"


def test_a_version_somebody_else_saved_meanwhile_is_not_submitted_unseen(session, staff, unit):
    edition = items.draft(session, staff)
    seen = edition.version
    items.save(session, edition, by=person(session, unit, Role.PRODUCER), title="另一个标题")

    with pytest.raises(Refusal, match="newer_version"):
        submitting.submit(session, edition, by=staff.writer, version=seen, secrecy_checked=True)


@on_one_make
@pytest.mark.parametrize("role", [Role.REVIEWER, Role.RESPONSIBLE, Role.OVERSEER, Role.ADMINISTRATOR])
def test_only_producers_submit_and_take_back(role, session, staff, unit):
    draft, handed_in = items.draft(session, staff), workflow.submitted(session, staff)
    somebody = person(session, unit, role)

    with pytest.raises(Refusal, match="not_permitted"):
        workflow.submit(session, draft, by=somebody)
    with pytest.raises(Refusal, match="not_permitted"):
        submitting.take_back(session, handed_in, by=somebody)


def test_a_producer_of_another_unit_may_neither_submit_nor_take_back_nor_discard(session, staff, other_unit):
    stranger = staff_of(session, other_unit).writer
    draft, handed_in = items.draft(session, staff), workflow.submitted(session, staff)

    for verb, edition in ((submitting.take_back, handed_in), (submitting.discard, draft)):
        with pytest.raises(Refusal, match="not_permitted"):
            verb(session, edition, by=stranger)
    with pytest.raises(Refusal, match="not_permitted"):
        workflow.submit(session, draft, by=stranger)


def test_a_submission_taken_back_is_mended_in_the_next_edition(session, staff):
    edition = workflow.taken_back(session, staff)

    following = editing.start_next(session, edition.item, by=staff.writer)

    assert edition.at_rest is State.TAKEN_BACK
    assert (following.number, following.at_rest, following.title) == (2, State.DRAFT, edition.title)


def test_what_was_decided_on_cannot_be_taken_back(session, staff):
    for edition in (workflow.approved(session, staff), workflow.returned(session, staff)):
        with pytest.raises(Refusal, match="not_in_this_state"):
            submitting.take_back(session, edition, by=staff.writer)


def test_a_draft_is_set_aside_only_by_those_who_worked_on_it(session, staff, unit):
    edition = items.draft(session, staff)
    colleague = person(session, unit, Role.PRODUCER)
    with pytest.raises(Refusal) as refused:
        submitting.discard(session, edition, by=colleague)
    assert (refused.value.code, refused.value.category) == ("not_your_draft", Category.FORBIDDEN)

    items.save(session, edition, by=colleague, title="同事改过的标题")
    submitting.discard(session, edition, by=colleague)

    assert edition.at_rest is State.DISCARDED
    assert trail.about(session, edition.item.key)[-1].event == "edition.discarded"


def test_of_two_who_submit_at_once_one_wins(engine, session, staff):
    edition = items.draft(session, staff)
    version, number, writer = edition.version, edition.id, staff.writer.id
    session.commit()

    def submit(session):
        return submitting.submit(
            session,
            session.get(Edition, number),
            by=session.get(type(staff.writer), writer),
            version=version,
            secrecy_checked=True,
        ).state

    results = racing.at_once(engine, [submit] * 4)

    assert results.count("submitted") == 1
    assert racing.codes(results) == ["not_in_this_state"] * 3
